package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What tests in a real browser have. */
abstract class InBrowser {

    static final Path PICTURES = Path.of("target", "screenshots");

    static Browsing browsing;

    @TempDir
    Path folder;

    @BeforeAll
    static void openBrowser() {
        browsing = new Browsing();
    }

    @AfterAll
    static void closeBrowser() {
        browsing.close();
    }

    /** A form that is refused is shown again, and that is no mistake of the page. */
    private static Optional<String> complaint(String text) {
        return Optional.of(text).filter(each -> !each.contains("status of 412") && !each.contains("status of 422"));
    }

    /** Photographs it, and sees that it fits a tablet and a phone, and that axe finds nothing. */
    static void look(WebSite site, String path, String name) {
        look(site, path, name, _ -> {});
    }

    /** @param first what somebody does there before */
    static void look(WebSite site, String path, String name, Consumer<Page> first) {
        for (boolean phone : List.of(false, true)) {
            Browser.NewContextOptions options = new Browser.NewContextOptions()
                    .setViewportSize(phone ? 390 : 1280, 844)
                    .setColorScheme(phone ? ColorScheme.DARK : ColorScheme.LIGHT);
            try (BrowserContext context = browsing.context(options)) {
                Page page = context.newPage();
                List<String> complaints = new ArrayList<>();
                page.onConsoleMessage(message -> complaint(message.text()).ifPresent(complaints::add));
                page.onPageError(complaints::add);
                page.navigate(site.at(path).toString());
                first.accept(page);
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(PICTURES.resolve(name + (phone ? "-phone.png" : ".png")))
                        .setFullPage(true));
                assertTrue((boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name);
                AxeResults looked = new AxeBuilder(page).setLegacyMode(true).analyze();
                List<String> findings = looked.getViolations().stream()
                        .map(rule -> rule.getHelp() + " at "
                                + rule.getNodes().getFirst().getHtml())
                        .toList();
                assertEquals(List.of(), findings, path);
                assertEquals(List.of(), complaints, path);
            }
        }
    }
}
