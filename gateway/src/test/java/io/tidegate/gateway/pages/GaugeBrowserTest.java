package io.tidegate.gateway.pages;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page of the scales and counters in a real browser. */
class GaugeBrowserTest extends InBrowser {

    private static void work(GaugeShop shop) throws Exception {
        shop.site.reading("bin-7", "weight", 712.5);
        shop.site.reading("bin-8", "weight", 1_500.0);
        shop.site.reading("press", "strokes", 4_711.0);
        shop.site.reading("press", "strokes", 4_718.0);
        shop.site.reading("saw", "count", 10.0);
        shop.site.reading("saw", "count", 15.0);
        shop.says("state good", "state bad");
    }

    @Test
    void axe_finds_nothing_and_nothing_scrolls_sideways() throws Exception {
        for (Locale locale : List.of(Locale.UK, Locale.GERMANY)) {
            try (GaugeShop shop = new GaugeShop(folder.resolve(locale.getCountry()), locale)) {
                work(shop);
                look(shop.site, GaugeShop.PAGE, "gauges-" + locale.getLanguage());
            }
        }
        try (WebSite site = new WebSite(folder.resolve("none"))) {
            look(site, GaugeShop.PAGE, "gauges-none");
        }
    }

    @Test
    void what_a_scale_shows_is_seen_without_reload() throws Exception {
        try (GaugeShop shop = new GaugeShop(folder, Locale.UK);
                BrowserContext context = browsing.context()) {
            Page page = context.newPage();
            page.navigate(shop.site.at(GaugeShop.PAGE).toString());
            shop.site.reading("bin-8", "weight", 1_500.0);
            PlaywrightAssertions.assertThat(page.locator("#stock")).containsText("1,500\u00a0g");
        }
    }
}
