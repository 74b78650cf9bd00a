package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Rejected;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sending once more, beside lanes that pass each other: all of it goes, and the books close. */
class ResendTest {

    private static final long NO_LIMIT = Long.MAX_VALUE;

    @TempDir
    Path folder;

    private Journal journal;
    private Outbox outbox;

    @BeforeEach
    void open() throws Exception {
        start();
        List<Observation> batch = new ArrayList<>();
        for (int number = 1; number <= 20; number++) {
            batch.add(
                    number % 5 == 0
                            ? new Observation.Fault(new DeviceId("oven"), Journals.TEN, "no answer")
                            : Journals.reading(number));
        }
        journal.record(batch);
    }

    private void start() throws SQLException {
        journal = Journal.open(folder.resolve("data"), Journals.settings());
        outbox = journal.outbox("hq");
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private List<Long> had(Lane lane, Rejected... refused) {
        List<Entry> batch = outbox.peek(lane, 100, NO_LIMIT);
        if (!batch.isEmpty()) {
            outbox.done(lane, batch.getLast().position(), List.of(refused));
        }
        return Journals.positions(batch);
    }

    private Account account() {
        return journal.books().account("hq").orElseThrow();
    }

    private void resend(long first, long last) {
        journal.books()
                .resend("hq", first, last)
                .orElseThrow()
                .onDisk()
                .toCompletableFuture()
                .join();
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void what_went_ahead_before_goes_once_more_with_the_rest() {
        assertEquals(List.of(5L, 10L, 15L, 20L), had(Lane.STATE));
        assertEquals(16, had(Lane.FRESH).size());
        resend(1, 20);
        assertEquals(List.of(), had(Lane.STATE), "it waits in its own lane");
        assertEquals(new Account(20, 20, 0, 0, 0, 0, 0, 0, new Account.Again(0, 20)), account());
        assertEquals(range(1, 20), had(Lane.OWED));
        assertEquals(new Account(20, 20, 0, 0, 0, 0, 0, 0, new Account.Again(20, 0)), account());
    }

    @Test
    void a_range_goes_while_an_older_one_and_an_outage_are_on_their_way() {
        had(Lane.FRESH);
        resend(11, 20);
        assertEquals(List.of(), had(Lane.STATE));
        resend(1, 10);
        List<Long> all = new ArrayList<>(had(Lane.OWED));
        all.addAll(had(Lane.OWED));
        assertEquals(range(1, 20), all.stream().sorted().toList());
        assertEquals(new Account(20, 20, 0, 0, 0, 0, 0, 0, new Account.Again(20, 0)), account());
    }

    @Test
    void what_was_left_for_later_does_not_pass_its_turn_because_somebody_asks_for_it() {
        outbox.done(Lane.FRESH, outbox.peek(Lane.FRESH, 5, NO_LIMIT).getLast().position(), List.of());
        outbox.leap();
        resend(3, 12);
        assertEquals(range(3, 5), had(Lane.OWED));
        assertEquals(Optional.empty(), journal.books().resend("hq", 6, 12));
        assertEquals(range(6, 20), had(Lane.OWED));
        assertEquals(new Account(20, 20, 0, 0, 0, 0, 0, 0, new Account.Again(3, 0)), account());
    }

    @Test
    void what_is_refused_once_more_is_kept_once() throws Exception {
        had(Lane.FRESH, new Rejected(3, "never"));
        resend(3, 3);
        assertEquals(List.of(3L), had(Lane.OWED, new Rejected(3, "still never")));
        assertEquals(new Account(20, 19, 0, 1, 0, 0, 0, 0, new Account.Again(1, 0)), account());
        journal.books().dismiss("hq", List.of(3L)).toCompletableFuture().join();
        assertEquals(new Account(20, 19, 0, 0, 1, 0, 0, 0, new Account.Again(1, 0)), account());
    }

    @Test
    void what_a_person_has_given_up_stays_given_up_whatever_comes_of_it_later() throws Exception {
        had(Lane.FRESH, new Rejected(3, "never"), new Rejected(4, "never"));
        journal.books().dismiss("hq", List.of(3L, 4L, 5L)).toCompletableFuture().join();
        resend(3, 4);
        assertEquals(List.of(3L, 4L), had(Lane.OWED, new Rejected(3, "still never")));
        assertEquals(new Account(20, 18, 0, 0, 2, 0, 0, 0, new Account.Again(2, 0)), account());
        try (Connection reader = journal.openReader()) {
            assertEquals(0, Schema.number(reader, "SELECT count(*) FROM rejected"), "nobody is asked again");
            assertEquals(List.of(3L, 4L), journal.books().givenUp(reader, "hq", 1, 20));
        }
    }

    @Test
    void what_was_had_and_is_refused_when_it_comes_again_waits_for_a_person_and_counts_as_refused() throws Exception {
        had(Lane.FRESH);
        resend(3, 4);
        had(Lane.OWED, new Rejected(3, "no such item any more"));
        assertEquals(new Account(20, 19, 0, 1, 0, 0, 0, 0, new Account.Again(2, 0)), account());
        journal.books().replay("hq").toCompletableFuture().join();
        assertEquals(List.of(3L), Journals.positions(outbox.peekAgain(10, NO_LIMIT)));
        outbox.doneAgain(List.of(3L), List.of());
        assertEquals(new Account(20, 20, 0, 0, 0, 0, 0, 0, new Account.Again(3, 0)), account());
    }

    @Test
    void a_reader_that_has_all_waits_and_does_not_look_again_and_again() throws Exception {
        had(Lane.FRESH);
        assertEquals(List.of(), had(Lane.URGENT));
        assertFalse(outbox.await(Lane.URGENT, Duration.ofMillis(1)), "nothing is urgent");
        assertFalse(outbox.await(Lane.FRESH, Duration.ofMillis(1)), "nothing is new");
    }

    @Test
    void a_stretch_that_ends_is_on_disk_as_a_whole_or_not_at_all() throws Exception {
        outbox.leap();
        had(Lane.OWED);
        // Whatever is committed next carries the cursors, before the change of the lane's end has its turn.
        Path copy = folder.resolve("copy");
        CutCopy.take(journal, folder.resolve("data"), copy);
        journal.close();
        try (Journal crashed = Journal.open(copy, Journals.settings())) {
            Account account = crashed.books().account("hq").orElseThrow();
            assertEquals(20, account.delivered() + account.waiting(), account::toString);
            assertEquals(20, account.accepted());
        }
        start();
    }
}
