package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.pages.SiteDoor.Look;
import io.tidegate.site.SiteChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the site file, as a person at the shop sees it. */
class SitePageTest {

    private static final SiteChange.Ids NONE = new SiteChange.Ids(List.of(), List.of(), List.of());
    private static final Look CHANGED = new Look.Changed(new SiteChange(
            new SiteChange.Ids(List.of("oven"), List.of(), List.of("fridge-1", "fridge-2")),
            NONE,
            true,
            List.of("web")));

    @TempDir
    Path folder;

    @Test
    void it_says_what_a_changed_file_changes_and_applies_it_by_a_button() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.siteFile.look = CHANGED;
            String page = site.get("/site").body();
            assertTrue(page.contains("Devices that come: oven"), page);
            assertTrue(page.contains("Devices that go: fridge-1, fridge-2"), page);
            assertTrue(page.contains("Only at the next start of the gateway: web"), page);
            assertTrue(page.contains("action=\"/site/apply\""), page);

            assertEquals(
                    303,
                    site.post("/site/apply", "", "Content-Type", "application/x-www-form-urlencoded")
                            .statusCode());

            assertEquals(1, site.siteFile.applied.get());
            assertTrue(site.get("/site").body().contains("runs by what the site file says"));
        }
    }

    @Test
    void a_file_with_mistakes_shows_them_and_has_no_button() throws Exception {
        try (WebSite site = new WebSite(folder, Locale.GERMANY)) {
            site.siteFile.look = new Look.Wrong(List.of("site.yaml:7:3 devices[0].id: is missing", "site.yaml:9:1 x"));
            String page = site.get("/site").body();
            assertTrue(page.contains("Die Standortdatei hat 2 Fehler; das Gateway"), page);
            assertTrue(page.contains("site.yaml:7:3 devices[0].id: is missing"), page);
            assertFalse(page.contains("/site/apply"), page);
        }
    }

    @Test
    void what_only_a_start_can_change_has_no_button() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.siteFile.look = new Look.Changed(new SiteChange(NONE, NONE, false, List.of("site")));
            String page = site.get("/site").body();
            assertTrue(page.contains("wait for the next start"), page);
            assertFalse(page.contains("/site/apply"), page);
        }
    }

    @Test
    void it_shows_what_runs_with_every_default() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            assertTrue(site.get("/site").body().contains("commitWindow: "));
            assertEquals("{\"changed\":false}", site.get("/api/v1/site/changes").body());
        }
    }
}
