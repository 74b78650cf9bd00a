package io.tidegate.gateway.inventory;

import static io.tidegate.gateway.inventory.Movements.adjust;
import static io.tidegate.gateway.inventory.Movements.count;
import static io.tidegate.gateway.inventory.Movements.item;
import static io.tidegate.gateway.inventory.Movements.receive;
import static io.tidegate.gateway.inventory.Movements.reverse;
import static io.tidegate.gateway.inventory.Movements.sell;
import static io.tidegate.gateway.inventory.Movements.transfer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Ruin;
import io.tidegate.observation.Item;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Stock;
import io.tidegate.testing.Awaiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whichever page of the stock's tables a dying card takes, the levels are right when the gateway has started again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SalvageTest {

    private static final Set<String> SUMS =
            Set.of("ledger_effect", "ledger_level", "ledger_lot", "catalogue_code", "ledger_count", "ledger_receipt");

    private static final int ITEMS = 40;
    private static final int LINES = 1_500;

    @TempDir
    static Path used;

    @TempDir
    Path folder;

    private List<String> expected = List.of();

    /** Of all kinds, in a random order: counts, lots, corrections, and items that became known after they were sold. */
    private static List<Stock> lines() {
        Random random = new Random(5);
        List<Stock> lines = new ArrayList<>();
        for (int number = 0; number < LINES; number++) {
            String item = "code-" + random.nextInt(ITEMS);
            String id = "m-" + number;
            String time = String.format("%02d:%02d", random.nextInt(24), random.nextInt(60));
            int quantity = 1 + random.nextInt(9);
            lines.add(
                    switch (random.nextInt(8)) {
                        case 0 ->
                            receive(id, time, quantity, item)
                                    .to("back-room")
                                    .lot("L" + quantity)
                                    .expiry("2027-01-0" + quantity)
                                    .line();
                        case 1 ->
                            transfer(id, time, quantity, item)
                                    .from("back-room")
                                    .to("floor")
                                    .line();
                        case 2 -> count(id, time, quantity, item).to("floor").line();
                        case 3 -> adjust(id, time, quantity, item).to("floor").line();
                        case 4 -> reverse(id, time, "m-" + random.nextInt(LINES));
                        case 5 -> item(time, catalogued(random.nextInt(ITEMS)));
                        default -> sell(id, time, quantity, item).from("floor").line();
                    });
        }
        return lines;
    }

    private static Item catalogued(int number) {
        return new Item(
                "item-" + number,
                "Item " + number,
                "each",
                List.of(),
                List.of(new Item.Code("code-" + number, "each")),
                Set.of(),
                Item.Supply.NONE,
                List.of(),
                false);
    }

    @BeforeAll
    void use() throws Exception {
        try (TestLedger ledger = TestLedger.open(used)) {
            ledger.journal().record(new ArrayList<Observation>(lines()));
            expected = ledger.levels();
        }
        assertTrue(expected.size() > ITEMS, expected.toString());
    }

    private Path file() {
        return folder.resolve("journal.db");
    }

    private void copy() throws IOException {
        Files.copy(used.resolve("journal.db"), file());
    }

    /** As retention does after a year: the newest block stays. */
    private void forgetEntries() throws SQLException {
        try (Connection direct = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            direct.createStatement().executeUpdate("DELETE FROM block WHERE first < (SELECT max(first) FROM block)");
        }
    }

    static List<Ruin.Page> pages() throws Exception {
        List<Ruin.Page> pages = new ArrayList<>(Ruin.ends(used.resolve("journal.db")));
        pages.removeIf(
                page -> !page.of().matches("(ledger|catalogue|sqlite_autoindex_ledger|sqlite_autoindex_catalogue)_.*"));
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whichever_page_is_lost_the_levels_are_the_same(Ruin.Page page) throws Exception {
        copy();
        Ruin.page(file(), page.number());
        try (TestLedger ledger = TestLedger.open(folder)) {
            Awaiting.until("all is added up", () -> ledger.levels().equals(expected));
        }
    }

    static List<Ruin.Page> pagesOfSums() throws Exception {
        return pages().stream().filter(page -> SUMS.contains(page.of())).toList();
    }

    @ParameterizedTest
    @MethodSource("pagesOfSums")
    void sums_need_no_entry_of_the_journal(Ruin.Page page) throws Exception {
        copy();
        forgetEntries();
        Ruin.page(file(), page.number());
        try (TestLedger ledger = TestLedger.open(folder)) {
            assertEquals(expected, ledger.levels());
        }
    }

    @Test
    void what_is_met_at_work_is_mended_at_the_next_start() throws Exception {
        copy();
        Ruin.middle(file(), "ledger_effect");
        List<Stock> counts = new ArrayList<>();
        for (int item = 0; item < ITEMS; item++) {
            counts.add(count("last-" + item, "2026-12-01T10:00:00Z", 7, "code-" + item)
                    .to("floor")
                    .line());
        }
        try (TestLedger ledger = TestLedger.open(folder)) {
            ledger.record(counts.toArray(new Stock[0]));
            Awaiting.until(
                    "the damage is written down",
                    () -> ledger.number("SELECT value FROM counter WHERE name = 'damage/ledger'") == 1);
        }
        try (TestLedger ledger = TestLedger.open(folder)) {
            Awaiting.until(
                    "all is counted",
                    () -> ledger.levels().stream()
                                    .filter(level -> level.contains("@floor 7 each"))
                                    .count()
                            == ITEMS);
            assertEquals(0, ledger.number("SELECT value FROM counter WHERE name = 'damage/ledger'"));
        }
    }

    @Test
    void a_power_cut_after_it_has_begun_costs_nothing() throws Exception {
        copy();
        try (Journal journal = Journal.open(folder, TestLedger.settings(folder))) {
            journal.renewal().change(Salvage::clear);
        }
        try (TestLedger ledger = TestLedger.open(folder)) {
            assertEquals(expected, ledger.levels());
            assertEquals(0, ledger.number("SELECT count(*) FROM sqlite_schema WHERE name = 'ledger_salvage'"));
        }
    }
}
