package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page that prints, in a real browser. */
class LabelsBrowserTest extends InBrowser {

    @Test
    void an_item_is_one_click_away_from_its_label() throws Exception {
        try (WebSite site = new WebSite(folder, Locale.GERMANY);
                BrowserContext context = browsing.context()) {
            site.catalogue("id,name,codes\ncola,Cola 0.33 l,5449000000996\nbrie,Brie de Meaux,\n");
            Page page = context.newPage();
            page.navigate(site.at("/stock/cola").toString());
            page.locator("a[href='/labels?items=cola']").click();
            Response document = page.waitForResponse(
                    answer -> answer.url().contains("shelf.pdf"),
                    () -> page.locator("button.big").click());
            assertEquals(200, document.status());
            assertEquals("application/pdf", document.headers().get("content-type"));
            look(site, "/labels?items=cola", "labels");
        }
    }
}
