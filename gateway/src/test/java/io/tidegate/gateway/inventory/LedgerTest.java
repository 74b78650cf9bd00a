package io.tidegate.gateway.inventory;

import static io.tidegate.gateway.inventory.Movements.adjust;
import static io.tidegate.gateway.inventory.Movements.count;
import static io.tidegate.gateway.inventory.Movements.receive;
import static io.tidegate.gateway.inventory.Movements.reverse;
import static io.tidegate.gateway.inventory.Movements.sell;
import static io.tidegate.gateway.inventory.Movements.transfer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Item;
import io.tidegate.observation.Stock;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of the ledger, one by one. */
class LedgerTest {

    @TempDir
    Path root;

    private List<String> levels(Stock... lines) throws Exception {
        try (TestLedger ledger = TestLedger.open(root)) {
            ledger.record(lines);
            return ledger.levels();
        }
    }

    @Test
    void until_it_has_all_that_was_recorded_before_nobody_knows_what_a_line_would_repeat() {
        Ledger ledger = new Ledger(10);
        ledger.reached(9);
        assertEquals(Optional.of(Ledger.BEHIND), ledger.trouble());
        ledger.reached(10);
        assertEquals(Optional.empty(), ledger.trouble());
    }

    @Test
    void what_comes_and_goes_is_summed_up() throws Exception {
        assertEquals(
                List.of("pen@back-room 3 each", "pen@sales-floor 5 each"),
                levels(
                        receive("1", "10:00", 10, "pen").to("back-room").line(),
                        transfer("2", "10:01", 7, "pen")
                                .from("back-room")
                                .to("sales-floor")
                                .line(),
                        sell("3", "10:02", 2, "pen").from("sales-floor").line()));
    }

    @Test
    void an_id_counts_once_however_often_it_comes() throws Exception {
        Stock sold = sell("1", "10:00", 2, "pen").from("sales-floor").line();
        assertEquals(List.of("pen@sales-floor -2 each"), levels(sold, sold, sold));
    }

    @Test
    void another_deed_under_the_same_id_is_noted_and_not_booked() throws Exception {
        try (TestLedger ledger = TestLedger.open(root)) {
            ledger.record(sell("1", "10:00", 2, "pen").from("sales-floor").line());
            ledger.record(sell("1", "10:00", 3, "pen").from("sales-floor").line());
            assertEquals(List.of("pen@sales-floor -2 each"), ledger.levels());
            assertEquals(1, ledger.number("SELECT count(*) FROM ledger_conflict"));
        }
    }

    @Test
    void a_count_says_what_is_there_and_later_movements_are_added() throws Exception {
        assertEquals(
                List.of("pen@sales-floor 8 each"),
                levels(
                        receive("1", "10:00", 10, "pen").to("sales-floor").line(),
                        count("2", "10:01", 7, "pen").to("sales-floor").line(),
                        adjust("3", "10:02", 1, "pen").to("sales-floor").line()));
    }

    @Test
    void what_moved_before_a_count_and_is_learnt_of_later_was_counted() throws Exception {
        assertEquals(
                List.of("pen@sales-floor 7 each"),
                levels(
                        count("2", "10:01", 7, "pen").to("sales-floor").line(),
                        sell("1", "10:00", 2, "pen").from("sales-floor").line()));
    }

    @Test
    void a_count_that_is_learnt_of_later_is_put_in_at_its_moment() throws Exception {
        assertEquals(
                List.of("pen@sales-floor 5 each"),
                levels(
                        receive("1", "10:00", 10, "pen").to("sales-floor").line(),
                        sell("3", "10:02", 2, "pen").from("sales-floor").line(),
                        count("2", "10:01", 7, "pen").to("sales-floor").line()));
    }

    @Test
    void a_reversed_sale_is_as_if_it_had_not_been() throws Exception {
        assertEquals(
                List.of("pen@sales-floor 10 each"),
                levels(
                        receive("1", "10:00", 10, "pen").to("sales-floor").line(),
                        sell("2", "10:01", 2, "pen").from("sales-floor").line(),
                        reverse("3", "10:02", "2")));
    }

    @Test
    void a_sale_reversed_after_a_count_leaves_the_count() throws Exception {
        assertEquals(
                List.of("pen@sales-floor 9 each"),
                levels(
                        receive("1", "10:00", 10, "pen").to("sales-floor").line(),
                        sell("2", "10:01", 2, "pen").from("sales-floor").line(),
                        count("3", "10:02", 9, "pen").to("sales-floor").line(),
                        reverse("4", "10:03", "2")));
    }

    @Test
    void a_reversed_count_gives_back_what_was_booked() throws Exception {
        assertEquals(
                List.of("pen@sales-floor 8 each"),
                levels(
                        receive("1", "10:00", 10, "pen").to("sales-floor").line(),
                        count("2", "10:01", 3, "pen").to("sales-floor").line(),
                        sell("3", "10:02", 2, "pen").from("sales-floor").line(),
                        reverse("4", "10:03", "2")));
    }

    @Test
    void a_reversal_may_come_first_and_twice() throws Exception {
        assertEquals(
                List.of("pen@sales-floor 10 each"),
                levels(
                        reverse("3", "10:02", "2"),
                        reverse("5", "10:04", "2"),
                        receive("1", "10:00", 10, "pen").to("sales-floor").line(),
                        sell("2", "10:01", 2, "pen").from("sales-floor").line()));
    }

