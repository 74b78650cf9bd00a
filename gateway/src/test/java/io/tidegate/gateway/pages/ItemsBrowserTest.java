package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The pages of the catalogue in a real browser. */
class ItemsBrowserTest extends InBrowser {

    private static final String ITEMS = """
            id,name,unit,codes,packs,tracked,supplier,price,minimum,retired
            cola,Cola 0.33 l,each,5449000000996; case:15449000000993,case=24,,Drinks Ltd,1.20,48,
            brie,Brie de Meaux,kg,2100005000000,wheel=2.5,lot; expiry,Dairy & Co,18.90,3,
            old,Sparklers of last year,each,,,,,,,yes
            """;

    private Path table(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void a_table_gets_in_without_javascript() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context =
                        browsing.context(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = context.newPage();
            page.navigate(site.at("/stock").toString());
            page.locator("#stock a").click();
            page.locator("input[type=file]").setInputFiles(table("Käse & co.csv", ITEMS));
            page.locator("form[enctype] button").click();
            PlaywrightAssertions.assertThat(page.locator(".attention")).containsText("Käse & co.csv");
            PlaywrightAssertions.assertThat(page.locator(".attention")).containsText("Added: 3.");
            page.locator(".attention button").click();
            PlaywrightAssertions.assertThat(page.locator(".banner")).containsText("3 items added");
            assertTrue(site.get("/api/v1/items.csv").body().contains("case:15449000000993"));
            page.locator("a[href='/stock/brie/edit']").click();
            page.locator("input[name=price]").fill("19.50");
            page.locator("button.big").click();
            PlaywrightAssertions.assertThat(page.locator(".facts")).containsText("19.50 / kg");
        }
    }

    @Test
    void axe_finds_nothing_and_nothing_scrolls_sideways() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            look(site, "/stock", "stock-empty");
            look(site, "/stock/items", "items-empty");
            site.catalogue(ITEMS);
            look(site, "/stock/items", "items");
            look(site, "/stock/brie", "item-facts");
            look(site, "/stock/brie/edit", "item-edit");
            look(site, "/stock/items/new", "item-new");
            Path worse = table("worse.csv", "id,name,price,supplier\ncola,Cola,cheap,\nx,,1,\nbrie,Brie,2,\n");
            look(site, "/stock/items", "items-problems", page -> upload(page, worse));
            Path losing = table("losing.csv", "id,supplier,packs,codes\ncola,,,\nbrie,,,\n");
            look(site, "/stock/items", "items-lost", page -> upload(page, losing));
            look(site, "/stock/brie/edit", "item-otherwise", page -> {
                page.locator("input[name=price]").fill("17");
                try {
                    site.catalogue("id,price,supplier\nbrie," + System.nanoTime() % 1000 / 10.0 + ",Cheese Bros\n");
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
                page.locator("button.big").click();
                page.waitForURL("**/edit");
            });
        }
        try (WebSite german = new WebSite(folder.resolve("german"), Locale.GERMANY)) {
            german.catalogue(ITEMS);
            look(
                    german,
                    "/stock/items",
                    "items-german",
                    page -> page.locator("summary").click());
            Path slip = table("slip.csv", "id;price;supplier\nbrie;1890;Käse & mehr\nneu;;\n");
            look(german, "/stock/items", "items-changes-german", page -> {
                page.locator("input[type=checkbox]").check();
                upload(page, slip);
            });
            look(german, "/stock/cola/edit", "item-edit-german");
        }
    }

    private static void upload(Page page, Path table) {
        page.locator("input[type=file]").setInputFiles(table);
        page.locator("form[enctype] button").click();
        page.waitForURL("**/table");
    }
}
