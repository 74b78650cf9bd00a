package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Parked;
import io.tidegate.observation.Symbology;
import io.tidegate.site.GatewaySettings;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that SQLite cannot read, in each of the places where they hurt. */
class JournalRuinTest {

    private static final GatewaySettings.Retention SMALL = new GatewaySettings.Retention(Duration.ofDays(1), 4_096);

    @TempDir
    Path folder;

    private Journal open() throws SQLException {
        return Journal.open(folder, Journals.settings());
    }

    private Path file() {
        return folder.resolve("journal.db");
    }

    /** One whose row is in one page with others, and its text in several pages of its own. */
    private static Observation large(int number) {
        String text = "x".repeat(900) + "-mid-" + number + "-" + "x".repeat(900);
        return new Observation.Scan(new DeviceId("till"), Journals.TEN, text, Symbology.UNKNOWN);
    }

    /** One that is in a page with others, all of it. */
    private static Observation small(int number) {
        return new Observation.Fault(new DeviceId("oven"), Journals.TEN, "row-" + number + "-");
    }

    private void record(int count, IntFunction<Observation> observation) throws Exception {
        try (Journal journal = open()) {
            for (int number = 1; number <= count; number++) {
                journal.record(List.of(observation.apply(number)));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whichever_bytes_flip_it_opens_reads_what_is_left_and_acknowledges(int seed) throws Exception {
        record(300, JournalRuinTest::large);
        Ruin.flip(file(), new Random(seed), 5);
        try (Journal journal = open()) {
            journal.submit(new Batch(List.of(large(301)), List.of()))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            Outbox outbox = journal.outbox("hq");
            List<Entry> peeked = outbox.peek(Lane.FRESH, 1_000, Long.MAX_VALUE);
            for (Entry each : peeked) {
                assertEquals(
                        each.position() == journal.lastPosition() ? large(301) : large((int) each.position()),
                        each.observation());
            }
            assertEquals(journal.lastPosition(), peeked.getLast().position());
            outbox.done(Lane.FRESH, peeked.getLast().position(), List.of());
            long gone = journal.status().readers().getFirst().missed();
            assertEquals(
                    journal.lastPosition() - journal.status().firstPosition() + 1,
                    peeked.size() + gone,
                    "each is read or missed, none silently, from the first on that can be read");
            // Where the newest block was hit, the numbering goes on behind all that it can have held.
            long neverThere = journal.lastPosition() - 301;
            assertTrue(gone - neverThere <= 5 * 4, "a byte costs its neighbourhood: " + gone);
        }
    }

    @Test
    void what_cannot_be_read_is_passed_counted_and_missed_by_who_reads() throws Exception {
        record(30, JournalRuinTest::large);
        Ruin.pageWith(file(), "-mid-12-");
        try (Journal journal = open()) {
            Outbox outbox = journal.outbox("hq");
            List<Entry> peeked = outbox.peek(Lane.FRESH, 100, Long.MAX_VALUE);
            assertEquals(29, peeked.size());
            outbox.done(Lane.FRESH, peeked.getLast().position(), List.of());
            assertEquals(1, journal.status().readers().getFirst().missed(), "never silently");
            assertEquals(1, journal.status().damagedBlocks());
        }
    }

    @Test
    void what_can_be_read_between_two_places_that_cannot_is_read() throws Exception {
        record(30, JournalRuinTest::large);
        Ruin.pageWith(file(), "-mid-10-");
        Ruin.pageWith(file(), "-mid-12-");
        try (Journal journal = open()) {
            List<Long> positions = Journals.positions(journal.outbox("hq").peek(Lane.FRESH, 100, Long.MAX_VALUE));
            assertEquals(28, positions.size());
            assertTrue(positions.contains(11L));
        }
    }

    @Test
    void retention_goes_around_a_block_that_can_never_be_taken_out() throws Exception {
        record(40, JournalRuinTest::large);
        Ruin.pageWith(file(), "-mid-12-");
        retentionGoesOn(10);
    }

    @Test
    void retention_goes_around_a_page_of_blocks_that_can_never_be_taken_out() throws Exception {
        record(200, JournalRuinTest::small);
        Ruin.pageWith(file(), "row-20-");
        retentionGoesOn(60);
    }

    private void retentionGoesOn(int left) throws Exception {
        try (Journal journal = Journal.open(folder, Journals.settings(SMALL))) {
            long last = journal.lastPosition();
            Awaiting.until("only the newest are left", () -> journal.status().firstPosition() > last - left);
            journal.record(List.of(large(1_000)));
            assertTrue(journal.status().damagedBlocks() > 0);
            assertTrue(journal.status().trouble().isEmpty());
        }
    }

    @Test
    void a_newest_entry_that_cannot_be_read_keeps_the_gateway_from_nothing() throws Exception {
        record(30, JournalRuinTest::large);
        Ruin.pageWith(file(), "-mid-30-");
        try (Journal journal = open()) {
            assertTrue(journal.lastPosition() >= 30);
            journal.record(List.of(large(31)));
            List<Entry> all = journal.outbox("hq").peek(Lane.FRESH, 100, Long.MAX_VALUE);
            assertEquals(30, all.size());
            assertTrue(all.getLast().position() > 30, "no position is used twice");
        }
    }

    @Test
    void where_the_newest_page_is_gone_it_still_opens_and_says_that_nothing_can_be_saved() throws Exception {
        record(90, JournalRuinTest::small);
        Ruin.pageWith(file(), "row-90-");
        try (Journal journal = open()) {
            List<Entry> readable = journal.outbox("hq").peek(Lane.FRESH, 100, Long.MAX_VALUE);
            assertTrue(readable.size() > 70, "it has " + readable.size());
            CompletionStage<Void> next = journal.submit(Batch.of(large(31)));
            Awaiting.until("it says so", () -> journal.status().trouble().isPresent());
            journal.close(Duration.ofMillis(1));
            assertThrows(Exception.class, () -> next.toCompletableFuture().join());
        }
    }

    @Test
    void damage_in_a_projections_table_is_its_own_trouble() throws Exception {
        Noting noting = new Noting();
        try (Journal journal = open()) {
            journal.project(noting);
            journal.record(List.of(small(1)));
        }
        Ruin.pageWith(file(), Noting.MARK);
        try (Journal journal = open()) {
            journal.project(noting);
            for (int number = 2; number <= 5; number++) {
                journal.record(List.of(small(number)));
            }
            assertEquals(
                    5, journal.outbox("hq").peek(Lane.FRESH, 10, Long.MAX_VALUE).size());
            assertEquals(1, journal.status().damagedBlocks());
            assertTrue(journal.status().trouble().isEmpty());
        }
    }

    @Test
    void a_projection_gets_past_damaged_entries() throws Exception {
        record(30, JournalRuinTest::large);
        Ruin.pageWith(file(), "-mid-12-");
        try (Journal journal = open()) {
            journal.project(new Counting(Duration.ZERO));
            journal.record(List.of(small(31)));
            Awaiting.until("it has had the others", () -> {
                try (Connection reader = journal.openReader()) {
                    return Schema.number(reader, Counting.NOTED) == 30;
                }
            });
            journal.record(List.of(small(32)));
            assertTrue(journal.status().trouble().isEmpty());
        }
    }

    /** A projection whose page in the file can be found. */
    private static final class Noting implements Projection {
        static final String MARK = "noted-by-a-projection";

        @Override
        public String name() {
            return "noting";
        }

        @Override
        public void prepare(Connection transaction) throws SQLException {
            Schema.execute(transaction, "CREATE TABLE IF NOT EXISTS noting (x TEXT)");
        }

        @Override
        public void apply(List<Entry> entries, Connection transaction) throws SQLException {
            Schema.execute(transaction, "INSERT INTO noting VALUES ('" + MARK + "')");
        }

        @Override
        public Duration lag() {
            return Duration.ZERO;
        }
    }

    @Test
    void damage_in_another_table_costs_who_needs_it_and_nobody_else() throws Exception {
        Parked rubbish = new Parked("floor", Journals.TEN, "a-parked-address", new byte[300], "not JSON");
        try (Journal journal = open()) {
            journal.change(tx -> Schema.execute(tx, "CREATE TABLE extra (x TEXT)"));
            journal.change(tx -> Schema.execute(tx, "INSERT INTO extra VALUES ('an-extra-row')"));
            journal.submit(new Batch(List.of(), List.of(rubbish)))
                    .toCompletableFuture()
                    .join();
            journal.outbox("a-cursor-of-its-own");
            journal.record(List.of(large(1)));
        }
        for (String text : List.of("a-parked-address", "an-extra-row", "a-cursor-of-its-own")) {
            Ruin.pageWith(file(), text);
        }
        try (Journal journal = open()) {
            CompletionStage<Void> parked = journal.submit(new Batch(List.of(large(2)), List.of(rubbish)));
            CompletionStage<Void> change =
                    journal.change(tx -> Schema.execute(tx, "INSERT INTO extra VALUES ('more')"));
            journal.record(List.of(large(3)));
            assertThrows(Exception.class, () -> parked.toCompletableFuture().join());
            assertThrows(Exception.class, () -> change.toCompletableFuture().join());
            assertEquals(
                    List.of(large(1), large(3)),
                    journal.outbox("hq").peek(Lane.FRESH, 10, Long.MAX_VALUE).stream()
                            .map(Entry::observation)
                            .toList());
            assertTrue(journal.status().trouble().isEmpty());
            assertTrue(journal.status().damagedBlocks() > 0);
        }
    }

    @Test
    void what_other_tables_take_costs_no_entry() throws Exception {
        GatewaySettings.Retention limit = new GatewaySettings.Retention(Duration.ofDays(1), 256 << 10);
        try (Store store = Journals.store(file(), List.of(Journals.stamp(Journals.TEN, true)))) {
            Schema.execute(store.connection(), "CREATE TABLE history AS SELECT zeroblob(1000000) AS large");
            store.commit();
        }
        record(40, JournalRuinTest::large);
        try (Store store = new Store(file(), new CommitFigures())) {
            Retention retention = new Retention(limit, new Damage(), System::nanoTime);
            Cursors cursors = new Cursors(new Damage());
            cursors.open("hq", 1);
            assertEquals(false, retention.step(store, cursors, Journals.stamp(Journals.TEN, true)));
            assertEquals(1, retention.first());
        }
    }
}
