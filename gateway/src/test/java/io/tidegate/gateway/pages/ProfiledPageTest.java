package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a profile of the site file makes of a device, from its readings to the page. */
class ProfiledPageTest {

    @TempDir
    Path folder;

    private static void post(WebSite site, String fields) throws Exception {
        String body = "{\"device\":\"cellar-1\",\"fields\":" + fields + "}";
        assertEquals(
                200,
                site.post("/api/v1/observations", body, "Content-Type", "application/json")
                        .statusCode());
    }

    @Test
    void a_number_has_its_name_and_unit_in_the_readers_language() throws Exception {
        try (WebSite site = new WebSite(folder, Locale.GERMANY)) {
            post(site, "{\"temperature\":4.7}");
            Awaiting.until("it is shown", () -> site.get("/").body().contains("4,2\u00a0\u00b0C"));
            assertTrue(site.get("/").body().contains("<dt>Luft</dt>"));
            assertTrue(site.get("/api/v1/devices").body().contains("\"unit\":\"Cel\""));
        }
    }

    @Test
    void what_the_sensor_cannot_mean_is_kept_and_marked() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            post(site, "{\"temperature\":85.5}");
            Awaiting.until("it is marked", () -> site.get("/").body().contains("out of range"));
            assertTrue(site.get("/").body().contains("85\u00a0\u00b0C"));
            assertFalse(site.get("/").body().contains("Temperature outOfRange"));
            post(site, "{\"temperature\":4.5}");
            Awaiting.until("it is not any more", () -> !site.get("/").body().contains("out of range"));
        }
    }

    @Test
    void what_has_hardly_changed_is_taken_and_left_out() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            post(site, "{\"temperature\":4.5}");
            long recorded = site.journal.lastPosition();
            post(site, "{\"temperature\":4.6}");
            assertEquals(recorded, site.journal.lastPosition());
            post(site, "{\"temperature\":4.8}");
            assertEquals(recorded + 1, site.journal.lastPosition());
        }
    }
}
