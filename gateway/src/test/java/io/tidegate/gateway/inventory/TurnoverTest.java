package io.tidegate.gateway.inventory;

import static io.tidegate.gateway.inventory.Movements.broughtBack;
import static io.tidegate.gateway.inventory.Movements.consume;
import static io.tidegate.gateway.inventory.Movements.count;
import static io.tidegate.gateway.inventory.Movements.receive;
import static io.tidegate.gateway.inventory.Movements.reverse;
import static io.tidegate.gateway.inventory.Movements.sell;
import static io.tidegate.gateway.inventory.Movements.transfer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Item;
import io.tidegate.observation.Stock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was asked for each day, and on which days nobody knows. {@code 3 0* 2}: a star is a day without stock. */
class TurnoverTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-27");

    @TempDir
    Path root;

    private String turnover(Stock... lines) throws Exception {
        return turnover(Days.before(TODAY, 5, ZoneId.of("Europe/London")), lines);
    }

    private String turnover(Days days, Stock... lines) throws Exception {
        try (TestLedger ledger = TestLedger.open(root)) {
            ledger.record(lines);
            try (ItemBooks books = ledger.itemBooks()) {
                return text(books.turnover("pen", days));
            }
        }
    }

    private static String text(Turnover turnover) {
        StringBuilder text = new StringBuilder();
        for (int day = 0; day < turnover.asked().length; day++) {
            text.append(day == 0 ? "" : " ")
                    .append(Math.round(turnover.asked()[day]))
                    .append(turnover.out()[day] ? "*" : "");
        }
        return text.toString();
    }

    private static Stock in(String day, double quantity) {
        return receive("in " + day, day + "T08:00:00Z", quantity, "pen")
                .to("shop")
                .line();
    }

    private static Stock out(String day, double quantity) {
        return sell("out " + day, day + "T10:00:00Z", quantity, "pen")
                .from("shop")
                .line();
    }

    @Test
    void sales_are_added_up_by_day_from_the_first_booking_until_yesterday() throws Exception {
        assertEquals(
                "3 0 4",
                turnover(in("2026-11-24", 20), out("2026-11-24", 3), out("2026-11-26", 4), out("2026-11-27", 5)));
    }

    @Test
    void what_was_booked_before_those_days_is_there_and_not_counted() throws Exception {
        assertEquals("0 0 0 2 0", turnover(in("2026-10-01", 9), out("2026-10-02", 4), out("2026-11-25", 2)));
    }

    @Test
    void an_item_that_was_never_booked_has_no_days() throws Exception {
        assertEquals("", turnover());
        assertEquals("", turnover(in("2026-11-27", 5)), "booked today");
    }

    @Test
    void days_on_which_nothing_was_left_are_unknown_until_goods_come() throws Exception {
        assertEquals(
                "3 5* 0* 0* 1",
                turnover(
                        in("2026-11-22", 8),
                        out("2026-11-22", 3),
                        out("2026-11-23", 5),
                        receive("2", "2026-11-25T17:00:00Z", 9, "pen")
                                .to("shop")
                                .line(),
                        out("2026-11-26", 1)));
    }

    @Test
    void what_is_out_at_the_end_stays_out_until_yesterday() throws Exception {
        assertEquals("5* 0* 0*", turnover(in("2026-11-24", 5), out("2026-11-24", 5)));
    }

    @Test
    void what_was_brought_back_and_what_was_reversed_was_not_asked_for() throws Exception {
        assertEquals(
                "2 -1 0 0",
                turnover(
                        in("2026-11-23", 20),
                        out("2026-11-23", 2),
                        broughtBack("r", "2026-11-24T09:00:00Z", 1, "pen")
                                .to("shop")
                                .line(),
                        out("2026-11-25", 7),
                        reverse("x", "11:00", "out 2026-11-25")));
    }

    @Test
    void a_sale_that_is_taken_back_leaves_no_day_without_stock() throws Exception {
        assertEquals(
                "0 0 0", turnover(in("2026-11-24", 5), out("2026-11-24", 5), reverse("x", "11:00", "out 2026-11-24")));
    }

    @Test
    void what_production_uses_up_is_asked_for_and_what_is_thrown_away_or_moved_is_not() throws Exception {
        assertEquals(
                "0 4 0",
                turnover(
                        in("2026-11-24", 20),
                        consume("c", "2026-11-25T09:00:00Z", 4, "pen")
                                .from("shop")
                                .line(),
                        transfer("t", "2026-11-26T09:00:00Z", 4, "pen")
                                .from("shop")
                                .to("cellar")
                                .line()));
    }

    @Test
    void goods_in_the_back_room_do_not_fill_the_shelf_from_which_they_are_sold() throws Exception {
        assertEquals(
                "2 3* 0*",
                turnover(
                        in("2026-11-24", 5),
                        receive("b", "2026-11-24T08:00:00Z", 50, "pen")
                                .to("back-room")
                                .line(),
                        out("2026-11-24", 2),
                        out("2026-11-25", 3)));
    }

    @Test
    void where_receipts_are_never_booked_sales_are_all_that_is_known() throws Exception {
        assertEquals("2 0 1", turnover(out("2026-11-24", 2), out("2026-11-26", 1)));
    }

    @Test
    void what_was_sold_although_nothing_was_left_was_there() throws Exception {
        assertEquals("5* 3 0*", turnover(in("2026-11-24", 5), out("2026-11-24", 5), out("2026-11-25", 3)));
    }

    @Test
    void a_count_of_nothing_says_that_there_is_none() throws Exception {
        assertEquals(
                "1 0* 0*",
                turnover(
                        in("2026-11-24", 5),
                        out("2026-11-24", 1),
                        count("n", "2026-11-25T18:00:00Z", 0, "pen").to("shop").line()));
    }

    @Test
    void a_day_is_the_sites_and_has_23_or_25_hours_when_the_clocks_change() throws Exception {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertEquals(
                "0 1 2 4",
                turnover(
                        Days.before(LocalDate.parse("2026-10-27"), 4, berlin),
                        in("2026-10-23", 50),
                        sell("1", "2026-10-24T21:59:59Z", 1, "pen").from("shop").line(),
                        sell("2", "2026-10-24T22:00:00Z", 1, "pen").from("shop").line(),
                        sell("3", "2026-10-25T22:59:59Z", 1, "pen").from("shop").line(),
                        sell("4", "2026-10-25T23:00:00Z", 4, "pen").from("shop").line()),
                "Sunday 25 October begins at 22:00 UTC and ends at 23:00 UTC");
        assertEquals(
                "1 2",
                turnover(
                        Days.before(LocalDate.parse("2026-03-30"), 2, berlin),
                        sell("5", "2026-03-28T22:59:59Z", 1, "pen").from("shop").line(),
                        sell("6", "2026-03-29T21:59:59Z", 2, "pen").from("shop").line(),
                        sell("7", "2026-03-29T22:00:00Z", 8, "pen").from("shop").line()),
                "Sunday 29 March ends at 22:00 UTC");
    }

    @Test
    void a_sale_in_another_zone_is_on_another_day() throws Exception {
        Stock late = sell("1", "2026-11-25T03:00:00Z", 1, "pen").from("shop").line();
        assertEquals("1 0", turnover(Days.before(TODAY, 5, ZoneId.of("Europe/London")), late));
        assertEquals("1 0 0", turnover(Days.before(TODAY, 5, ZoneId.of("America/New_York")), late));
    }

    @Test
    void what_has_expired_is_not_on_hand() throws Exception {
        try (TestLedger ledger = TestLedger.open(root);
                ItemBooks books = ledger.itemBooks()) {
            ledger.record(
                    receive("1", "10:00", 5, "pen")
                            .to("shop")
                            .lot("A")
                            .expiry("2026-11-26")
                            .line(),
                    receive("2", "10:01", 7, "pen")
                            .to("shop")
                            .lot("B")
                            .expiry("2026-11-27")
                            .line(),
                    receive("3", "10:02", 2, "pen").to("cellar").line());
            assertEquals(9, books.onHand("pen", TODAY));
            assertEquals(0, books.onHand("ink", TODAY));
            ledger.record(sell("4", "11:00", 4, "pen").from("shop").line());
            assertEquals(9, books.onHand("pen", TODAY), "4 of A");
            ledger.record(
                    sell("5", "11:01", 1, "pen").from("door").line(),
                    sell("6", "11:02", 2, "pen").from("shop").lot("mistyped").line());
            assertEquals(7, books.onHand("pen", TODAY), "the last of A, and 2 that are missing");
            assertEquals(
                    7, books.onHand("pen", LocalDate.parse("2026-11-26")), "and so they were while A could be sold");
        }
    }

    @Test
    void receipts_are_found_with_their_lots_and_a_reversed_one_never_came() throws Exception {
        try (TestLedger ledger = TestLedger.open(root);
                ItemBooks books = ledger.itemBooks()) {
            ledger.record(
                    receive("1", "10:00", 5, "pen")
                            .to("shop")
                            .lot("A")
                            .expiry("2026-11-30")
                            .line(),
                    receive("2", "10:01", 7, "pen").to("shop").line(),
                    receive("3", "10:02", 9, "pen").to("cellar").line(),
                    reverse("4", "10:03", "3"));
            Instant ten = Movements.at("10:00");
            List<ItemBooks.Receipt> receipts = new ArrayList<>();
            books.receipts("pen", ten.plusMillis(1), receipts::add);
            assertEquals(List.of(new ItemBooks.Receipt(ten.plusSeconds(60), 7)), receipts);
            assertEquals(Optional.of(ten.plusSeconds(60)), books.nextReceipt("pen", ten.plusMillis(1)));
            assertEquals(List.of(new ItemBooks.Lot(ten, LocalDate.parse("2026-11-30"))), books.lots("pen", 10));
        }
    }

    @Test
    void lines_under_a_code_are_the_items_when_it_is_named() throws Exception {
        Item pen = Item.of("pen", "Pen").with(new Item.Code("4006381333931", "each"));
        assertEquals(
                "3 0 0",
                turnover(
                        sell("1", "2026-11-24T10:00:00Z", 3, "4006381333931")
                                .from("shop")
                                .line(),
                        Movements.item("12:00", pen)));
    }

    @Test
    void a_ledger_from_before_kinds_were_kept_learns_them_from_its_lines() throws Exception {
        try (TestLedger ledger = TestLedger.open(root)) {
            ledger.record(in("2026-11-24", 5), out("2026-11-24", 2));
            ledger.journal()
                    .changeNow(Sql.writing(sql -> {
                        sql.change("DROP INDEX ledger_receipt");
                        sql.change("ALTER TABLE ledger_effect DROP COLUMN kind");
                    }))
                    .toCompletableFuture()
                    .join();
        }
        assertEquals("2 0 0", turnover());
    }
}
