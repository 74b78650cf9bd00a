package io.tidegate.gateway.inventory;

import static io.tidegate.gateway.inventory.Movements.receive;
import static io.tidegate.gateway.inventory.Movements.sell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Level;
import io.tidegate.observation.Observation;
import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which levels come into the journal, and when. */
class AnnouncerTest {

    private static final int AT_ONCE = 10_000;

    @TempDir
    Path root;

    private Journal open() throws SQLException {
        return Journal.open(root, TestLedger.settings(root));
    }

    private static Moments moments(Journal journal) throws SQLException {
        return Moments.after(Inventory.recorded(journal), InstantSource.system(), () -> true);
    }

    static Announcer announcer(Journal journal, Ledger ledger) throws SQLException {
        return new Announcer(journal, moments(journal), ledger);
    }

    /** {@code item@location quantity unit}, in the order in which they were told. */
    static List<String> told(Journal journal) throws SQLException {
        List<String> told = new ArrayList<>();
        try (Connection reader = journal.openReader()) {
            List<Entry> entries = journal.entriesAfter(reader, 0, AT_ONCE);
            while (!entries.isEmpty()) {
                for (Entry entry : entries) {
                    if (entry.observation() instanceof Level level) {
                        told.add(level.item() + "@" + level.location() + " " + level.amount());
                    }
                }
                entries = journal.entriesAfter(reader, entries.getLast().position(), AT_ONCE);
            }
        }
        return told;
    }

    private static void sellOneByOne(Journal journal, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            journal.record(List.of(sell("s" + i, "10:00", 1, "pen").from("shop").line()));
        }
    }

    @Test
    void what_changes_together_is_told_together_and_each_level_once() throws Exception {
        try (Journal journal = open()) {
            Ledger ledger = Ledger.open(journal);
            try (Announcer announcer = Announcer.start(journal, moments(journal), ledger)) {
                sellOneByOne(journal, 10);
                Awaiting.until("it is told", () -> told(journal).contains("pen@shop -10 each"));
                assertEquals(0, announcer.step());
                assertTrue(told(journal).size() <= 2, "maybe one while they were being sold: " + told(journal));
            }
        }
    }

    @Test
    void more_than_are_told_at_once_are_told_one_part_after_the_other() throws Exception {
        try (Journal journal = open()) {
            Announcer announcer = announcer(journal, Ledger.open(journal));
            List<Observation> lines = new ArrayList<>();
            for (int i = 0; i < 501; i++) {
                lines.add(receive("r" + i, "10:00", 1, "item-" + i).to("shop").line());
            }
            journal.record(lines);
            assertEquals(List.of(500, 1, 0), List.of(announcer.step(), announcer.step(), announcer.step()));
        }
    }

    @Test
    void what_was_not_told_before_a_power_cut_is_told_after_it_and_nothing_else() throws Exception {
        try (Journal journal = open()) {
            Announcer announcer = announcer(journal, Ledger.open(journal));
            journal.record(List.of(receive("1", "10:00", 5, "pen").to("shop").line()));
            assertEquals(1, announcer.step());
            journal.record(List.of(receive("2", "10:00", 7, "ink").to("shop").line()));
        }
        try (Journal journal = open()) {
            Announcer announcer = announcer(journal, Ledger.open(journal));
            assertEquals(1, announcer.step());
            assertEquals(0, announcer.step());
            assertEquals(List.of("pen@shop 5 each", "ink@shop 7 each"), told(journal));
        }
    }

    @Test
    void while_the_ledger_is_stuck_nothing_is_told_and_the_journal_does_not_grow_by_it() throws Exception {
        try (Journal journal = open()) {
            Ledger ledger = Ledger.open(journal);
            Announcer announcer = announcer(journal, ledger);
            sellOneByOne(journal, 1);
            rename(journal, "ledger_effect", "one_away");
            rename(journal, "ledger_unbooked", "other_away");
            sellOneByOne(journal, 2);
            assertTrue(ledger.trouble().isPresent());
            assertEquals(0, announcer.step());
            assertEquals(3, journal.lastPosition());
            rename(journal, "one_away", "ledger_effect");
            rename(journal, "other_away", "ledger_unbooked");
            Awaiting.until("the ledger goes on", () -> ledger.has(journal.lastPosition()));
            assertEquals(1, announcer.step());
            assertEquals(List.of("pen@shop -2 each"), told(journal));
        }
    }

    private static void rename(Journal journal, String table, String name) {
        journal.changeNow(Sql.writing(sql -> sql.change("ALTER TABLE " + table + " RENAME TO " + name)))
                .toCompletableFuture()
                .join();
    }
}
