package io.tidegate.gateway.journal;

import static io.tidegate.gateway.journal.Journals.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Symbology;
import io.tidegate.sync.EntrySize;
import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectionsTest {

    @TempDir
    Path root;

    private Journal open(Path folder) throws SQLException {
        return Journal.open(folder, Journals.settings());
    }

    private static long ask(Journal journal, String sql) throws SQLException {
        try (Connection reader = journal.openReader()) {
            return Schema.number(reader, sql);
        }
    }

    private static List<Observation> readings(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Journals::reading).toList();
    }

    @Test
    void without_a_lag_it_stands_in_the_very_commit_of_the_group() throws Exception {
        try (Journal journal = open(root)) {
            journal.project(new Counting(Duration.ZERO));
            for (int i = 1; i <= 5; i++) {
                long commits = journal.status().counters().groups();
                journal.record(List.of(reading(i)));
                assertEquals(i, ask(journal, Counting.NOTED));
                assertEquals(commits + 1, journal.status().counters().groups());
            }
        }
    }

    @Test
    void it_hears_how_far_it_is_also_past_what_does_not_concern_it() throws Exception {
        try (Journal journal = open(root)) {
            AtomicLong reached = new AtomicLong();
            journal.record(List.of(reading(1)));
            journal.project(new Counting(Duration.ZERO, Observation.Scan.class::isInstance) {
                @Override
                public void reached(long position) {
                    reached.set(position);
                }
            });
            Awaiting.until("it has what was there before", () -> reached.get() == 1);
            journal.record(List.of(reading(2)));
            Awaiting.until("and what came since", () -> reached.get() == 2);
        }
    }

    /** What passes moves the place in memory only, so a crash gives it again: nothing may count twice, or be left out. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void what_does_not_concern_it_passes_and_the_rest_counts_once_across_crashes(long seed) throws Exception {
        Random random = new Random(seed);
        Path folder = root.resolve("life-0");
        Journal journal = open(folder);
        int scans = 0;
        for (int life = 1; life <= 6; life++) {
            journal.project(new Counting(Duration.ZERO, Observation.Scan.class::isInstance));
            for (int i = random.nextInt(20); i >= 0; i--) {
                boolean scan = random.nextInt(3) == 0;
                scans += scan ? 1 : 0;
                journal.record(List.of(scan ? scan(i) : reading(i)));
                assertEquals(scans, ask(journal, Counting.NOTED), "in the very commit");
            }
            assertEquals(journal.lastPosition(), done(journal), "in memory");
            Path next = root.resolve("life-" + life);
            CutCopy.take(journal, folder, next);
            journal.close();
            journal = open(next);
            folder = next;
        }
        assertEquals(0, ask(journal, Counting.TWICE));
        journal.close();
    }

    private static Observation scan(int number) {
        return new Observation.Scan(new DeviceId("till"), Journals.TEN, "code " + number, Symbology.UNKNOWN);
    }

    private static long done(Journal journal) {
        return journal.status().readers().stream()
                .filter(reader -> reader.name().endsWith("counting"))
                .findFirst()
                .orElseThrow()
                .done();
    }

    @Test
    void with_a_lag_entries_wait_for_each_other() throws Exception {
        try (Journal journal = open(root)) {
            journal.project(new Counting(Duration.ofHours(1)));
            journal.record(List.of(reading(1)));
            assertEquals(1, ask(journal, Counting.NOTED), "the first group takes it along");
            journal.record(List.of(reading(2)));
            journal.record(List.of(reading(3)));
            assertEquals(1, ask(journal, Counting.NOTED));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void each_entry_counts_exactly_once_across_crashes(long seed) throws Exception {
        Random random = new Random(seed);
        Duration lag = seed % 2 == 0 ? Duration.ZERO : Duration.ofMillis(5);
        Path folder = root.resolve("life-0");
        Journal journal = open(folder);
        long number = 0;
        for (int life = 1; life <= 8; life++) {
            journal.project(new Counting(lag));
            for (int i = random.nextInt(30); i >= 0; i--) {
                int more = 1 + random.nextInt(500);
                journal.record(readings(number + 1, number + more));
                number += more;
            }
            Path next = root.resolve("life-" + life);
            CutCopy.take(journal, folder, next);
            journal.close();
            journal = open(next);
            folder = next;
        }
        try (Journal last = journal) {
            last.project(new Counting(Duration.ZERO));
            long all = number;
            Awaiting.until("it is up to date", () -> ask(last, Counting.NOTED) == all);
            assertEquals(0, ask(last, Counting.TWICE));
            assertEquals(all, last.lastPosition());
        }
    }

    @Test
    void a_new_one_is_built_from_the_first_entry_on_and_holds_up_no_acknowledgement() throws Exception {
        int many = 100_000;
        try (Journal journal = open(root)) {
            journal.record(readings(1, many));
            AtomicLong built = new AtomicLong();
            CompletableFuture<Long> builtWhenAcknowledged = new CompletableFuture<>();
            journal.project(new Counting(Duration.ZERO) {
                @Override
                public void apply(List<Entry> entries, Connection transaction) throws SQLException {
                    super.apply(entries, transaction);
                    if (built.getAndSet(entries.getLast().position()) == 0) {
                        journal.trySubmit(Batch.of(reading(many + 1)))
                                .orElseThrow()
                                .thenRun(() -> builtWhenAcknowledged.complete(built.get()));
                    }
                }
            });
            long then = builtWhenAcknowledged.get(1, TimeUnit.MINUTES);
            assertTrue(then < many, "acknowledged with " + then + " of " + many + " built");
            Awaiting.until(
                    "it is built, without a pause between slices",
                    Duration.ofMinutes(3),
                    () -> ask(journal, Counting.NOTED) == many + 1);
            assertEquals(0, ask(journal, Counting.TWICE));
        }
    }

    /** Notes, each time that it is given entries, whether what it handed in the time before is on disk by now. */
    private static final class HandingIn implements Projection {

        private final CompletableFuture<Journal> journal = new CompletableFuture<>();
        private final CompletableFuture<Boolean> gaveWay = new CompletableFuture<>();
        private @Nullable CompletableFuture<Void> handedIn;

        @Override
        public String name() {
            return "handing-in";
        }

        @Override
        public Duration lag() {
            return Duration.ZERO;
        }

        @Override
        public void prepare(Connection transaction) {
            // It has no tables.
        }

        @Override
        public void apply(List<Entry> entries, Connection transaction) {
            if (handedIn == null) {
                handedIn = journal.join().changeNow(_ -> {}).toCompletableFuture();
            } else {
                gaveWay.complete(handedIn.isDone());
            }
        }
    }

    @Test
    void one_that_is_far_behind_gives_way_to_whoever_waits() throws Exception {
        try (Journal journal = open(root)) {
            for (int i = 0; i < 5; i++) {
                journal.record(readings(1 + i * 1_000L, 1_000 + i * 1_000L));
            }
            HandingIn projection = new HandingIn();
            projection.journal.complete(journal);
            journal.project(projection);
            assertTrue(projection.gaveWay.get(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void one_that_fails_is_tried_again_and_stops_neither_the_journal_nor_another() throws Exception {
        Counting counting = new Counting(Duration.ZERO);
        try (Journal journal = open(root)) {
            journal.project(counting);
            journal.record(readings(1, 5));
            counting.failAt(7);
            journal.record(readings(6, 10));
            assertEquals(10, journal.lastPosition());
            assertEquals(5, ask(journal, Counting.NOTED), "nothing of the slice that failed is left");
            counting.breakWith(new IllegalArgumentException("a mistake"));
            journal.record(readings(11, 12));
            assertEquals(12, journal.lastPosition());
            counting.mend();
            Awaiting.until("it catches up by itself", () -> ask(journal, Counting.NOTED) == 12);
            assertEquals(0, ask(journal, Counting.TWICE));
        }
    }

    @ParameterizedTest(name = "with a lag of {0} s")
    @ValueSource(longs = {0, 3_600})
    void large_entries_come_in_slices_that_fit_into_a_small_memory_one_after_the_other(long lag) throws Exception {
        int many = 120;
        Slices slices = new Slices(Duration.ofSeconds(lag));
        try (Journal journal = open(root)) {
            for (int i = 1; i < many; i++) {
                journal.record(List.of(Journals.large(i)));
            }
            journal.project(slices);
            journal.record(List.of(Journals.large(many)));
            Awaiting.until("it is built, without a pause between slices", () -> ask(journal, Counting.NOTED) == many);
            assertEquals(0, ask(journal, Counting.TWICE));
            assertTrue(slices.largestBytes <= 4 << 20, "it was given " + slices.largestBytes + " bytes at once");
            assertEquals(0, journal.status().readers().getFirst().missed(), "what comes later is not missed");
        }
    }

    /** Notes how much it was given at once. */
    private static final class Slices extends Counting {
        volatile long largestBytes;

        Slices(Duration lag) {
            super(lag);
        }

        @Override
        public void apply(List<Entry> entries, Connection transaction) throws SQLException {
            long bytes = entries.stream().mapToLong(EntrySize::of).sum();
            largestBytes = Math.max(largestBytes, bytes);
            super.apply(entries, transaction);
        }
    }

    @Test
    void entries_that_retention_took_are_counted_as_missed() throws Exception {
        Cursors cursors = new Cursors(new Damage());
        cursors.open(Cursors.PROJECTION + "counting", 1);
        cursors.removed(10, 20);
        try (Store store = new Store(root.resolve("journal.db"), new CommitFigures())) {
            assertEquals(
                    0,
                    cursors.save(store.connection()).size(),
                    "its cursor is written with its state only, or the state would not fit");
        }
    }
}
