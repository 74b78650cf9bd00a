package io.tidegate.gateway.journal;

import static io.tidegate.gateway.journal.Journals.positions;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Symbology;
import io.tidegate.site.GatewaySettings;
import io.tidegate.site.Selection;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Rejected;
import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        LongStream.rangeClosed(from, to)
                .forEach(number -> batch.add(number % 7 == 0 ? scan(number) : Journals.reading(number)));
        journal.record(batch);
    }

    private static Observation scan(long number) {
        return new Observation.Scan(new DeviceId("till"), Journals.TEN, String.valueOf(number), Symbology.UNKNOWN);
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void what_is_new_passes_what_was_left_and_both_are_had_once() throws Exception {
        start();
        try (Journal _ = journal) {
            record(journal, 1, 20);
            outbox.done(Lane.FRESH, 4, List.of());
            assertTrue(outbox.leap());
            assertFalse(outbox.leap(), "nothing waits");
            record(journal, 21, 23);
            assertEquals(range(21, 23), positions(outbox.peek(Lane.FRESH, 100, NO_LIMIT)));
            assertEquals(range(5, 14), positions(outbox.peek(Lane.OWED, 10, NO_LIMIT)));
            assertEquals(16, outbox.owed());
            assertEquals(19, outbox.backlog());
            outbox.done(Lane.OWED, 14, List.of(new Rejected(9, "never")));
            outbox.done(Lane.FRESH, 23, List.of());
            assertEquals(range(15, 20), positions(outbox.peek(Lane.OWED, 10, NO_LIMIT)));
            outbox.done(Lane.OWED, 20, List.of());
            assertEquals(List.of(), outbox.peek(Lane.OWED, 10, NO_LIMIT));
            assertEquals(0, outbox.backlog());
            journal.books().replay("hq").toCompletableFuture().join();
            assertEquals(List.of(9L), positions(outbox.peekAgain(10, NO_LIMIT)));
            assertEquals(List.of("hq"), journal.readers());
        }
    }

    @Test
    void what_is_urgent_passes_the_rest_of_what_waits_and_is_had_once() throws Exception {
        start();
        try (Journal _ = journal) {
            record(journal, 1, 20);
            outbox.leap();
            record(journal, 21, 30);
            assertEquals(List.of(), outbox.peek(Lane.URGENT, 100, NO_LIMIT), "nothing happened to goods");
            assertEquals(List.of(7L, 14L), positions(outbox.peek(Lane.STATE, 2, NO_LIMIT)));
            outbox.done(Lane.STATE, 14, List.of(new Rejected(7, "never")));
            assertEquals(28, outbox.backlog());
            assertEquals(List.of(21L, 28L), positions(outbox.peek(Lane.STATE, 100, NO_LIMIT)), "of what is new, too");
            outbox.done(Lane.STATE, 21, List.of());
            List<Long> left = positions(outbox.peek(Lane.OWED, 100, NO_LIMIT));
            assertEquals(
                    List.of(1L, 2L, 3L, 4L, 5L, 6L, 8L, 9L, 10L, 11L, 12L, 13L, 15L, 16L, 17L, 18L, 19L, 20L), left);
            outbox.done(Lane.OWED, 9, List.of());
            assertEquals(10, positions(outbox.peek(Lane.OWED, 100, NO_LIMIT)).getFirst());
            outbox.done(Lane.OWED, 20, List.of());
            assertEquals(range(22, 30), positions(outbox.peek(Lane.FRESH, 100, NO_LIMIT)));
            assertEquals(9, outbox.backlog());
            outbox.done(Lane.FRESH, 30, List.of());
            assertEquals(0, outbox.backlog());
            assertEquals(
                    new Account(30, 29, 0, 1, 0, 0, 0, 0, Account.Again.NONE),
                    journal.books().account("hq").orElseThrow());
        }
    }

    @Test
    void what_was_passed_over_goes_once_it_is_wanted_though_a_lane_has_passed_there() throws Exception {
        start();
        try (Journal _ = journal) {
            record(journal, 1, 20);
            outbox = journal.outbox("hq", only("fridge-*"));
            outbox.leap();
            assertEquals(List.of(), outbox.peek(Lane.STATE, 100, NO_LIMIT), "the till is not meant for it");
            outbox = journal.outbox("hq", only("till"));
            assertEquals(List.of(7L, 14L), positions(outbox.peek(Lane.STATE, 100, NO_LIMIT)));
            outbox.done(Lane.STATE, 14, List.of());
            assertEquals(List.of(), outbox.peek(Lane.OWED, 100, NO_LIMIT));
            assertEquals(
                    new Account(20, 2, 0, 0, 0, 18, 0, 0, Account.Again.NONE),
                    journal.books().account("hq").orElseThrow());
        }
    }

    private static Selection only(String devices) {
        return new Selection(List.of(), List.of(devices), List.of(), Optional.empty(), false);
    }

    @Test
    void what_was_left_is_known_after_a_restart_and_forgotten_with_its_reader() throws Exception {
        start();
        try (Journal _ = journal) {
            record(journal, 1, 20);
            outbox.leap();
            outbox.peek(Lane.OWED, 5, NO_LIMIT);
            outbox.done(Lane.OWED, 5, List.of());
        }
        start();
        try (Journal _ = journal) {
            assertEquals(List.of(), outbox.peek(Lane.FRESH, 100, NO_LIMIT));
            assertEquals(range(6, 20), positions(outbox.peek(Lane.OWED, 100, NO_LIMIT)));
            assertEquals(15, journal.status().readers().getFirst().backlog());
            journal.retire("hq").toCompletableFuture().join();
            assertEquals(List.of(), journal.status().readers());
        }
        try (Journal again = open()) {
            assertEquals(List.of(), again.status().readers());
        }
    }

    @Test
    void what_was_left_for_later_is_summed_up_by_itself_when_there_is_no_room() throws Exception {
        GatewaySettings small = Journals.settings(new GatewaySettings.Retention(Duration.ofDays(365), 4_000));
        PretendedMachine machine = PretendedMachine.ordinary(root.resolve("machine"));
        try (Journal little = machine.open(folder(), small)) {
            Outbox hq = little.outbox("hq");
            record(little, 1, 1_000);
            assertTrue(hq.leap());
            record(little, 1_001, 2_000);
            Awaiting.until("it is summed up", () -> {
                machine.pass(Duration.ofSeconds(10));
                record(little, little.lastPosition() + 1, little.lastPosition() + 1);
                return little.status().thinned().summedUp() > 1_500;
            });
            List<Entry> owed = hq.peek(Lane.OWED, 1_000, NO_LIMIT);
            assertEquals(
                    1_000, owed.stream().mapToLong(each -> 1 + each.summedUp()).sum());
            assertEquals(1_000, owed.getLast().position());
            hq.done(Lane.OWED, 1_000, List.of());
            List<Entry> fresh = hq.peek(Lane.FRESH, 2_000, NO_LIMIT);
            hq.done(Lane.FRESH, little.lastPosition(), List.of());
            assertEquals(
                    new Account(
                            little.lastPosition(),
                            (long) owed.size() + fresh.size(),
                            0,
                            0,
                            0,
                            0,
                            0,
                            little.lastPosition() - owed.size() - fresh.size(),
                            Account.Again.NONE),
                    little.books().account("hq").orElseThrow());
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
            have(Lane.FRESH, 100);
            have(Lane.OWED, 100);
        }
        assertEquals(range(1, journal.lastPosition()), List.copyOf(had));
        journal.close();
    }

    private void act(Random random) throws Exception {
        switch (random.nextInt(14)) {
            case 0 -> outbox.leap();
            case 1, 2, 3 ->
                record(journal, journal.lastPosition() + 1, journal.lastPosition() + 1 + random.nextInt(30));
            case 4, 5, 6 -> have(Lane.FRESH, 1 + random.nextInt(20));
            case 7, 8, 9 -> have(Lane.OWED, 1 + random.nextInt(20));
            case 10, 11 -> have(Lane.STATE, 1 + random.nextInt(5));
            case 12 -> {
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

    private void have(Lane lane, int limit) {
        List<Entry> batch = outbox.peek(lane, limit, NO_LIMIT);
        if (!batch.isEmpty()) {
            had.addAll(positions(batch));
            outbox.done(lane, batch.getLast().position(), List.of());
        }
    }
}
