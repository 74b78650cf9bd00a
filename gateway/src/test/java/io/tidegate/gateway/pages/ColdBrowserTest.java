package io.tidegate.gateway.pages;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page of the cold chain in a real browser. */
class ColdBrowserTest extends InBrowser {

    @Test
    void axe_finds_nothing_and_nothing_scrolls_sideways() throws Exception {
        for (Locale locale : List.of(Locale.UK, Locale.GERMANY)) {
            try (ColdShop shop = new ColdShop(folder.resolve(locale.getCountry()), locale)) {
                look(shop.site, shop.page(), "cold-" + locale.getLanguage());
            }
        }
    }

    @Test
    void who_looks_at_the_stock_asks_what_was_warm_with_two_clicks() throws Exception {
        try (ColdShop shop = new ColdShop(folder, Locale.UK);
                BrowserContext context = browsing.context()) {
            Page page = context.newPage();
            page.navigate(shop.site.at("/stock").toString());
            page.getByText("Cold room").first().click();
            page.locator("input[name=above]").fill("8.5");
            page.getByText("Show", new Page.GetByTextOptions().setExact(true)).click();
            PlaywrightAssertions.assertThat(page.locator("input[name=above]")).hasValue("8.5");
            PlaywrightAssertions.assertThat(page.locator("main")).containsText("8.5");
            PlaywrightAssertions.assertThat(page.locator("h2").first()).hasText("What was there");
        }
    }
}
