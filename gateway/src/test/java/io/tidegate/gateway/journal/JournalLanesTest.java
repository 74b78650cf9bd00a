package io.tidegate.gateway.journal;

import static io.tidegate.gateway.journal.Journals.positions;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.site.GatewaySettings;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Rejected;
import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader that leaves what waits for later, and goes on with what is new: it has all of it in the end. */
class JournalLanesTest {

    private static final long NO_LIMIT = Long.MAX_VALUE;
    private static final int ACTIONS = 300;

    @TempDir
    Path root;

    private final TreeSet<Long> had = new TreeSet<>();
    private int life;
    private Journal journal;
    private Outbox outbox;

    private Path folder() {
        return root.resolve("life-" + life);
    }

    private Journal open() throws SQLException {
        return Journal.open(folder(), Journals.settings());
    }

    private static void record(Journal journal, long from, long to) throws InterruptedException {
        List<Observation> batch = new ArrayList<>();
        LongStream.rangeClosed(from, to).forEach(number -> batch.add(Journals.reading(number)));
        journal.record(batch);
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void what_is_new_passes_what_was_left_and_both_are_had_once() throws Exception {
        start();
        try (Journal _ = journal) {
            record(journal, 1, 20);
            outbox.done(4, List.of());
            assertTrue(outbox.leap());
            assertFalse(outbox.leap(), "nothing waits");
            record(journal, 21, 23);
            assertEquals(range(21, 23), positions(outbox.peek(100, NO_LIMIT)));
            assertEquals(range(5, 14), positions(outbox.peekOwed(10, NO_LIMIT)));
            assertEquals(16, outbox.owed());
            assertEquals(19, outbox.backlog());
            outbox.doneOwed(14, List.of(new Rejected(9, "never")));
            outbox.done(23, List.of());
            assertEquals(range(15, 20), positions(outbox.peekOwed(10, NO_LIMIT)));
            outbox.doneOwed(20, List.of());
            assertEquals(List.of(), outbox.peekOwed(10, NO_LIMIT));
            assertEquals(0, outbox.backlog());
            journal.books().replay("hq").toCompletableFuture().join();
            assertEquals(List.of(9L), positions(outbox.peekAgain(10, NO_LIMIT)));
            assertEquals(List.of("hq"), journal.readers());
        }
    }

    @Test
    void what_was_left_is_known_after_a_restart_and_forgotten_with_its_reader() throws Exception {
        start();
        try (Journal _ = journal) {
            record(journal, 1, 20);
            outbox.leap();
            outbox.peekOwed(5, NO_LIMIT);
            outbox.doneOwed(5, List.of());
        }
        start();
        try (Journal _ = journal) {
            assertEquals(List.of(), outbox.peek(100, NO_LIMIT));
            assertEquals(range(6, 20), positions(outbox.peekOwed(100, NO_LIMIT)));
            assertEquals(15, journal.status().readers().getFirst().backlog());
            journal.retire("hq").toCompletableFuture().join();
            assertEquals(List.of(), journal.status().readers());
        }
        try (Journal again = open()) {
            assertEquals(List.of(), again.status().readers());
        }
    }

    @Test
    void retention_counts_what_it_takes_of_it_as_missed_once() throws Exception {
        GatewaySettings small = Journals.settings(new GatewaySettings.Retention(Duration.ofDays(365), 200_000));
        try (Journal large = Journal.open(folder(), small)) {
            for (int i = 0; i < 20; i++) {
                large.record(List.of(Journals.large(i)));
            }
            Outbox hq = large.outbox("hq");
            assertTrue(hq.leap());
            Awaiting.until("some of it is gone", () -> {
                large.record(List.of(Journals.large(100)));
                hq.done(large.lastPosition(), List.of());
                return large.status().firstPosition() > 10;
            });
            long kept = hq.peekOwed(100, NO_LIMIT).size();
            if (kept > 0) {
                hq.doneOwed(20, List.of());
            }
            assertEquals(20, kept + large.status().readers().getFirst().missed());
            assertEquals(0, hq.owed());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void over_outages_crashes_and_restarts_all_of_it_is_had_in_the_end(long seed) throws Exception {
        Random random = new Random(seed);
        start();
        for (int action = 0; action < ACTIONS; action++) {
            act(random);
        }
        while (outbox.backlog() > 0) {
            fresh(100);
            owed(100);
        }
        assertEquals(range(1, journal.lastPosition()), List.copyOf(had));
        journal.close();
    }

    private void act(Random random) throws Exception {
        switch (random.nextInt(12)) {
            case 0 -> outbox.leap();
            case 1, 2, 3 ->
                record(journal, journal.lastPosition() + 1, journal.lastPosition() + 1 + random.nextInt(30));
            case 4, 5, 6 -> fresh(1 + random.nextInt(20));
            case 7, 8, 9 -> owed(1 + random.nextInt(20));
            case 10 -> {
                journal.close();
                start();
            }
            default -> {
                Path before = folder();
                life++;
                CutCopy.take(journal, before, folder());
                journal.close();
                start();
            }
        }
    }

    private void start() throws SQLException {
        journal = open();
        outbox = journal.outbox("hq");
    }

    private void fresh(int limit) {
        List<Entry> batch = outbox.peek(limit, NO_LIMIT);
        if (!batch.isEmpty()) {
            had.addAll(positions(batch));
            outbox.done(batch.getLast().position(), List.of());
        }
    }

    private void owed(int limit) {
        List<Entry> batch = outbox.peekOwed(limit, NO_LIMIT);
        if (!batch.isEmpty()) {
            had.addAll(positions(batch));
            outbox.doneOwed(batch.getLast().position(), List.of());
        }
    }
}
