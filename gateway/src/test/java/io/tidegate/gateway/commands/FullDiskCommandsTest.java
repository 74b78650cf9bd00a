package io.tidegate.gateway.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tidegate.driver.Outcome;
import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.SmallDisk;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real disk of a few megabytes, full to the last page. */
class FullDiskCommandsTest {

    private static final String ON = "{\"id\":\"c-1\",\"command\":\"switch\",\"device\":\"fan\",\"set\":{\"on\":true}}";

    @TempDir
    Path folder;

    private SmallDisk disk;

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.mount(folder.resolve("data"), 3);
    }

    @AfterEach
    void unmount() throws Exception {
        disk.unmount();
    }

    @Test
    void what_cannot_be_written_down_is_neither_acknowledged_nor_done_until_it_can() throws Exception {
        try (CommandSite site = new CommandSite(folder, CommandSite.ALL)) {
            disk.fill();
            // What is small may find a last gap in a page.
            var _ = site.journal().submit(Batch.of(large()));
            Awaiting.until("the disk is full", () -> site.journal().trouble().isPresent());
            CompletableFuture<Void> taken = CompletableFuture.runAsync(() -> ask(site, ON));
            Awaiting.until(
                    "it waits for the disk", () -> site.journal().status().waitingEntries() > 0);
            assertFalse(taken.isDone());
            assertEquals(List.of(), site.told);
            disk.makeRoom();
            taken.get();
            assertEquals("c-1 switch done", site.next(0));
        }
    }

    @Test
    void what_is_done_and_cannot_be_written_down_is_not_done_again() throws Exception {
        try (CommandSite site = new CommandSite(folder, CommandSite.ALL)) {
            CompletableFuture<Outcome> slow = new CompletableFuture<>();
            site.outcome = slow;
            ask(site, ON);
            Awaiting.until("the device is told", () -> site.told.size() == 1);
            disk.fill();
            slow.complete(new Outcome.Done());
            Awaiting.until("the disk is full", () -> site.journal().trouble().isPresent());
            disk.makeRoom();
            assertEquals("c-1 switch done", site.next(0));
            assertEquals(1, site.told.size());
        }
    }

    private static Observation large() {
        Map<String, Value> notes = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            notes.put("note-" + i, Value.of(UUID.randomUUID().toString().repeat(25)));
        }
        return new Observation.Reading(new DeviceId("mill"), Instant.now(), notes);
    }

    private static void ask(CommandSite site, String command) {
        try {
            site.ask(command);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
