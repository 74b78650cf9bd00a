package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

class JournalScanTest {

    private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
    private static final int ENTRIES = 2_000;

    @TempDir
    Path folder;

    private final List<Entry> all = new ArrayList<>();

    /** An entry every minute, in blocks of one to five, observed up to half an hour before or after it was recorded. */
    private Store filled(Random random) throws SQLException {
        Store store = new Store(folder.resolve("journal.db"), new CommitFigures());
        store.times().stretches().board(store.connection(), Journals.stamp(START, true), 1);
        int position = 1;
        while (position <= ENTRIES) {
            Instant recorded = START.plus(Duration.ofMinutes(position));
            List<Observation> seen = new ArrayList<>();
            int count = 1 + random.nextInt(5);
            for (int i = 0; i < count; i++) {
                Instant at = recorded.plusSeconds(random.nextInt(-1800, 1800));
                Observation reading =
                        new Observation.Reading(new DeviceId("d"), at, Map.of("n", Value.of((double) position + i)));
                all.add(new Entry(position + i, recorded, reading));
                seen.add(reading);
            }
            Blocks.insert(store.connection(), Block.of(position, seen, Journals.stamp(recorded, true)));
            position += count;
        }
        store.connection().commit();
        return store;
    }

    private static JournalScan scan(Store store) {
        return new JournalScan(store.times(), store.damage());
    }

    private static List<Entry> between(Store store, Instant from, Instant to) throws SQLException {
        List<Entry> found = new ArrayList<>();
        assertTrue(scan(store).between(store.connection(), from, to, Integer.MAX_VALUE, found::add));
        return found;
    }

    @Test
    void it_finds_exactly_what_was_observed_between_two_moments() throws Exception {
        Random random = new Random(3);
        try (Store store = filled(random)) {
            for (int i = 0; i < 50; i++) {
                Instant from = START.plus(Duration.ofMinutes(random.nextInt(-100, ENTRIES + 100)));
                Instant to = from.plus(Duration.ofMinutes(random.nextInt(200)));
                List<Entry> expected = all.stream()
                        .filter(entry -> !entry.observation().at().isBefore(from)
                                && entry.observation().at().isBefore(to))
                        .toList();
                assertEquals(expected, between(store, from, to));
            }
        }
    }

    @Test
    void it_stops_at_the_limit_and_says_so() throws Exception {
        try (Store store = filled(new Random(4))) {
            List<Entry> found = new ArrayList<>();
            boolean whole = scan(store)
                    .between(
                            store.connection(),
                            START.minus(Duration.ofHours(1)),
                            START.plus(Duration.ofDays(30)),
                            10,
                            found::add);
            assertFalse(whole);
            assertEquals(all.subList(0, 10), found);
        }
    }

    /** One entry a minute, with the minute as its number. */
    private static void minutes(Journal journal, PretendedMachine machine, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            journal.record(List.of(new Observation.Reading(
                    new DeviceId("d"), machine.now(), Map.of("n", Value.of((double) journal.lastPosition() + 1)))));
            machine.pass(Duration.ofMinutes(1));
        }
    }

    private List<Long> found(Instant from, Instant to) throws Exception {
        try (Store store = new Store(folder.resolve("journal.db"), new CommitFigures())) {
            return Journals.positions(between(store, from, to));
        }
    }

    private static List<Long> positions(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void a_boot_without_a_clock_hides_nothing_that_others_recorded() throws Exception {
        PretendedMachine machine = new PretendedMachine(folder.resolve("machine"));
        machine.boot(START);
        try (Journal journal = machine.open(folder)) {
            minutes(journal, machine, 40);
        }
        machine.boot(Instant.EPOCH);
        try (Journal journal = machine.open(folder)) {
            minutes(journal, machine, 300);
        }
        machine.boot(START.plus(Duration.ofMinutes(45)));
        try (Journal journal = machine.open(folder)) {
            minutes(journal, machine, 60);
        }
        List<Long> expected = new ArrayList<>(positions(31, 40));
        expected.addAll(positions(341, 355));
        assertEquals(expected, found(START.plus(Duration.ofMinutes(30)), START.plus(Duration.ofMinutes(60))));
        assertEquals(positions(41, 340), found(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofDays(1))));
    }

    @Test
    void a_clock_that_was_wrong_for_a_moment_hides_nothing() throws Exception {
        PretendedMachine machine = new PretendedMachine(folder.resolve("machine"));
        machine.boot(START);
        try (Journal journal = machine.open(folder)) {
            minutes(journal, machine, 20);
            Instant right = machine.now();
            machine.set(Instant.parse("2029-01-01T00:00:00Z"));
            minutes(journal, machine, 1);
            machine.set(right.plus(Duration.ofMinutes(1)));
            minutes(journal, machine, 200);
        }
        List<Long> expected = new ArrayList<>(positions(1, 20));
        expected.addAll(positions(22, 40));
        assertEquals(expected, found(START, START.plus(Duration.ofMinutes(40))));
        assertEquals(List.of(21L), found(Instant.parse("2028-12-31T00:00:00Z"), Instant.parse("2029-01-02T00:00:00Z")));
    }

    @Test
    void blocks_behind_the_asked_time_are_not_visited() throws Exception {
        try (Store store = new Store(folder.resolve("journal.db"), new CommitFigures())) {
            store.times().stretches().board(store.connection(), Journals.stamp(START, true), 1);
            AtomicLong work = new AtomicLong();
            List<Long> worked = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                Instant at = START.plus(Duration.ofMinutes(i));
                Observation seen = new Observation.Scan(new DeviceId("d"), at, "1", Symbology.UNKNOWN);
                Blocks.insert(store.connection(), Block.of(i + 1, List.of(seen), Journals.stamp(at, true)));
                if (i == 400 || i == 19_999) {
                    store.connection().commit();
                    work.set(0);
                    ProgressHandler.setHandler(store.connection(), 1, new ProgressHandler() {
                        @Override
                        protected int progress() {
                            work.incrementAndGet();
                            return 0;
                        }
                    });
                    assertEquals(
                            10,
                            between(store, START, START.plus(Duration.ofMinutes(10)))
                                    .size());
                    ProgressHandler.clearHandler(store.connection());
                    worked.add(work.get());
                }
            }
            assertTrue(worked.get(1) < 2 * worked.get(0), "steps of SQLite for few and for many blocks: " + worked);
        }
    }

    @Test
    void an_empty_journal_has_nothing() throws Exception {
        try (Store store = new Store(folder.resolve("journal.db"), new CommitFigures())) {
            assertEquals(List.of(), between(store, Instant.EPOCH, START));
        }
    }
}
