package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.WatchStatus;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the pages name and place what does not work. */
class FaultsTest {

    private static final String REASON = "GPIO pin 22 cannot be driven any more";

    @TempDir
    Path folder;

    private static WatchStatus down(String id) {
        Instant now = Instant.now();
        return new WatchStatus(new DeviceId(id), "gpio-output", new WatchStatus.Down(REASON, now, now), 0, 1, Map.of());
    }

    @Test
    void a_device_that_does_not_answer_is_told_once_and_leads_to_its_card() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.watches.set(List.of(down("door-light"), down("line-1")));
            site.journal.record(List.of(new Observation.Fault(new DeviceId("door-light"), Instant.now(), REASON)));
            Awaiting.until("it is told", () -> site.get("/").body().contains("Door light does not answer"));
            String page = site.get("/").body();
            assertFalse(page.contains("Door light does not work"), page);
            assertTrue(page.contains("href=\"#device-door-light\""), page);
            assertTrue(page.contains("Line 1 does not work"), "a bus makes no fault of its own");
        }
    }

    @Test
    void names_are_words() {
        assertEquals("Fridge 2", Words.name("fridge-2"));
        assertEquals("Disk free", Words.name("diskFree"));
        assertEquals("Temperature heat sink", Words.name("temperatureHeatSink"));
        assertEquals("VoltageLL", Words.name("voltageLL"));
        assertEquals("PH", Words.name("pH"));
    }
}
