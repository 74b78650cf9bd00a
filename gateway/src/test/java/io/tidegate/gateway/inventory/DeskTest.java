package io.tidegate.gateway.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.TestStock;
import io.tidegate.gateway.inventory.Desk.Answer;
import io.tidegate.observation.Cause;
import io.tidegate.observation.Item;
import io.tidegate.observation.Members;
import io.tidegate.site.StockSettings;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is handed in as JSON, and what the ledger makes of it. */
class DeskTest extends AtTheDesk {

    @Test
    void one_bad_line_refuses_the_whole_list_and_is_named() throws Exception {
        Answer.Refused refused = assertInstanceOf(
                Answer.Refused.class, send("[" + SALE + ",{'id':'x','kind':'sel','item':'a','quantity':1}]"));
        assertEquals(1, refused.problems().getFirst().index());
        assertTrue(refused.problems().getFirst().reason().contains("Did you mean 'sell'?"), refused.toString());
        assertEquals(List.of(), ledger.levels());
    }

    @Test
    void whatever_form_a_number_is_sent_in_it_is_one_item() throws Exception {
        send("[{'id':'1','kind':'receive','item':'036000291452','quantity':3},"
                + "{'id':'2','kind':'receive','item':'0036000291452','quantity':4},"
                + "{'id':'3','kind':'receive','item':'(01)00036000291452(10)L7(17)270131','quantity':5}]");
        assertEquals(List.of("036000291452@sales-floor 7 each", "036000291452@sales-floor/L7 5 each"), ledger.levels());
        assertEquals("2027-01-31", ledger.text("SELECT expiry FROM ledger_lot WHERE lot = 'L7'"));
    }

    @Test
    void packs_are_booked_in_the_items_own_unit() throws Exception {
        Item cola = new Item(
                "cola",
                "Cola",
                "each",
                List.of(new Item.Pack("case", BigDecimal.valueOf(12))),
                List.of(new Item.Code("5449000000996", "each"), new Item.Code("15449000000993", "case")),
                Set.of(),
                Item.Supply.NONE,
                List.of(),
                false);
        ledger.record(Movements.item("09:00", cola));
        send("[{'id':'1','kind':'receive','item':'cola','quantity':2,'unit':'case'},"
                + "{'id':'2','kind':'receive','item':'15449000000993','quantity':1},"
                + "{'id':'3','kind':'sell','item':'5449000000996','quantity':5}]");
        assertEquals(List.of("cola@sales-floor 31 each"), ledger.levels());
        assertTrue(refused("{'id':'4','kind':'sell','item':'cola','quantity':1,'unit':'kg'}")
                .contains("Use each, case"));
    }

    @Test
    void what_has_expired_is_not_sold_but_by_an_override_that_is_kept() throws Exception {
        send("{'id':'1','kind':'receive','item':'brie','quantity':3,'lot':'A','expiry':'2026-11-22'}");
        String sale = "{'id':'2','kind':'sell','item':'brie','quantity':1,'lot':'A'}";
        assertTrue(refused(sale).contains("expired on 2026-11-22"));
        assertInstanceOf(Answer.Booked.class, send(sale.replace("}", ",'override':'the owner said so'}")));
        assertEquals(List.of("brie@sales-floor/A 2 each"), ledger.levels());
        assertEquals(1, ledger.number("SELECT count(*) FROM ledger_line WHERE line LIKE '%the owner said so%'"));
        assertInstanceOf(
                Answer.Booked.class,
                send("{'id':'3','kind':'sell','item':'brie','quantity':1,'lot':'A','time':'2026-11-22T20:00:00Z'}"),
                "it was sold on its last day, and is told of later");
    }

    @Test
    void a_location_that_the_site_does_not_have_is_refused_with_the_one_that_was_meant() throws Exception {
        desk = desk(TestStock.at(
                new StockSettings.Location("sales-floor", "Floor", Optional.empty(), "temperature"),
                new StockSettings.Location("back-room", "Back", Optional.empty(), "temperature")));
        assertTrue(refused("{'id':'1','kind':'receive','item':'a','quantity':1,'to':'backroom'}")
                .contains("Did you mean 'back-room'?"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'kind':'sell','item':'a','quantity':1} | 'id' is missing",
                "{'id':'1','kind':'sell','quantity':1} | 'item' is missing",
                "{'id':'1','kind':'sell','item':'a'} | 'quantity' is missing",
                "{'id':'1','kind':'sell','item':'a','quantity':-1} | negative",
                "{'id':'1','kind':'sell','item':'a','quantity':1e30} | above",
                "{'id':'1','kind':'sell','item':'a','quantity':1,'colour':'red'} | 'colour' is not known",
                "{'id':'1','kind':'sell','item':'a','quantity':1,'time':'noon'} | RFC 3339",
                "{'id':'1','kind':'transfer','item':'a','quantity':1,'from':'a'} | 'to' is missing",
                "{'id':'1','kind':'reverse'} | 'reverses' is missing"
            })
    void what_cannot_be_booked_is_told(String json, String told) throws Exception {
        String reason = refused(json);
        assertTrue(reason.contains(told.strip()), reason);
    }

