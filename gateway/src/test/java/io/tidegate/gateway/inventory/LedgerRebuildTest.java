package io.tidegate.gateway.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Batch;
import io.tidegate.observation.Observation;
import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A level is a sum: whoever adds up the journal again gets the same. */
class LedgerRebuildTest {

    /** A million takes minutes: {@code ./mvnw verify -Dtidegate.movements=1000000} does that before a release. */
    private static final int MOVEMENTS = Integer.getInteger("tidegate.movements", 200_000);

    private static final int AT_ONCE = 2_000;
    private static final int ITEMS = 100;

    @TempDir
    Path root;

    @Test
    void many_movements_of_a_journal_are_summed_up_exactly_and_no_level_is_told_before() throws Exception {
        try (Journal journal = Journal.open(root, TestLedger.settings(root))) {
            long[] expected = record(journal, MOVEMENTS);
            Ledger ledger = Ledger.open(journal);
            Announcer announcer = AnnouncerTest.announcer(journal, ledger);
            Awaiting.until("all is booked", Duration.ofMinutes(20), () -> announcer.step() > 0);
            assertEquals(levels(expected), new TestLedger(journal).levels());
            assertEquals(
                    levels(expected),
                    AnnouncerTest.told(journal).stream().sorted().toList());
        }
    }

    @Test
    void what_was_booked_line_by_line_is_the_same_when_it_is_booked_anew() throws Exception {
        List<String> expected;
        try (TestLedger ledger = TestLedger.open(root)) {
            expected = levels(record(ledger.journal(), 5 * AT_ONCE));
            assertEquals(expected, ledger.levels());
        }
        try (Journal journal = Journal.open(root, TestLedger.settings(root))) {
            journal.retireProjection(Ledger.NAME, LedgerRebuildTest::dropTables)
                    .toCompletableFuture()
                    .join();
            Ledger.open(journal);
            TestLedger ledger = new TestLedger(journal);
            Awaiting.until("all is booked anew", () -> ledger.levels().equals(expected));
        }
    }

    private static void dropTables(Connection transaction) throws SQLException {
        try (Sql sql = new Sql(transaction)) {
            for (String table : sql.all(
                    "SELECT name FROM sqlite_schema WHERE type = 'table' AND (name LIKE 'ledger_%' OR name LIKE 'catalogue_%')",
                    row -> row.getString(1))) {
                sql.change("DROP TABLE " + table);
            }
        }
    }

    private static List<String> levels(long[] expected) {
        List<String> levels = new ArrayList<>();
        for (int item = 0; item < ITEMS; item++) {
            levels.add(String.format("item-%03d@sales-floor %d each", item, expected[item]));
        }
        return levels;
    }

    /** @return what each item's level must be */
    private static long[] record(Journal journal, int movements) throws Exception {
        Random random = new Random(1);
        long[] expected = new long[ITEMS];
        CompletionStage<Void> last = null;
        for (int from = 0; from < movements; from += AT_ONCE) {
            List<Observation> lines = new ArrayList<>(AT_ONCE);
            for (int number = from; number < from + AT_ONCE; number++) {
                int item = random.nextInt(ITEMS);
                int quantity = 1 + random.nextInt(9);
                String name = String.format("item-%03d", item);
                boolean comes = random.nextBoolean();
                expected[item] += comes ? quantity : -quantity;
                lines.add((comes
                                ? Movements.receive("m-" + number, "10:00", quantity, name)
                                        .to("sales-floor")
                                        .known()
                                : Movements.sell("m-" + number, "10:00", quantity, name)
                                        .from("sales-floor")
                                        .known())
                        .line());
            }
            last = journal.submit(new Batch(lines, List.of()));
        }
        last.toCompletableFuture().join();
        return expected;
    }
}