    @Test
    void a_count_without_a_lot_counts_all_lots_together() throws Exception {
        assertEquals(
                List.of("brie@fridge-2 -3 each", "brie@fridge-2/A 4 each", "brie@fridge-2/B 6 each"),
                levels(
                        receive("1", "10:00", 5, "brie").to("fridge-2").lot("A").line(),
                        receive("2", "10:00", 6, "brie").to("fridge-2").lot("B").line(),
                        count("3", "10:01", 8, "brie").to("fridge-2").line(),
                        sell("4", "10:02", 1, "brie").from("fridge-2").lot("A").line()));
    }

    @Test
    void a_lot_that_is_learnt_of_later_was_in_the_count_of_all_lots() throws Exception {
        assertEquals(
                List.of("brie@fridge-2 3 each", "brie@fridge-2/A 5 each"),
                levels(
                        count("3", "10:01", 8, "brie").to("fridge-2").line(),
                        receive("1", "10:00", 5, "brie").to("fridge-2").lot("A").line()));
    }

    @Test
    void stock_below_zero_is_kept_as_it_is() throws Exception {
        assertEquals(
                List.of("pen@sales-floor -2.5 kg"),
                levels(sell("1", "10:00", 2.5, "pen")
                        .unit("kg")
                        .from("sales-floor")
                        .line()));
    }

    @Test
    void what_was_booked_under_an_unknown_code_is_the_items_once_it_is_named() throws Exception {
        Item cola = new Item(
                "cola",
                "Cola",
                "each",
                List.of(new Item.Pack("case", BigDecimal.valueOf(24))),
                List.of(new Item.Code("5449000000996", "each"), new Item.Code("15449000000993", "case")),
                Set.of(),
                Item.Supply.NONE,
                List.of(),
                false);
        assertEquals(
                List.of("cola@sales-floor 46 each"),
                levels(
                        receive("1", "10:00", 2, "15449000000993")
                                .to("sales-floor")
                                .line(),
                        sell("2", "10:01", 2, "5449000000996")
                                .from("sales-floor")
                                .line(),
                        Movements.item("10:02", cola)));
    }

    @Test
    void the_newest_that_is_known_of_an_item_counts_in_whatever_order_it_comes() throws Exception {
        try (TestLedger ledger = TestLedger.open(root)) {
            ledger.record(
                    Movements.item("10:01", Item.of("pen", "Red pen")),
                    Movements.item("10:00", Item.of("pen", "Blue pen")));
            assertEquals("Red pen", ledger.text("SELECT name FROM catalogue_item WHERE id = 'pen'"));
        }
    }

    @Test
    void what_would_be_too_much_of_a_named_item_stays_under_its_code() throws Exception {
        Item screws = new Item(
                "screws",
                "Screws",
                "each",
                List.of(new Item.Pack("box", BigDecimal.valueOf(100))),
                List.of(new Item.Code("screw-box", "box")),
                Set.of(),
                Item.Supply.NONE,
                List.of(),
                false);
        assertEquals(
                List.of("screw-box@sales-floor 40123455 each", "screws@sales-floor 200 each"),
                levels(
                        receive("slip", "10:00", 40_123_455, "screw-box")
                                .to("sales-floor")
                                .line(),
                        receive("2", "10:01", 2, "screw-box").to("sales-floor").line(),
                        Movements.item("10:02", screws)));
    }

    @Test
    void lines_of_one_moment_have_one_order_also_where_ids_have_emoji() throws Exception {
        Stock counted = count("em\uD83D\uDE00", "10:00", 10, "pen").to("a").line();
        Stock sold = sell("em\uFF01", "10:00", 1, "pen").from("a").line();
        assertEquals(List.of("pen@a 10 each"), levels(sold, counted));
        assertEquals(List.of("pen@a 10 each"), levelsOfAnother(counted, sold));
    }

    private List<String> levelsOfAnother(Stock... lines) throws Exception {
        try (TestLedger ledger = TestLedger.open(root.resolve("other"))) {
            for (Stock line : lines) {
                ledger.record(line);
            }
            return ledger.levels();
        }
    }

    @Test
    void a_line_that_the_program_fails_to_book_is_kept_and_holds_up_none_and_is_booked_when_it_can_be()
            throws Exception {
        try (TestLedger ledger = TestLedger.open(root)) {
            ledger.record(Movements.item("09:00", Item.of("pen", "Pen")));
            spoil(ledger, "{");
            ledger.record(
                    sell("1", "10:00", 2, "ink").from("a").line(),
                    sell("2", "10:01", 2, "pen").from("a").line(),
                    sell("3", "10:02", 2, "ink").from("a").line());
            assertEquals(List.of("ink@a -4 each"), ledger.levels());
            assertEquals("2", ledger.text("SELECT json_extract(line, '$.id') FROM ledger_unbooked"));
            spoil(ledger, "{\"id\":\"pen\",\"name\":\"Pen\",\"unit\":\"each\"}");
        }
        try (TestLedger ledger = TestLedger.open(root)) {
            assertEquals(List.of("ink@a -4 each", "pen@a -2 each"), ledger.levels());
            assertEquals(0, ledger.number("SELECT count(*) FROM ledger_unbooked"));
        }
    }

    private static void spoil(TestLedger ledger, String item) throws Exception {
        ledger.journal().renewal().change(Sql.writing(sql -> sql.change("UPDATE catalogue_item SET item = ?", item)));
    }
}
