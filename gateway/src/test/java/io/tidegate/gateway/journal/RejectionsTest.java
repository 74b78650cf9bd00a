package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Symbology;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Rejected;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectionsTest {

    private static final String COUNTED = "SELECT bytes FROM rejected_size WHERE reader = 'hq'";
    private static final String THERE = "SELECT sum(length(entry) + length(reason)) FROM rejected WHERE reader = 'hq'";

    @TempDir
    Path folder;

    @Test
    void large_refused_entries_are_kept_up_to_a_limit_of_bytes_the_newest_first() throws Exception {
        try (Journal journal = Journal.open(folder, Journals.settings())) {
            Outbox outbox = journal.outbox("hq");
            for (int i = 0; i < 100; i++) {
                Observation large =
                        new Observation.Scan(new DeviceId("till"), Journals.TEN, "7".repeat(1_000), Symbology.UNKNOWN);
                journal.record(List.of(large));
            }
            List<Rejected> all = outbox.peek(Lane.FRESH, 1_000, Long.MAX_VALUE).stream()
                    .map(Entry::position)
                    .map(position -> new Rejected(position, "no such item"))
                    .toList();
            outbox.done(Lane.FRESH, 100, all);
            outbox.done(Lane.FRESH, 100, List.of(new Rejected(100, "still no such item, nor will there ever be")));
            try (Connection reader = journal.openReader()) {
                assertEquals(Schema.number(reader, THERE), Schema.number(reader, COUNTED));
                journal.change(transaction -> new Rejections(journal::change, InstantSource.system(), new Damage())
                                .letGo(transaction, "hq", 50_000))
                        .toCompletableFuture()
                        .join();
                assertEquals(Schema.number(reader, THERE), Schema.number(reader, COUNTED));
                assertEquals(36, Schema.number(reader, "SELECT count(*) FROM rejected"));
                assertEquals(65, Schema.number(reader, "SELECT min(position) FROM rejected"));
            }
        }
    }

    private void ruinTable(String name) throws Exception {
        Path file = folder.resolve("journal.db");
        int page;
        try (Connection reader = Schema.openReader(file)) {
            page = (int) Schema.number(reader, "SELECT rootpage FROM sqlite_schema WHERE name = '" + name + "'");
        }
        Ruin.page(file, page);
    }

    @Test
    void where_the_counters_are_damaged_who_takes_something_is_not_known_and_that_stops_nobody() throws Exception {
        try (Journal journal = Journal.open(folder, Journals.settings())) {
            journal.record(List.of(Journals.reading(1)));
            journal.outbox("hq").rememberTaken("https://here");
        }
        ruinTable("counter");
        try (Journal journal = Journal.open(folder, Journals.settings())) {
            Outbox outbox = journal.outbox("hq");
            assertFalse(outbox.hasTaken("https://here"));
            outbox.rememberTaken("https://here");
            assertEquals(1, outbox.peek(Lane.FRESH, 10, Long.MAX_VALUE).size());
            outbox.done(Lane.FRESH, 1, List.of());
            assertEquals(0, outbox.backlog());
        }
    }

    @Test
    void a_copy_that_damage_does_not_let_be_kept_is_missed_and_stops_nobody() throws Exception {
        try (Journal journal = Journal.open(folder, Journals.settings())) {
            journal.record(List.of(Journals.reading(1), Journals.reading(2)));
            Outbox outbox = journal.outbox("hq");
            outbox.peek(Lane.FRESH, 10, Long.MAX_VALUE);
            outbox.done(Lane.FRESH, 1, List.of(new Rejected(1, "no")));
            journal.books().replay("hq").toCompletableFuture().join();
        }
        ruinTable("rejected");
        try (Journal journal = Journal.open(folder, Journals.settings())) {
            Outbox outbox = journal.outbox("hq");
            journal.books()
                    .replay("hq")
                    .toCompletableFuture()
                    .handle((_, _) -> null)
                    .join();
            assertEquals(List.of(), outbox.peekAgain(10, Long.MAX_VALUE));
            outbox.peek(Lane.FRESH, 10, Long.MAX_VALUE);
            outbox.done(Lane.FRESH, 2, List.of(new Rejected(2, "no")));
            assertEquals(0, outbox.backlog());
            assertEquals(1, journal.status().readers().getFirst().missed());
        }
    }
}
