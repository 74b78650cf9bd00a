package io.tidegate.gateway.journal;

import static io.tidegate.gateway.journal.Journals.positions;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Observation;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Rejected;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a courier is given, and what it may not lose. */
class JournalOutboxTest {

    private static final long NO_LIMIT = Long.MAX_VALUE;

    @TempDir
    Path folder;

    private Journal open() throws Exception {
        return Journal.open(folder, Journals.settings());
    }

    private static List<Observation> large(int count) {
        return LongStream.range(0, count).mapToObj(Journals::large).toList();
    }

    @Test
    void large_entries_are_given_in_small_portions_but_one_at_least() throws Exception {
        try (Journal journal = open()) {
            journal.record(large(30));
            Outbox outbox = journal.outbox("hq");
            assertEquals(List.of(1L, 2L), positions(outbox.peek(Lane.FRESH, 100, 130_000)));
            assertEquals(List.of(1L), positions(outbox.peek(Lane.FRESH, 100, 1_000)));
            outbox.done(Lane.FRESH, 1, List.of());
            assertEquals(List.of(2L, 3L), positions(outbox.peek(Lane.FRESH, 100, 130_000)));
            assertEquals(List.of(2L, 3L, 4L), positions(outbox.peek(Lane.FRESH, 3, NO_LIMIT)));
        }
    }

    @Test
    void what_is_sent_again_comes_in_small_portions_too() throws Exception {
        try (Journal journal = open()) {
            journal.record(large(3));
            Outbox outbox = journal.outbox("hq");
            outbox.peek(Lane.FRESH, 3, NO_LIMIT);
            outbox.done(
                    Lane.FRESH,
                    3,
                    LongStream.of(1, 2, 3)
                            .mapToObj(each -> new Rejected(each, "no"))
                            .toList());
            journal.books().replay("hq").toCompletableFuture().join();
            assertEquals(List.of(1L, 2L), positions(outbox.peekAgain(100, 130_000)));
            assertEquals(List.of(1L), positions(outbox.peekAgain(100, 1_000)));
        }
    }

    @Test
    void who_has_taken_something_is_known_after_a_restart_but_not_at_another_address() throws Exception {
        try (Journal journal = open()) {
            Outbox outbox = journal.outbox("hq");
            assertFalse(outbox.hasTaken("https://here"));
            outbox.rememberTaken("https://here");
        }
        try (Journal journal = open()) {
            assertTrue(journal.outbox("hq").hasTaken("https://here"));
            assertFalse(journal.outbox("hq").hasTaken("https://elsewhere"));
            assertFalse(journal.outbox("lake").hasTaken("https://here"));
        }
    }

    @Test
    void what_shall_be_sent_again_survives_a_restart() throws Exception {
        try (Journal journal = open()) {
            journal.record(List.of(Journals.reading(1), Journals.reading(2)));
            journal.outbox("hq").done(Lane.FRESH, 2, List.of(new Rejected(1, "no")));
            journal.books().replay("hq").toCompletableFuture().join();
        }
        try (Journal journal = open()) {
            assertEquals(List.of(1L), positions(journal.outbox("hq").peekAgain(10, NO_LIMIT)));
        }
    }
}
