package io.tidegate.gateway.journal;

import static io.tidegate.gateway.journal.Journals.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Batch;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.sync.Outbox;
import io.tidegate.testing.Awaiting;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real file system of 3 MB that really is full. Needs the right to mount, as ./verify has. */
class FullDiskTest {

    @TempDir
    Path root;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(root.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=3m", "tidegate-test", disk.toString());
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", disk.toString());
    }

    @Test
    void a_full_disk_stops_acknowledgements_and_nothing_else_and_they_go_on_when_there_is_room() throws Exception {
        Path ballast = disk.resolve("ballast");
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        Set<Long> numbers = new HashSet<>();
        try (Journal journal = Journal.open(disk.resolve("data"), Journals.settings())) {
            journal.record(List.of(reading(1)));
            numbers.add(1L);
            fill(ballast);

            long number = 2;
            while (journal.status().trouble().isEmpty()) {
                List<Observation> batch = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    numbers.add(number);
                    batch.add(reading(number++));
                }
                waiting.add(journal.submit(new Batch(batch, List.of())).toCompletableFuture());
                Awaiting.until(
                        "it is on disk, or the disk is full",
                        () -> waiting.getLast().isDone()
                                || journal.status().trouble().isPresent());
            }
            assertFalse(waiting.getLast().isDone(), "what does not fit is not acknowledged");
            Outbox outbox = journal.outbox("hq");
            assertEquals(1, outbox.peek(1).getFirst().position(), "what is there stays readable");

            Files.delete(ballast);
            Awaiting.until(
                    "everything is on disk by itself", () -> waiting.stream().allMatch(CompletableFuture::isDone));
            assertTrue(journal.status().trouble().isEmpty());
        }
        try (Journal journal = Journal.open(disk.resolve("data"), Journals.settings())) {
            Set<Long> found = new HashSet<>();
            for (Entry entry : journal.outbox("check").peek(1_000_000)) {
                assertTrue(found.add(Journals.number(entry.observation())), "found twice: " + entry);
            }
            assertEquals(numbers, found);
        }
    }

    private static void fill(Path ballast) throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            assertTrue(Files.size(ballast) > 0, "the disk was meant to be full because of the ballast");
        }
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), "run as root: " + String.join(" ", command));
    }
}
