package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.site.Selection;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Rejected;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is left over: what was accepted is what was delivered, waits, or has another place that can be named. */
class BooksTest {

    private static final long NO_LIMIT = Long.MAX_VALUE;
    private static final int ACTIONS = 300;
    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path root;

    private int life;
    private Journal journal;
    private Outbox outbox;

    private Path folder() {
        return root.resolve("life-" + life);
    }

    private void start() throws SQLException {
        journal = Journal.open(folder(), Journals.settings());
        outbox = journal.outbox("hq");
    }

    private void record(int count) throws InterruptedException {
        List<Observation> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long number = journal.lastPosition() + 1 + i;
            batch.add(
                    number % 5 == 0
                            ? new Observation.Fault(new DeviceId("oven"), Journals.TEN, "no answer")
                            : Journals.reading(number));
        }
        journal.record(batch);
    }

    private Account account() {
        return journal.books().account("hq").orElseThrow();
    }

    private static long sum(Account account) {
        return account.delivered()
                + account.waiting()
                + account.parked()
                + account.givenUp()
                + account.unwanted()
                + account.missed()
                + account.summedUp();
    }

    @Test
    void every_entry_has_one_place_and_a_persons_decision_moves_it() throws Exception {
        start();
        record(10);
        outbox.peek(Lane.FRESH, 6, NO_LIMIT);
        outbox.done(
                Lane.FRESH, 6, List.of(new Rejected(2, "never"), new Rejected(4, "never"), new Rejected(5, "never")));
        assertEquals(new Account(10, 3, 4, 3, 0, 0, 0, 0, Account.Again.NONE), account());
        journal.books().replay("hq", List.of(2L, 4L)).toCompletableFuture().join();
        assertEquals(List.of(2L, 4L), Journals.positions(outbox.peekAgain(10, NO_LIMIT)));
        outbox.doneAgain(List.of(2L), List.of(new Rejected(4, "not now either")));
        assertEquals(new Account(10, 4, 4, 2, 0, 0, 0, 0, new Account.Again(2, 0)), account());
        journal.books().dismiss("hq", List.of(4L)).toCompletableFuture().join();
        journal.books().dismiss("hq", List.of(4L)).toCompletableFuture().join();
        assertEquals(new Account(10, 4, 4, 1, 1, 0, 0, 0, new Account.Again(2, 0)), account());
        journal.close();
        start();
        assertEquals(new Account(10, 4, 4, 1, 1, 0, 0, 0, new Account.Again(2, 0)), account(), "after a restart");
        journal.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void over_outages_refusals_decisions_crashes_and_restarts_the_books_close(long seed) throws Exception {
        Random random = new Random(seed);
        start();
        for (int action = 0; action < ACTIONS; action++) {
            act(random);
            assertEquals(account().accepted(), sum(account()), account()::toString);
            assertEquals(outbox.backlog(), account().backlog());
            assertEquals(journal.lastPosition(), account().accepted(), "nothing is recorded twice");
        }
        while (outbox.backlog() > 0) {
            had(Lane.FRESH, random, 100);
            had(Lane.OWED, random, 100);
        }
        assertEquals(0, account().backlog());
        assertTrue(account().parked() > 0 && account().delivered() > 0, account()::toString);
        journal.close();
    }

    private void act(Random random) throws Exception {
        switch (random.nextInt(17)) {
            case 0 -> outbox.leap();
            case 1, 2, 3 -> record(1 + random.nextInt(30));
            case 4, 5, 6 -> had(Lane.FRESH, random, 1 + random.nextInt(20));
            case 7, 8, 9 -> had(Lane.OWED, random, 1 + random.nextInt(20));
            case 10 -> again(random);
            case 16 -> {
                long first = 1 + random.nextLong(journal.lastPosition() + 1);
                var _ = journal.books().resend("hq", first, first + random.nextInt(10));
            }
            case 14, 15 -> had(Lane.STATE, random, 1 + random.nextInt(5));
            case 11 -> {
                journal.close();
                start();
            }
            case 12 ->
                journal.books()
                        .dismiss("hq", List.of(1 + random.nextLong(journal.lastPosition() + 1)))
                        .toCompletableFuture()
                        .join();
            default -> {
                Path before = folder();
                life++;
                CutCopy.take(journal, before, folder());
                journal.close();
                start();
            }
        }
    }

    private void had(Lane lane, Random random, int limit) {
        List<Entry> batch = outbox.peek(lane, limit, NO_LIMIT);
        if (!batch.isEmpty()) {
            outbox.done(lane, batch.getLast().position(), refusals(random, batch));
        }
    }

    private static List<Rejected> refusals(Random random, List<Entry> batch) {
        return batch.stream()
                .filter(_ -> random.nextInt(10) == 0)
                .map(entry -> new Rejected(entry.position(), "never"))
                .toList();
    }

    private void again(Random random) {
        journal.books().replay("hq").toCompletableFuture().join();
        List<Long> positions = Journals.positions(outbox.peekAgain(5, NO_LIMIT));
        List<Long> taken = positions.stream().filter(_ -> random.nextBoolean()).toList();
        outbox.doneAgain(
                taken,
                positions.stream()
                        .filter(each -> !taken.contains(each))
                        .map(each -> new Rejected(each, "again"))
                        .toList());
    }

    /** As a gateway's that was updated: its readers have a place, and no books yet. */
    @Test
    void the_books_of_an_older_file_begin_with_what_waits_and_what_is_kept_of_refusals() throws Exception {
        start();
        record(10);
        outbox.peek(Lane.FRESH, 6, NO_LIMIT);
        outbox.done(Lane.FRESH, 6, List.of(new Rejected(2, "never")));
        outbox.leap();
        record(3);
        journal.close();
        try (Connection older = Schema.openWriter(folder().resolve("journal.db"), Schema.STEPS)) {
            Schema.execute(older, "UPDATE cursor SET taken = 0, refused = 0, base = " + Cursor.NO_BOOKS);
            older.commit();
        }
        start();
        assertEquals(new Account(8, 0, 7, 1, 0, 0, 0, 0, Account.Again.NONE), account());
        journal.close();
    }

    @Test
    void what_is_not_meant_for_it_counts_as_that_and_as_nothing_else() throws Exception {
        start();
        Selection faults = new Selection(List.of("fault"), List.of(), List.of(), Optional.empty(), false);
        outbox = journal.outbox("hq", faults);
        record(23);
        assertEquals(List.of(5L, 10L), Journals.positions(outbox.peek(Lane.FRESH, 2, NO_LIMIT)));
        outbox.done(Lane.FRESH, 5, List.of());
        assertEquals(new Account(23, 1, 18, 0, 0, 4, 0, 0, Account.Again.NONE), account());
        assertEquals(List.of(10L, 15L, 20L), Journals.positions(outbox.peek(Lane.FRESH, 10, NO_LIMIT)));
        outbox.done(Lane.FRESH, 20, List.of(new Rejected(15, "never")));
        assertEquals(
                new Account(23, 3, 0, 1, 0, 19, 0, 0, Account.Again.NONE),
                account(),
                "what is behind the last is nothing to it");
        record(1);
        assertEquals(List.of(), outbox.peek(Lane.FRESH, 10, NO_LIMIT));
        assertEquals(new Account(24, 3, 0, 1, 0, 20, 0, 0, Account.Again.NONE), account());
        journal.close();
    }

    @Test
    void what_went_long_ago_can_be_sent_once_more_and_is_accounted_for_apart() throws Exception {
        start();
        record(20);
        outbox.peek(Lane.FRESH, 20, NO_LIMIT);
        outbox.done(Lane.FRESH, 20, List.of());
        Books books = journal.books();
        assertEquals(Optional.empty(), books.resend("hq", 21, 30), "it has not gone yet");
        books.resend("hq", 5, 9).orElseThrow().onDisk().toCompletableFuture().join();
        assertEquals(Optional.empty(), books.resend("hq", 7, 9), "it is being sent already");
        List<Entry> again = outbox.peek(Lane.OWED, 3, NO_LIMIT);
        assertEquals(List.of(5L, 6L, 7L), Journals.positions(again));
        books.resend("hq", 1, 2).orElseThrow();
        outbox.done(Lane.OWED, 7, List.of());
        assertEquals(List.of(1L, 2L), Journals.positions(outbox.peek(Lane.OWED, 3, NO_LIMIT)));
        outbox.done(Lane.OWED, 2, List.of());
        journal.close();
        start();
        assertEquals(List.of(8L, 9L), Journals.positions(outbox.peek(Lane.OWED, 3, NO_LIMIT)));
        outbox.done(Lane.OWED, 9, List.of());
        assertEquals(new Account(20, 20, 0, 0, 0, 0, 0, 0, new Account.Again(7, 0)), account());
        journal.close();
    }

    @Test
    void outages_are_kept_and_one_that_lasts_over_a_restart_is_one() throws Exception {
        start();
        outbox.away(TEN, "connection refused");
        outbox.away(TEN.plusSeconds(60), "connection refused");
        journal.close();
        start();
        outbox.away(TEN.plusSeconds(120), "no route");
        outbox.back(TEN.plusSeconds(360));
        outbox.away(TEN.plusSeconds(3_000), "connection reset");
        journal.close();
        start();
        try (Connection reader = journal.openReader()) {
            List<Outages.Outage> outages = journal.books().outages(reader, "hq");
            assertEquals(
                    List.of(
                            Outages.Outage.since(TEN.plusSeconds(3_000), "connection reset"),
                            Outages.Outage.since(TEN, "connection refused").until(TEN.plusSeconds(360))),
                    outages);
            assertEquals(
                    0.9,
                    Outages.uptime(outages, TEN.minusSeconds(2_760), TEN.plusSeconds(3_240)),
                    0.0001,
                    "600 s of 6,000");
        }
        journal.close();
    }
}
