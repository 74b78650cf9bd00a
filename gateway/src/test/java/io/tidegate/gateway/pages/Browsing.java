package io.tidegate.gateway.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A headless Chromium, driven by Playwright. Used by its test's thread. */
final class Browsing implements AutoCloseable {

    private static final List<Path> CHROMIUM =
            List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));
    private static final List<Path> NODE = List.of(Path.of("/usr/bin/node"), Path.of("/usr/bin/nodejs"));

    /** What a person would wait for is a matter of the product; a test waits for what is slow, too. */
    private static final double WAIT_MILLIS_MAX = 60_000;

    private final Playwright playwright;
    private final Browser browser;

    /** @param more options of Chromium's command line */
    Browsing(String... more) {
        System.setProperty("playwright.cli.dir", driver().toString());
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        installed(NODE, "nodejs").toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(installed(CHROMIUM, "chromium"))
                        .setTimeout(WAIT_MILLIS_MAX)
                        .setArgs(Stream.concat(Stream.of("--no-sandbox", "--disable-dev-shm-usage"), Stream.of(more))
                                .toList()));
        PlaywrightAssertions.setDefaultAssertionTimeout(WAIT_MILLIS_MAX);
    }

    BrowserContext context() {
        return context(new Browser.NewContextOptions());
    }

    BrowserContext context(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(WAIT_MILLIS_MAX);
        return context;
    }

    private static Path driver() {
        String told = System.getProperty(
                "TIDEGATE_PLAYWRIGHT_CLI", System.getenv().getOrDefault("TIDEGATE_PLAYWRIGHT_CLI", ""));
        Path folder = told.isEmpty() ? Path.of("..", ".cache", "playwright") : Path.of(told);
        if (!Files.exists(folder.resolve("package").resolve("cli.js"))) {
            throw new AssertionError(
                    "Playwright's driver is not in " + folder.toAbsolutePath().normalize()
                            + ". Run ./verify, or: mkdir -p .cache/playwright && npm pack playwright-core@1.62.0"
                            + " --pack-destination .cache && tar xzf .cache/playwright-core-1.62.0.tgz -C .cache/playwright");
        }
        return folder.toAbsolutePath().normalize();
    }

    private static Path installed(List<Path> places, String name) {
        return places.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        name + " is not installed (looked at " + places + "). Run: sudo apt-get install " + name));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
