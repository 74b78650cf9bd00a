package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The buttons of a device's card, in a real browser; the device is the test. */
class ButtonsTest {

    @TempDir
    Path folder;

    @Test
    void a_button_switches_and_keeps_the_focus_when_its_card_changes() throws Exception {
        try (Browsing browsing = new Browsing();
                WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            site.reading("pump", "on", false);
            Page page = context.newPage();
            page.navigate(site.at("/").toString());
            page.locator("#device-pump button").first().click();
            PlaywrightAssertions.assertThat(page)
                    .hasURL(site.at("/#device-pump").toString());
            page.locator("#device-pump button").first().focus();
            site.reading("pump", "on", true);
            PlaywrightAssertions.assertThat(page.locator("#device-pump button[aria-pressed=true]"))
                    .isFocused();
            assertEquals(List.of("pump {on=Flag[value=true]} Optional.empty"), site.told);
        }
    }
}
