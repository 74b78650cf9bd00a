package io.tidegate.gateway.pages;

import java.nio.file.Path;
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
}