    @Test
    void a_count_by_a_box_whose_clock_is_not_set_still_comes_after_all_that_is_booked() throws Exception {
        send(SALE.replace(",'lot':'A1'", ""));
        synchronised = false;
        now.set(Instant.parse("1970-01-01T00:05:00Z"));
        desk = desk(StockSettings.DEFAULT);
        send("{'id':'2','kind':'count','item':'4006381333931','quantity':9}");
        send("{'id':'3','kind':'sell','item':'4006381333931','quantity':1}");
        assertEquals(List.of("4006381333931@sales-floor 8 each"), ledger.levels());
    }

    @Test
    void a_count_never_stands_behind_what_is_sold_after_it() throws Exception {
        StringBuilder counts = new StringBuilder("[");
        for (int i = 0; i < 2_000; i++) {
            counts.append("{'id':'c" + i + "','kind':'count','item':'X" + i + "','quantity':10},");
        }
        booked(counts.append("{'id':'c','kind':'count','item':'X','quantity':10}]")
                .toString());
        booked("{'id':'s','kind':'sell','item':'X','quantity':3,'time':'2026-11-23T12:00:00.001Z'}");
        assertEquals(List.of("X@sales-floor 7 each"), ledger.levels().subList(0, 1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nor_after_a_restart_where_another_clock_was_ahead(boolean set) throws Exception {
        synchronised = set;
        Instant today = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3_600);
        now.set(today);
        booked("{'id':'1','kind':'sell','item':'Y','quantity':1,'time':'%s'}".formatted(today.plusSeconds(72_000)));
        desk = desk(StockSettings.DEFAULT);
        booked("{'id':'2','kind':'count','item':'X','quantity':10}");
        booked("{'id':'3','kind':'sell','item':'X','quantity':3,'time':'%s'}".formatted(today.plusSeconds(1)));
        assertEquals(List.of("X@sales-floor 7 each", "Y@sales-floor -1 each"), ledger.levels());
    }

    @Test
    void lines_of_a_list_come_one_after_the_other_whatever_their_ids_also_by_a_set_clock() throws Exception {
        booked(
                "[{'id':'zz','kind':'count','item':'X','quantity':10},{'id':'aa','kind':'sell','item':'X','quantity':1}]");
        assertEquals(List.of("X@sales-floor 9 each"), ledger.levels());
    }

    @Test
    void all_lines_of_a_long_list_are_in_the_ledger_when_it_is_answered() throws Exception {
        StringBuilder lines = new StringBuilder("[");
        for (int i = 0; i < 9_000; i++) {
            lines.append(i == 0 ? "" : ",").append("{'id':'l" + i + "','kind':'receive','item':'X','quantity':1}");
        }
        booked(lines.append("]").toString());
        assertEquals(List.of("X@sales-floor 9000 each"), ledger.levels());
    }

    @Test
    void a_reversal_is_not_reversed() throws Exception {
        booked("{'id':'1','kind':'receive','item':'X','quantity':5}");
        booked("{'id':'r1','kind':'reverse','reverses':'1'}");
        assertEquals(
                "'r1' is a reversal itself. Book again what it took back, under a new id.",
                refused("{'id':'r2','kind':'reverse','reverses':'r1'}"));
    }

    @Test
    void lines_of_one_list_are_judged_by_those_before_them() throws Exception {
        assertEquals(
                "'loose' was booked in 'each' before, and not in 'kg'. Use that, or add it to the catalogue.",
                refused("[{'id':'1','kind':'receive','item':'loose','quantity':5},"
                        + "{'id':'2','kind':'receive','item':'loose','quantity':2.5,'unit':'kg'}]"));
        assertTrue(refused("[{'id':'3','kind':'receive','item':'X','quantity':5,'lot':'A','expiry':'2020-01-01'},"
                        + "{'id':'4','kind':'sell','item':'X','quantity':1,'lot':'A'}]")
                .startsWith("This expired on 2020-01-01."));
        assertEquals(
                "'r1' is a reversal itself. Book again what it took back, under a new id.",
                refused(
                        "[{'id':'5','kind':'receive','item':'X','quantity':5},{'id':'r1','kind':'reverse','reverses':'5'},"
                                + "{'id':'r2','kind':'reverse','reverses':'r1'}]"));
        assertEquals(List.of(), ledger.levels());
    }

    @Test
    void a_label_that_was_misread_is_booked_by_override_only() throws Exception {
        String line = "{'id':'1','kind':'receive','item':'%s','quantity':1}";
        assertTrue(refused(line.formatted("(01)09501101530004(10)E")).contains("is wrong, so it was misread"));
        assertTrue(refused(line.formatted("(01)09520123456788(17)270231(10)FEB"))
                .startsWith("The label has a date that does not exist"));
        booked(
                "{'id':'2','kind':'receive','item':'(01)09520123456788(17)270231(10)FEB','quantity':1,'override':'seen'}");
        assertEquals(List.of("9520123456788@sales-floor/FEB 1 each"), ledger.levels());
    }

    @ParameterizedTest
    @CsvSource(
            value = {"A1;", "' A1 ';", "A1;2030-01-01"},
            delimiter = ';')
    void an_expired_lot_is_not_sold_by_another_way_of_writing_it(String lot, String expiry) throws Exception {
        booked("{'id':'1','kind':'receive','item':'X','quantity':5,'lot':'A1','expiry':'2026-01-01'}");
        String said = expiry == null ? "" : ",'expiry':'" + expiry + "'";
        String reason = refused("{'id':'2','kind':'sell','item':'X','quantity':1,'lot':'" + lot + "'" + said + "}");
        assertTrue(reason.startsWith("This expired on 2026-01-01."), reason);
    }

    @Test
    void a_level_may_be_larger_than_what_one_line_moves_and_never_too_large_to_be_told() throws Exception {
        for (int list = 0; list < 3; list++) {
            StringBuilder lines = new StringBuilder("[");
            for (int i = 0; i < 5_000; i++) {
                lines.append(i == 0 ? "" : ",")
                        .append("{'id':'" + list + "-" + i + "','kind':'receive','item':'X','quantity':1000000000}");
            }
            booked(lines.append("]").toString());
        }
        booked("{'id':'late','kind':'count','item':'X','quantity':1,'time':'2020-01-01T00:00:00Z'}");
        assertEquals(List.of("X@sales-floor 1000000000000 each"), ledger.levels());
        booked("{'id':'counted','kind':'count','item':'X','quantity':7}");
        assertEquals(List.of("X@sales-floor 7 each"), ledger.levels());
    }

    @Test
    void a_sum_is_exact_on_the_way_however_large() throws Exception {
        StringBuilder lines = new StringBuilder("[");
        for (int i = 0; i < 1_003; i++) {
            lines.append(i == 0 ? "" : ",")
                    .append("{'id':'l" + i + "','kind':'receive','item':'X','quantity':1000000000,'lot':'" + i + "'}");
        }
        booked(lines.append("]").toString());
        booked("{'id':'counted','kind':'count','item':'X','quantity':0}");
        booked("{'id':'sold','kind':'sell','item':'X','quantity':7}");
        String before = ledger.levels().getFirst();
        booked("{'id':'late','kind':'receive','item':'X','quantity':1,'time':'2020-01-01T00:00:00Z'}");
        assertEquals("X@sales-floor -1000000000000 each", before);
        assertEquals(before, ledger.levels().getFirst(), "what moved before the count was counted");
    }

    @Test
    void where_the_ledger_is_stuck_nothing_is_answered_as_booked() throws Exception {
        trouble = Optional.of(Ledger.STUCK);
        assertEquals(new Answer.Later(Ledger.STUCK), send("{'id':'1','kind':'receive','item':'X','quantity':1}"));
    }

    @Test
    void an_unknown_code_is_kept_in_the_unit_in_which_it_was_first_booked() throws Exception {
        booked("{'id':'1','kind':'receive','item':'loose','quantity':5}");
        assertEquals(
                "'loose' was booked in 'each' before, and not in 'kg'. Use that, or add it to the catalogue.",
                refused("{'id':'2','kind':'receive','item':'loose','quantity':2,'unit':'kg'}"));
    }

    @Test
    void a_count_of_a_time_still_to_come_is_refused_unless_a_scale_says_it() throws Exception {
        String count = "{'id':'c','kind':'count','item':'bread','quantity':5,'time':'%s'}";
        String ahead = count.formatted(NOON.plusSeconds(301));
        assertTrue(refused(ahead).startsWith("This count is of a time still to come"), refused(ahead));
        assertTrue(refused(ahead).contains("2026-11-23T12:00:00"), refused(ahead));
        assertInstanceOf(Answer.Booked.class, send(count.formatted(NOON.plusSeconds(300))));
        assertInstanceOf(
                Answer.Booked.class, send(ahead.replace("count", "sell").replace("'c'", "'s'")));
        Members scale = Requests.read(
                        ahead.replace("'c'", "'d'").replace('\'', '"').getBytes(UTF_8))
                .getFirst();
        assertEquals(Optional.empty(), desk.bookNow(List.of(scale), Cause.of(Cause.Source.SENSOR)));
    }

    @Test
    void it_is_taken_while_the_own_clock_was_never_set_and_as_a_repeat() throws Exception {
        String count = "{'id':'c','kind':'count','item':'bread','quantity':5,'time':'2026-11-23T13:00:00Z'}";
        now.set(Instant.parse("1970-01-01T00:01:00Z"));
        assertInstanceOf(Answer.Booked.class, send(count));
        now.set(NOON);
        assertInstanceOf(Answer.Booked.class, send(count));
    }
}
