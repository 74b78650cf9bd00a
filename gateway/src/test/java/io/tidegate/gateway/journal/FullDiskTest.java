package io.tidegate.gateway.journal;

import static io.tidegate.gateway.journal.Journals.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Batch;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.sync.Lane;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.SmallDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real file system of 3 MB that really is full. Needs the right to mount, as ./verify has. */
class FullDiskTest {

    @TempDir
    Path root;

    private SmallDisk disk;

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.mount(root.resolve("disk"), 3);
    }

    @AfterEach
    void unmount() throws Exception {
        disk.unmount();
    }

    @Test
    void a_full_disk_stops_acknowledgements_and_nothing_else_and_they_go_on_when_there_is_room() throws Exception {
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        Set<Long> numbers = new HashSet<>();
        try (Journal journal = Journal.open(disk.folder().resolve("data"), Journals.settings())) {
            journal.record(List.of(reading(1)));
            numbers.add(1L);
            disk.fill();

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
            List<Entry> there = journal.outbox("hq").peek(Lane.FRESH, 1, Long.MAX_VALUE);
            assertEquals(1, there.getFirst().position(), "what is there stays readable");

            disk.makeRoom();
            Awaiting.until(
                    "everything is on disk by itself", () -> waiting.stream().allMatch(CompletableFuture::isDone));
            assertTrue(journal.status().trouble().isEmpty());
        }
        try (Journal journal = Journal.open(disk.folder().resolve("data"), Journals.settings())) {
            Set<Long> found = new HashSet<>();
            for (Entry entry : journal.outbox("check").peek(Lane.FRESH, 1_000_000, Long.MAX_VALUE)) {
                assertTrue(found.add(Journals.number(entry.observation())), "found twice: " + entry);
            }
            assertEquals(numbers, found);
        }
    }

    @Test
    void a_full_disk_is_told_before_anything_arrives() throws Exception {
        try (Journal journal = Journal.open(disk.folder().resolve("data"), Journals.settings())) {
            journal.record(List.of(reading(1)));
            assertTrue(journal.trouble().isEmpty());
            disk.fill();
            Awaiting.until("it is told by itself", () -> journal.trouble().isPresent());
            disk.makeRoom();
            Awaiting.until(
                    "it is told that there is room", () -> journal.trouble().isEmpty());
        }
    }

    @Test
    void a_full_disk_that_housekeeping_meets_first_is_told_and_each_entry_counts_once_all_the_same() throws Exception {
        long many = 2L * Projections.SLICE_ENTRIES;
        try (Journal journal = Journal.open(disk.folder().resolve("data"), Journals.settings())) {
            journal.record(
                    LongStream.rangeClosed(1, many).mapToObj(Journals::reading).toList());
            journal.project(new Filling());
            Awaiting.until(
                    "it is told though nothing arrives", () -> journal.trouble().isPresent());
            journal.change(_ -> {}).toCompletableFuture().join();
            assertTrue(journal.trouble().isPresent(), "what had nothing to write says nothing of the disk");

            disk.makeRoom();
            Awaiting.until("it goes on by itself", () -> ask(journal, Counting.NOTED) == many);
            Awaiting.until("that is told too", () -> journal.trouble().isEmpty());
            journal.record(List.of(reading(many + 1)));
            assertEquals(0, ask(journal, Counting.TWICE));
            assertEquals(many + 1, ask(journal, "SELECT max(last) FROM block"));
            assertFalse(journal.mistake().toCompletableFuture().isDone());
        }
    }

    private static long ask(Journal journal, String sql) throws SQLException {
        try (Connection reader = journal.openReader()) {
            return Schema.number(reader, sql);
        }
    }

    /** In the middle of its first slice the disk becomes full. */
    private final class Filling extends Counting {
        private boolean filled;

        Filling() {
            super(Duration.ofHours(1));
        }

        @Override
        public void prepare(Connection transaction) throws SQLException {
            super.prepare(transaction);
            Schema.execute(transaction, "CREATE TABLE filler (bytes BLOB)");
        }

        @Override
        public void apply(List<Entry> entries, Connection transaction) throws SQLException {
            super.apply(entries, transaction);
            if (!filled) {
                filled = true;
                fill();
            }
            Schema.execute(transaction, "INSERT INTO filler VALUES (zeroblob(20000))");
        }

        private void fill() {
            try {
                disk.fill();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
