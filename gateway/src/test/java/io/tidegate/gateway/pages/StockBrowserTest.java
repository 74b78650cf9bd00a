package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages of the stock in a real browser. */
class StockBrowserTest extends InBrowser {

    private static void book(WebSite site, String lines) throws Exception {
        var answer = site.book(lines.replace('\'', '"'));
        assertEquals(201, answer.statusCode(), answer.body());
    }

    private static void shop(WebSite site) throws Exception {
        site.catalogue(
                "id,name,codes,minimum\ncola,Cola 0.33 l,5449000000996,48\nbrie,Brie de Meaux,,\nmilk,Milk 3.5 % fresh from the farm,,2\n");
        List<String> lines = new ArrayList<>();
        Instant now = Instant.now();
        for (int day = 25; day > 0; day--) {
            lines.add(
                    "{'id':'r%1$d','kind':'%2$s','item':'cola','quantity':%3$d,'location':'sales-floor','time':'%4$s'}"
                            .formatted(
                                    day,
                                    day % 7 == 4 ? "receive" : "sell",
                                    day % 7 == 4 ? 24 : 3,
                                    now.minus(day, ChronoUnit.DAYS)));
        }
        lines.add("{'id':'m1','kind':'receive','item':'milk','quantity':12,'to':'fridge-2','lot':'L2291','expiry':'%s'}"
                .formatted(LocalDate.now().plusDays(4)));
        lines.add("{'id':'m2','kind':'receive','item':'milk','quantity':2,'to':'fridge-2','lot':'L2280','expiry':'%s'}"
                .formatted(LocalDate.now().minusDays(1)));
        lines.add("{'id':'b1','kind':'sell','item':'brie','quantity':0.275,'from':'sales-floor'}");
        lines.add("{'id':'u1','kind':'sell','item':'4006381333931','quantity':2,'from':'sales-floor'}");
        lines.add("{'id':'x1','kind':'reverse','reverses':'r3'}");
        book(site, "[" + String.join(",", lines) + "]");
    }

    @Test
    void a_double_click_books_once_and_the_level_is_seen() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            shop(site);
            Page page = context.newPage();
            page.navigate(site.at("/stock/milk").toString());
            page.locator("input[value=receive]").check();
            page.locator("input[name=quantity]").fill("7");
            page.locator("input[name=location]").fill("cellar");
            page.locator("button.big").dblclick();
            PlaywrightAssertions.assertThat(page.locator("#stock")).containsText("cellar");
            PlaywrightAssertions.assertThat(page.locator(".total .strong")).hasText("21 pcs");
            PlaywrightAssertions.assertThat(page.locator("#lines tbody tr")).hasCount(3);
        }
    }

    @Test
    void a_sale_shows_without_reload_and_what_is_typed_stays() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            shop(site);
            Page page = context.newPage();
            page.navigate(site.at("/stock/milk").toString());
            PlaywrightAssertions.assertThat(page.locator("#line")).hasText("Live");
            page.locator("input[name=quantity]").fill("7");
            book(site, "{'id':'s9','kind':'sell','item':'milk','quantity':5,'from':'fridge-2','lot':'L2291'}");
            PlaywrightAssertions.assertThat(page.locator(".total .strong")).hasText("9 pcs");
            PlaywrightAssertions.assertThat(page.locator("#lines")).containsText("5 pcs sold");
            PlaywrightAssertions.assertThat(page.locator("input[name=quantity]"))
                    .hasValue("7");
        }
    }

    @Test
    void axe_finds_nothing_and_nothing_scrolls_sideways() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            shop(site);
            look(site, "/stock", "stock");
            look(site, "/stock?show=unknown", "stock-unknown");
            look(site, "/stock?show=expiring&q=milk", "stock-expiring");
            look(site, "/stock/cola", "stock-item");
        }
    }
}
