package io.tidegate.gateway.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.scanning.ScanAnswer.Result;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Symbology;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goods are counted by one scanner or several, and booked when all is counted. */
class CountSessionTest {

    private static final String BREAD = "4006381333931";
    private static final String MILK_A = "(01)09520123456788(10)A(17)270131";
    private static final String MILK_B = "(01)09520123456788(10)B(17)270228";

    @TempDir
    Path folder;

    private ScanSite site;

    @BeforeEach
    void open() throws Exception {
        site = new ScanSite(folder, """
                locations: [{id: shop}, {id: back-room}]
                scanners:
                  - {device: one, task: count, repeatWithin: 0 s}
                  - {device: two, task: count, repeatWithin: 0 s}
                  - {device: back, task: count, location: back-room, repeatWithin: 0 s}
                  - {device: till, task: sell, repeatWithin: 0 s}
                """);
        site.catalogue("""
                id,name,unit,packs,codes
                bread,Bread,each,case=12,%s;case:04006381333948
                milk,Milk,each,,09520123456788
                """.formatted(BREAD));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private List<String> differences() throws Exception {
        return site.scanning().differences(site.scanning().counts().getFirst()).stream()
                .map(each -> each.item() + each.lot().map(lot -> "/" + lot).orElse("") + " "
                        + each.counted().quantity() + " of " + each.expected().quantity()
                        + (each.moved() ? ", moved" : ""))
                .toList();
    }

    @Test
    void nothing_is_booked_until_somebody_says_so() throws Exception {
        assertEquals("counted bread 1 each, 1 each", site.say("one", BREAD));
        assertEquals("counted bread 1 each, 2 each", site.say("one", BREAD));
        assertEquals(List.of(), site.levels());
        assertEquals("booked: 1 counted, 1 of them otherwise than the books said.", site.say("one", "TIDEGATE BOOK"));
        assertEquals(List.of("bread@shop 2 each"), site.levels());
        assertEquals(List.of(), site.scanning().counts());
    }

    @Test
    void where_all_is_taken_back_nothing_was_counted() throws Exception {
        site.scan("one", BREAD);
        site.scan("one", "TIDEGATE UNDO");
        assertEquals("refused: Nothing is being counted at 'shop'.", site.say("one", "TIDEGATE BOOK"));
        assertEquals(List.of(), site.scanning().counts());
        assertEquals(List.of(), site.levels());
    }

    @Test
    void what_is_too_much_is_told_so_and_not_called_no_goods() throws Exception {
        site.scan("one", "TIDEGATE TIMES 11");
        assertEquals(
                "refused: 'quantity' is above 1000000000. Look for a slip.",
                site.say("one", "(01)09520123456788(30)99999999"));
    }

    @Test
    void several_scanners_count_one_location_together_and_another_apart() throws Exception {
        site.scan("one", BREAD);
        assertEquals("counted bread 1 each, 2 each", site.say("two", BREAD));
        assertEquals("counted bread 1 each, 1 each", site.say("back", BREAD));
        assertEquals(Result.BOOKED, site.scan("two", "TIDEGATE BOOK").result());
        assertEquals(Result.BOOKED, site.scan("back", "TIDEGATE BOOK").result());
        assertEquals(List.of("bread@back-room 1 each", "bread@shop 2 each"), site.levels());
    }

    @Test
    void a_case_counts_as_what_is_in_it() throws Exception {
        site.scan("one", "TIDEGATE TIMES 3");
        assertEquals("counted bread 36 each, 36 each", site.say("one", "04006381333948"));
        assertEquals("counted bread 1 each, 37 each", site.say("one", BREAD));
    }

    @Test
    void it_is_compared_with_what_the_ledger_said_at_that_moment() throws Exception {
        site.book("{'id':'1','kind':'receive','item':'bread','quantity':5,'time':'2026-11-23T11:00:00Z'}");
        site.scan("one", "TIDEGATE TIMES 4");
        site.scan("one", BREAD);
        assertEquals(List.of("bread 4 of 5"), differences());
        site.scan("till", BREAD);
        assertEquals(List.of("bread 4 of 5"), differences());
        site.scan("one", "TIDEGATE BOOK");
        assertEquals(List.of("bread@shop 3 each"), site.levels());
    }

    @Test
    void what_moves_between_two_scans_of_an_item_is_pointed_out() throws Exception {
        site.book("{'id':'1','kind':'receive','item':'bread','quantity':5,'time':'2026-11-23T11:00:00Z'}");
        site.scan("one", BREAD);
        site.scan("till", BREAD);
        site.scan("one", BREAD);
        assertEquals(List.of("bread 2 of 4, moved"), differences());
    }

    @Test
    void lots_are_counted_apart_and_what_names_none_is_the_rest() throws Exception {
        site.scan("one", MILK_A);
        site.scan("one", MILK_A);
        site.scan("one", MILK_B);
        assertEquals(List.of("milk/A 2 of 0", "milk/B 1 of 0"), differences());
        site.scan("one", "09520123456788");
        assertEquals(List.of("milk 4 of 0"), differences());
        site.scan("one", "TIDEGATE BOOK");
        assertEquals(List.of("milk@shop 1 each", "milk@shop/A 2 each", "milk@shop/B 1 each"), site.levels());
    }

    @Test
    void what_names_no_lot_is_counted_beside_the_lots_that_are_in_the_books() throws Exception {
        site.book(
                "{'id':'1','kind':'receive','item':'milk','quantity':10,'lot':'A','location':'shop','time':'2026-11-23T10:00:00Z'}");
        site.scan("one", MILK_A);
        site.scan("one", MILK_A);
        for (int piece = 0; piece < 3; piece++) {
            site.scan("one", "09520123456788");
        }
        assertEquals(List.of("milk 5 of 10"), differences());
        site.scan("one", "TIDEGATE BOOK");
        assertEquals(List.of("milk@shop 3 each", "milk@shop/A 2 each"), site.levels());
    }

    @Test
    void undo_takes_the_last_scan_out_of_the_count() throws Exception {
        site.scan("one", BREAD);
        site.scan("one", MILK_A);
        assertEquals("taken-back milk 1 each/A, 0 each", site.say("one", "TIDEGATE UNDO"));
        assertEquals("taken-back bread 1 each, 0 each", site.say("one", "TIDEGATE UNDO"));
        assertEquals(List.of(), differences());
    }

    @Test
    void what_is_booked_is_counted_anew_and_not_undone() throws Exception {
        site.scan("till", BREAD);
        site.scan("one", BREAD);
        site.scan("till", "TIDEGATE BOOK");
        for (String scanner : List.of("one", "till")) {
            assertEquals(
                    "refused: What was counted is booked already. Undo it on the pages of its items, or count them again.",
                    site.say(scanner, "TIDEGATE UNDO"));
        }
        assertEquals(List.of("bread@shop 1 each"), site.levels());
    }

    @Test
    void what_is_forgotten_comes_back_whole_by_undo_also_after_a_restart() throws Exception {
        site.scan("one", BREAD);
        site.scan("two", MILK_A);
        site.scan("back", "TIDEGATE AT SHOP");
        assertEquals("set: What was counted is forgotten. 'Undo' brings it back.", site.say("back", "TIDEGATE CANCEL"));
        assertEquals(List.of(), site.scanning().counts());
        site.reopen();
        assertEquals("taken-back: What was counted at 'shop' is there again.", site.say("back", "TIDEGATE UNDO"));
        site.reopen();
        assertEquals(List.of("bread 1 of 0", "milk/A 1 of 0"), differences());
        assertEquals("taken-back bread 1 each, 0 each", site.say("one", "TIDEGATE UNDO"));
        site.scan("one", "TIDEGATE BOOK");
        assertEquals(List.of("milk@shop/A 1 each"), site.levels());
    }

    @Test
    void who_counted_on_meanwhile_counts_with_what_comes_back() throws Exception {
        site.scan("one", BREAD);
        site.scan("two", BREAD);
        site.scan("two", "TIDEGATE CANCEL");
        assertEquals(
                "refused: Another scanner has forgotten what was counted. 'Undo' with that one brings it back, within an hour.",
                site.say("one", "TIDEGATE UNDO"));
        assertEquals("counted bread 1 each, 1 each", site.say("one", BREAD));
        assertEquals("counted milk 1 each/A, 1 each", site.say("one", MILK_A));
        site.scan("two", "TIDEGATE UNDO");
        assertEquals(List.of("bread 3 of 0", "milk/A 1 of 0"), differences());
        assertEquals("taken-back milk 1 each/A, 0 each", site.say("one", "TIDEGATE UNDO"));
        assertEquals("taken-back bread 1 each, 2 each", site.say("one", "TIDEGATE UNDO"));
        assertEquals(1, site.scanning().counts().size());
    }

    @Test
    void what_was_forgotten_an_hour_ago_stays_forgotten() throws Exception {
        site.scan("one", BREAD);
        site.scan("one", "TIDEGATE CANCEL");
        site.pass(Duration.ofMinutes(61));
        assertEquals(Result.REFUSED, site.scan("one", "TIDEGATE UNDO").result());
        assertEquals(List.of(), site.scanning().counts());
    }

    @Test
    void it_is_cancelled_without_a_trace_in_the_ledger() throws Exception {
        site.scan("one", BREAD);
        assertEquals(Result.SET, site.scan("one", "TIDEGATE CANCEL").result());
        assertEquals("refused: Nothing is being counted at 'shop'.", site.say("one", "TIDEGATE BOOK"));
        assertEquals("counted bread 1 each, 1 each", site.say("one", BREAD));
    }

    @Test
    void it_goes_on_after_a_restart() throws Exception {
        site.scan("one", BREAD);
        site.reopen();
        assertEquals("counted bread 1 each, 2 each", site.say("one", BREAD));
        site.reopen();
        assertEquals(List.of("bread 2 of 0"), differences());
        assertEquals("taken-back bread 1 each, 1 each", site.say("one", "TIDEGATE UNDO"));
        site.reopen();
        site.scan("one", "TIDEGATE BOOK");
        site.reopen();
        assertEquals(List.of("bread@shop 1 each"), site.levels());
        assertTrue(site.scan("one", "TIDEGATE BOOK").words().orElseThrow().startsWith("Nothing is being counted"));
    }

    @Test
    void an_unknown_code_that_gets_its_name_meanwhile_is_booked_as_the_item() throws Exception {
        assertEquals("unknown 4012345678901 1 each, 1 each", site.say("one", "4012345678901"));
        assertEquals(Optional.empty(), site.inventory().catalogue().give("4012345678901", "bread", ""));
        site.scan("one", BREAD);
        assertEquals(List.of("bread 2 of 0"), differences());
        site.scan("one", "TIDEGATE BOOK");
        assertEquals(List.of("bread@shop 2 each"), site.levels());
    }

    @Test
    void what_the_desk_refuses_stays_counted() throws Exception {
        assertEquals("unknown 98765432109213 1.25 kg, 1.25 kg", site.say("one", "(01)98765432109213(3103)001250"));
        assertEquals(Optional.empty(), site.inventory().catalogue().give("98765432109213", "ham", "Ham"));
        assertTrue(site.say("one", "TIDEGATE BOOK").startsWith("refused: 'ham' is not kept in 'kg'."));
        assertFalse(site.scanning().counts().isEmpty());
        assertEquals(List.of(), site.levels());
    }

    @Test
    void what_a_scanner_with_a_fast_clock_counted_is_booked_as_of_now_so_that_later_sales_count() throws Exception {
        Instant fast = ScanSite.NOON.plus(Duration.ofHours(6));
        site.journal().record(List.of(new Observation.Scan(new DeviceId("one"), fast, BREAD, Symbology.UNKNOWN)));
        assertEquals(Result.COUNTED, site.next().result());
        assertEquals(Result.BOOKED, site.scan("two", "TIDEGATE BOOK").result());
        assertEquals("booked bread 1 each, 0 each", site.say("till", BREAD));
    }
}
