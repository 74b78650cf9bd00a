package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.tidegate.gateway.journal.Account;
import io.tidegate.observation.Batch;
import io.tidegate.site.InvalidSite;
import io.tidegate.site.SiteFile;
import io.tidegate.site.SiteLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes the picture of the README anew: {@code cp gateway/target/page.png docs/page.png} when the page has changed. */
class PictureTest {

    private static final Path PICTURE = Path.of("target", "page.png");

    /** What a front page can be expected to load. */
    private static final long BYTES_MAX = 200_000;

    @TempDir
    Path folder;

    /** Its devices have names and units there. */
    private static SiteFile demo() throws InvalidSite {
        return SiteLoader.load(Path.of("..", "config", "sites", "demo.yaml"), Map.of());
    }

    @Test
    void the_page_of_the_demo_can_be_photographed_for_the_readme() throws Exception {
        try (WebSite site = new WebSite(folder, Locale.UK, demo().profiles());
                Browsing browsing = new Browsing();
                BrowserContext context = browsing.context(new Browser.NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setColorScheme(ColorScheme.LIGHT))) {
            Batch hour = new Batch(DemoHour.until(Instant.now()), List.of());
            site.journal.submit(hour).toCompletableFuture().get();
            site.sinks.set(
                    List.of(Reports.well("cloud", new Account(4711, 4711, 0, 0, 0, 0, 0, 0, Account.Again.NONE))));
            Page page = context.newPage();
            page.navigate(site.at("/").toString());
            PlaywrightAssertions.assertThat(page.locator("#line")).hasText("Live");
            PlaywrightAssertions.assertThat(page.locator("#device-fridge-1 .stroke"))
                    .isVisible();
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURE));
        }
        assertTrue(Files.size(PICTURE) < BYTES_MAX, Files.size(PICTURE) + " bytes");
    }
}
