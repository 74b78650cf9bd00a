package io.tidegate.gateway.journal;

import static io.tidegate.gateway.journal.Journals.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Parked;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Rejected;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path folder;

    private Journal open() throws SQLException {
        return Journal.open(folder, Journals.settings());
    }

    @Test
    void what_was_recorded_is_read_back_as_it_was() throws Exception {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("temperature", Value.of(-3.45));
        fields.put("pressure", Value.of(1.0 / 3));
        fields.put("count", Value.of(9007199254740991.0));
        fields.put("minus", Value.of(-0.0));
        fields.put("door", Value.of(true));
        fields.put("mode", Value.of("défrost ❄"));
        List<Observation> seen = List.of(
                new Observation.Reading(new DeviceId("fridge"), Journals.TEN, fields),
                new Observation.Scan(
                        new DeviceId("till"), Journals.TEN.minusSeconds(9), "0104\u001d10A", Symbology.GS1_128),
                new Observation.Fault(new DeviceId("oven"), Journals.TEN.plusMillis(1), "timeout after 2 s"));
        try (Journal journal = open()) {
            journal.record(seen);
            assertEquals(seen, observations(journal.outbox("hq").peek(Lane.FRESH, 10, Long.MAX_VALUE)));
        }
        try (Journal journal = open()) {
            assertEquals(seen, observations(journal.outbox("hq").peek(Lane.FRESH, 10, Long.MAX_VALUE)));
        }
    }

    @Test
    void positions_are_one_two_three_and_go_on_after_a_restart() throws Exception {
        try (Journal journal = open()) {
            journal.record(List.of(reading(1), reading(2)));
            journal.record(List.of(reading(3)));
        }
        try (Journal journal = open()) {
            journal.record(List.of(reading(4)));
            assertEquals(List.of(1L, 2L, 3L, 4L), positions(journal.outbox("hq").peek(Lane.FRESH, 10, Long.MAX_VALUE)));
        }
    }

    @Test
    void completions_come_in_the_order_of_submission() throws Exception {
        List<Integer> order = new ArrayList<>();
        try (Journal journal = open()) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                int number = i;
                CompletionStage<Void> stage = journal.submit(Batch.of(reading(i)));
                all.add(stage.thenRun(() -> order.add(number)).toCompletableFuture());
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
            assertEquals(
                    500,
                    journal.outbox("hq").peek(Lane.FRESH, 1000, Long.MAX_VALUE).size());
            assertTrue(journal.status().counters().groups() < 100, "they shared commits");
        }
        assertEquals(500, order.size());
    }

    @Test
    void a_reader_sees_the_same_entries_until_it_is_done_with_them() throws Exception {
        try (Journal journal = open()) {
            journal.record(readings(1, 10));
            Outbox outbox = journal.outbox("hq");
            assertEquals(List.of(1L, 2L, 3L), positions(outbox.peek(Lane.FRESH, 3, Long.MAX_VALUE)));
            assertEquals(List.of(1L, 2L, 3L), positions(outbox.peek(Lane.FRESH, 3, Long.MAX_VALUE)));
            outbox.done(Lane.FRESH, 2, List.of());
            assertEquals(List.of(3L, 4L, 5L), positions(outbox.peek(Lane.FRESH, 3, Long.MAX_VALUE)));
            assertEquals(8, outbox.backlog());
        }
        try (Journal journal = open()) {
            assertEquals(
                    3,
                    journal.outbox("hq")
                            .peek(Lane.FRESH, 1, Long.MAX_VALUE)
                            .getFirst()
                            .position(),
                    "an orderly stop keeps the cursor");
            assertEquals(
                    1,
                    journal.outbox("new")
                            .peek(Lane.FRESH, 1, Long.MAX_VALUE)
                            .getFirst()
                            .position(),
                    "another reader has its own");
        }
    }

    @Test
    void a_reader_is_woken_by_the_next_entry() throws Exception {
        try (Journal journal = open()) {
            Outbox outbox = journal.outbox("hq");
            assertFalse(outbox.await(Lane.FRESH, Duration.ofMillis(1)));
            Thread recorder = Thread.ofVirtual().start(() -> {
                try {
                    journal.record(List.of(reading(1)));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            assertTrue(outbox.await(Lane.FRESH, Duration.ofSeconds(20)));
            recorder.join();
        }
    }

    @Test
    void a_rejected_entry_is_kept_with_its_reason_and_can_be_sent_again() throws Exception {
        try (Journal journal = open()) {
            journal.record(readings(1, 5));
            journal.outbox("hq").done(Lane.FRESH, 5, List.of(new Rejected(3, "no such item")));
        }
        try (Journal journal = open()) {
            Outbox outbox = journal.outbox("hq");
            journal.record(readings(6, 6));
            journal.books().replay("hq").toCompletableFuture().join();
            assertEquals(List.of(3L), positions(outbox.peekAgain(10, Long.MAX_VALUE)));
            outbox.doneAgain(List.of(), List.of(new Rejected(3, "still no such item")));
            assertEquals(List.of(), outbox.peekAgain(10, Long.MAX_VALUE), "it waits for the next person");
            ParkedItems.Refusal last =
                    new ParkedItems(journal).rejected(1).getFirst().refusal();
            assertEquals("still no such item", last.reason());
            assertEquals(2, last.times());
            journal.books().replay("hq").toCompletableFuture().join();
            assertEquals(List.of(3L), positions(outbox.peekAgain(10, Long.MAX_VALUE)));
            assertEquals(
                    List.of(6L),
                    positions(outbox.peek(Lane.FRESH, 10, Long.MAX_VALUE)),
                    "and blocks nothing that is fresh");
            outbox.doneAgain(List.of(3L), List.of());
            journal.books().replay("hq").toCompletableFuture().join();
            assertEquals(List.of(), outbox.peekAgain(10, Long.MAX_VALUE), "taken at last, it is forgotten");
        }
    }

    @Test
    void a_parked_payload_is_on_disk_with_the_batch_it_came_with() throws Exception {
        try (Journal journal = open()) {
            journal.submit(new Batch(
                            List.of(reading(1)),
                            List.of(new Parked("floor", Journals.TEN, "floor/x/y", new byte[] {1, 2}, "not UTF-8"))))
                    .toCompletableFuture()
                    .join();
            ParkedItems parked = new ParkedItems(journal);
            assertEquals(1, parked.count());
            assertEquals("floor/x/y", parked.newest(10).getFirst().parked().address());
        }
    }

    @Test
    void a_batch_and_the_change_that_goes_along_are_on_disk_together_or_not_at_all() throws Exception {
        try (Journal journal = open()) {
            journal.change(tx -> Schema.execute(tx, "CREATE TABLE extra (x INTEGER)"))
                    .toCompletableFuture()
                    .join();
            CompletionStage<Void> bad = journal.trySubmit(
                            Batch.of(reading(1)), tx -> Schema.execute(tx, "INSERT INTO nowhere VALUES (1)"))
                    .orElseThrow();
            CompletionStage<Void> good = journal.trySubmit(
                            Batch.of(reading(2)), tx -> Schema.execute(tx, "INSERT INTO extra VALUES (7)"))
                    .orElseThrow();
            good.toCompletableFuture().join();
            assertThrows(Exception.class, () -> bad.toCompletableFuture().join());
            assertEquals(1, journal.lastPosition());
            try (Connection reader = journal.openReader()) {
                assertEquals(7, Schema.number(reader, "SELECT x FROM extra"));
            }
        }
    }

    @Test
    void a_change_rides_in_the_commit_and_one_that_fails_fails_alone() throws Exception {
        try (Journal journal = open()) {
            journal.change(tx -> Schema.execute(tx, "CREATE TABLE extra (x INTEGER)"))
                    .toCompletableFuture()
                    .join();
            CompletionStage<Void> entry = journal.submit(Batch.of(reading(1)));
            CompletionStage<Void> bad = journal.change(tx -> Schema.execute(tx, "INSERT INTO nowhere VALUES (1)"));
            CompletionStage<Void> good = journal.change(tx -> Schema.execute(tx, "INSERT INTO extra VALUES (7)"));
            entry.toCompletableFuture().join();
            good.toCompletableFuture().join();
            assertThrows(Exception.class, () -> bad.toCompletableFuture().join());
            try (Connection reader = journal.openReader()) {
                assertEquals(7, Schema.number(reader, "SELECT x FROM extra"));
            }
        }
    }

    @Test
    void a_second_gateway_on_the_same_folder_is_refused() throws Exception {
        try (Journal journal = open()) {
            SQLException refused = assertThrows(SQLException.class, this::open);
            assertTrue(refused.getMessage().contains("another Tidegate"), refused.getMessage());
            journal.record(List.of(reading(1)));
        }
        open().close();
    }

    @Test
    void a_listener_that_throws_is_left_out_and_stops_nothing() throws Exception {
        List<Long> heard = new CopyOnWriteArrayList<>();
        AtomicInteger calls = new AtomicInteger();
        try (Journal journal = open()) {
            journal.onCommitted(entries -> {
                calls.incrementAndGet();
                throw new IllegalStateException("a page with a mistake");
            });
            journal.onCommitted(entries -> heard.addAll(positions(entries)));
            journal.record(List.of(reading(1)));
            journal.record(List.of(reading(2)));
        }
        assertEquals(List.of(1L, 2L), heard);
        assertEquals(1, calls.get());
    }

    @Test
    void a_forgotten_reader_holds_nothing_and_begins_anew() throws Exception {
        try (Journal journal = open()) {
            journal.record(readings(1, 3));
            journal.outbox("hq").done(Lane.FRESH, 3, List.of());
            assertEquals(List.of("hq"), journal.readers());
            journal.retire("hq").toCompletableFuture().join();
            assertEquals(List.of(), journal.readers());
        }
        try (Journal journal = open()) {
            assertEquals(List.of(), journal.readers());
        }
    }

    @Test
    void a_batch_larger_than_a_block_is_several_blocks_of_one_commit() throws Exception {
        int many = 2 * Block.ENTRIES_MAX + 7;
        try (Journal journal = open()) {
            journal.record(readings(1, many));
            assertEquals(1, journal.status().counters().groups());
            try (Connection reader = journal.openReader()) {
                assertEquals(3, Schema.number(reader, "SELECT count(*) FROM block"));
            }
            Outbox outbox = journal.outbox("hq");
            assertEquals(
                    LongStream.rangeClosed(1, many).boxed().toList(),
                    positions(outbox.peek(Lane.FRESH, many + 1, Long.MAX_VALUE)));
            outbox.done(Lane.FRESH, Block.ENTRIES_MAX - 1, List.of());
            assertEquals(
                    List.of((long) Block.ENTRIES_MAX, Block.ENTRIES_MAX + 1L, Block.ENTRIES_MAX + 2L),
                    positions(outbox.peek(Lane.FRESH, 3, Long.MAX_VALUE)));
        }
    }

    private static List<Observation> readings(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Journals::reading).toList();
    }

    private static List<Observation> observations(List<Entry> entries) {
        return entries.stream().map(Entry::observation).toList();
    }

    private static List<Long> positions(List<Entry> entries) {
        return entries.stream().map(Entry::position).toList();
    }
}
