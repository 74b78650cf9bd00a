package io.tidegate.gateway.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.scanning.ScanAnswer.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codes that scanners read, and what becomes of them in the ledger. */
class ScanningTest {

    private static final String BREAD = "4006381333931";

    @TempDir
    Path folder;

    private ScanSite site;

    @BeforeEach
    void open() throws Exception {
        site = new ScanSite(folder, """
                locations: [{id: sales-floor}, {id: back-room}, {id: fridge-2}]
                scanners:
                  - {device: till, task: sell}
                  - {device: dock, task: receive, location: back-room}
                  - {device: cart, task: transfer, location: back-room, to: sales-floor}
                  - {device: eager, task: sell, repeatWithin: 0 s}
                """);
        site.catalogue("""
                id,name,unit,packs,codes
                bread,Bread,each,case=12,%s;case:04006381333948
                cheese,Cheese,kg,,2112345
                milk,Milk,each,,09520123456788
                """.formatted(BREAD));
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void a_scanner_does_what_the_site_file_says() throws Exception {
        assertEquals("booked bread 1 each, 1 each", site.say("dock", BREAD));
        assertEquals("booked bread 1 each, 0 each", site.say("cart", BREAD));
        assertEquals("booked bread 1 each, 0 each", site.say("till", BREAD));
        assertEquals(List.of("bread@back-room 0 each", "bread@sales-floor 0 each"), site.levels());
    }

    @Test
    void a_scanner_that_nobody_named_only_looks_up() throws Exception {
        site.scan("dock", BREAD);
        assertEquals("shown bread 1 each, 0 each", site.say("phone", BREAD));
        assertEquals("unknown 4012345678901 1 each, 0 each", site.say("phone", "4012345678901"));
        assertEquals(List.of("bread@back-room 1 each"), site.levels());
    }

    @Test
    void command_codes_tell_it_to_do_something_else_until_it_has_been_idle() throws Exception {
        assertEquals(Result.SET, site.scan("phone", "TIDEGATE AT BACK-ROOM").result());
        assertEquals(Result.SET, site.scan("phone", "TIDEGATE RECEIVE").result());
        assertEquals("booked bread 1 each, 1 each", site.say("phone", BREAD));
        site.pass(Duration.ofSeconds(110));
        assertEquals("booked bread 1 each, 2 each", site.say("phone", BREAD));
        site.pass(Duration.ofSeconds(121));
        assertEquals("shown bread 1 each, 0 each", site.say("phone", BREAD));
        assertEquals(List.of("bread@back-room 2 each"), site.levels());
    }

    @Test
    void the_next_scan_counts_so_many_times_and_the_one_after_it_once() throws Exception {
        site.scan("dock", "TIDEGATE TIMES 12");
        assertEquals("booked bread 12 each, 12 each", site.say("dock", BREAD));
        assertEquals("booked bread 1 each, 13 each", site.say("dock", BREAD));
    }

    @Test
    void the_level_is_of_all_lots_however_many_there_were() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int lot = 0; lot < 1_002; lot++) {
            lines.append(lines.isEmpty() ? "[" : ",")
                    .append("{'id':'%d','kind':'receive','item':'bread','quantity':1,'to':'back-room','lot':'L%d'}"
                            .formatted(lot, lot));
        }
        site.book(lines + "]");
        assertEquals("booked bread 1 each, 1003 each", site.say("dock", BREAD));
    }

    @Test
    void a_case_is_booked_by_its_code() throws Exception {
        assertEquals("booked bread 1 each, 12 each", site.say("dock", "04006381333948"));
        assertEquals(List.of("bread@back-room 12 each"), site.levels());
    }

    @Test
    void a_label_says_lot_and_expiry() throws Exception {
        assertEquals("booked milk 1 each/A1, 1 each", site.say("dock", "(01)09520123456788(10)A1(17)270131"));
        assertEquals(List.of("milk@back-room/A1 1 each"), site.levels());
    }

    @Test
    void a_delivery_that_must_tell_its_lot_is_refused_by_a_plain_code_and_a_sale_is_not() throws Exception {
        site.catalogue("id,name,codes,tracked\nmilk,Milk,09520123456788,lot\n");
        ScanAnswer refused = site.scan("dock", "09520123456788");
        assertEquals(Result.REFUSED, refused.result());
        assertEquals(
                "'milk' comes in with its lot only. Scan the label that has it, or book it on the page, with the lot.",
                refused.words().orElseThrow());
        assertEquals("booked milk 1 each/A1, 1 each", site.say("dock", "(01)09520123456788(10)A1"));
        assertEquals(Result.BOOKED, site.scan("till", "09520123456788").result());
    }

    @Test
    void the_lot_that_expires_first_goes_first() throws Exception {
        site.scan("dock", "TIDEGATE AT SALES-FLOOR");
        site.scan("dock", "(01)09520123456788(10)OLD(17)270101");
        site.scan("dock", "(01)09520123456788(10)NEW(17)270131");
        assertEquals(
                Optional.of("Lot OLD expires first, on 2027-01-01: take that one."),
                site.scan("till", "(01)09520123456788(10)NEW(17)270131").words());
        assertEquals(
                Optional.empty(),
                site.scan("till", "(01)09520123456788(10)OLD(17)270101").words());
    }

    @Test
    void a_lot_that_has_expired_is_not_the_one_to_take() throws Exception {
        site.scan("dock", "TIDEGATE AT SALES-FLOOR");
        site.scan("dock", "(01)09520123456788(10)GONE(17)261122");
        site.scan("dock", "(01)09520123456788(10)OLD(17)261123");
        site.scan("dock", "(01)09520123456788(10)NEW(17)270131");
        assertEquals(
                Optional.of("Lot OLD expires first, on 2026-11-23: take that one."),
                site.scan("till", "(01)09520123456788(10)NEW(17)270131").words());
        assertEquals(
                Optional.of("Lot GONE has expired, on 2026-11-22: throw that one away."),
                site.scan("till", "09520123456788").words());
    }

    @Test
    void what_has_expired_is_refused_and_sold_all_the_same_by_an_override() throws Exception {
        site.scan("dock", "TIDEGATE AT SALES-FLOOR");
        site.scan("dock", "(01)09520123456788(10)A1(17)261101");
        site.scan("till", "TIDEGATE TIMES 3");
        ScanAnswer refused = site.scan("till", "(01)09520123456788(10)A1(17)261101");
        assertEquals(Result.REFUSED, refused.result());
        assertTrue(refused.words().orElseThrow().startsWith("This expired on 2026-11-01."), refused.toString());
        assertEquals("booked milk 3 each/A1, -2 each", site.say("till", "TIDEGATE OVERRIDE"));
        assertEquals(Result.REFUSED, site.scan("till", "TIDEGATE OVERRIDE").result());
    }

    @Test
    void a_repeat_within_a_moment_is_the_same_scan_unless_the_site_file_says_otherwise() throws Exception {
        site.scan("till", BREAD);
        assertEquals(
                Result.REPEATED, site.again("till", BREAD, Optional.empty()).result());
        site.pass(Duration.ofMillis(499));
        assertEquals(
                Result.REPEATED, site.again("till", BREAD, Optional.empty()).result());
        site.pass(Duration.ofMillis(500));
        assertEquals(Result.BOOKED, site.again("till", BREAD, Optional.empty()).result());
        site.scan("eager", BREAD);
        assertEquals(Result.BOOKED, site.again("eager", BREAD, Optional.empty()).result());
        assertEquals(List.of("bread@sales-floor -4 each"), site.levels());
    }

    @Test
    void the_same_scan_sent_again_is_answered_like_the_first_time_and_counts_once() throws Exception {
        ScanAnswer first = site.scan("till", BREAD, Optional.of("s-1"));
        site.reopen();
        assertEquals(first, site.scan("till", BREAD, Optional.of("s-1")));
        assertEquals(List.of("bread@sales-floor -1 each"), site.levels());
        assertEquals(
                Result.BOOKED, site.scan("eager", BREAD, Optional.of("s-1")).result());
    }

    @Test
    void undo_takes_back_one_action_after_the_other_of_that_scanner_only() throws Exception {
        site.scan("dock", BREAD);
        site.scan("dock", "TIDEGATE TIMES 12");
        site.scan("dock", BREAD);
        site.scan("till", BREAD);
        assertEquals("taken-back bread 12 each, 1 each", site.say("dock", "TIDEGATE UNDO"));
        assertEquals("taken-back bread 1 each, 0 each", site.say("dock", "TIDEGATE UNDO"));
        assertEquals(Result.REFUSED, site.scan("dock", "TIDEGATE UNDO").result());
        assertEquals(List.of("bread@back-room 0 each", "bread@sales-floor -1 each"), site.levels());
    }

    @Test
    void undo_forgets_how_many_times_first() throws Exception {
        site.scan("dock", BREAD);
        site.scan("dock", "TIDEGATE TIMES 12");
        assertEquals(Result.TAKEN_BACK, site.scan("dock", "TIDEGATE UNDO").result());
        assertEquals("booked bread 1 each, 2 each", site.say("dock", BREAD));
    }

    @Test
    void what_was_done_long_ago_is_not_undone_by_a_scan() throws Exception {
        site.scan("dock", BREAD);
        site.pass(Duration.ofHours(1));
        assertEquals(
                "refused: This scanner has done nothing within the last hour that could be undone.",
                site.say("dock", "TIDEGATE UNDO"));
    }

    @Test
    void an_unknown_code_is_kept_and_booked_when_it_gets_its_name() throws Exception {
        assertEquals("unknown 4012345678901 1 each, 1 each", site.say("dock", "4012345678901"));
        assertEquals(
                List.of("4012345678901"),
                site.inventory().shelves().unknown(10).stream()
                        .map(each -> each.code())
                        .toList());
        assertEquals(Optional.empty(), site.inventory().catalogue().give("4012345678901", "jam", "Jam"));
        assertEquals(List.of("jam@back-room 1 each"), site.levels());
    }

    @Test
    void what_is_no_code_of_goods_is_refused() throws Exception {
        assertTrue(site.say("dock", "x".repeat(200)).startsWith("refused: This is no code of goods: "));
        assertTrue(site.say("dock", "TIDEGATE FLY").startsWith("refused: This is no command"));
        assertTrue(site.say("dock", "TIDEGATE AT MOON").startsWith("refused: There is no location 'moon' any more: "));
        assertTrue(site.say("dock", "TIDEGATE TRANSFER").startsWith("refused: Where to?"));
        assertTrue(site.say("dock", "TIDEGATE TRANSFER BACK-ROOM").startsWith("refused: The scanner is at"));
        assertEquals(List.of(), site.levels());
    }

    @Test
    void waste_has_a_reason() throws Exception {
        site.scan("dock", "TIDEGATE WASTE EXPIRED");
        assertEquals("booked bread 1 each, -1 each", site.say("dock", BREAD));
        assertEquals(
                Optional.of("expired"),
                site.inventory()
                        .books()
                        .newest("bread", 1)
                        .getFirst()
                        .booking()
                        .cause()
                        .reason());
    }

    @Test
    void a_movement_names_the_scan_that_it_comes_from() throws Exception {
        ScanAnswer answer = site.scan("till", BREAD);
        var booking = site.inventory().books().newest("bread", 1).getFirst().booking();
        assertEquals("scan:gw-1:" + answer.scan().position(), booking.id());
        assertEquals(
                Optional.of("gw-1:" + answer.scan().position()), booking.cause().ref());
        assertEquals(answer.scan().at(), booking.at());
        assertEquals("till", booking.device().value());
    }

    @Test
    void a_label_whose_date_does_not_exist_is_booked_by_override_only() throws Exception {
        String label = "(01)09520123456788(17)270231(10)FEB";
        ScanAnswer refused = site.scan("dock", label);
        assertEquals(Result.REFUSED, refused.result());
        assertTrue(refused.words().orElseThrow().startsWith("The label has a date that does not exist"));
        assertEquals("shown milk 1 each/FEB, 0 each", site.say("phone", label), "to look it up harms nobody");
        assertEquals("booked milk 1 each/FEB, 1 each", site.say("dock", "TIDEGATE OVERRIDE"));
        assertEquals(
                Result.REFUSED,
                site.scan("till", "(01)09520123456788(10)A(10)B").result());
    }

    @Test
    void a_scanner_that_leaves_out_the_separator_is_noticed() throws Exception {
        ScanAnswer answer = site.scan("dock", "]C1010952012345678810OLD917261101");
        assertEquals(Result.BOOKED, answer.result());
        assertTrue(answer.words().orElseThrow().startsWith("Two values of this label may have run into one"));
    }

    @Test
    void best_before_is_the_last_day_where_the_label_says_no_expiry() throws Exception {
        site.scan("dock", "(01)09520123456788(15)261101(10)OLD");
        ScanAnswer sold = site.scan("till", "(01)09520123456788(15)261101(10)OLD");
        assertEquals(Result.REFUSED, sold.result());
        assertTrue(sold.words().orElseThrow().startsWith("This expired on 2026-11-01."));
    }

    @Test
    void a_number_whose_last_digit_is_wrong_was_misread_and_is_booked_by_override_only() throws Exception {
        ScanAnswer misread = site.scan("till", "4006381333930");
        assertEquals(Result.REFUSED, misread.result());
        assertEquals(
                Optional.of("The last digit of 4006381333930 is wrong, so it was misread or mistyped. Scan it again."),
                misread.words());
        assertEquals(List.of(), site.levels());
        assertEquals(Result.UNKNOWN, site.scan("till", "TIDEGATE OVERRIDE").result());
        assertEquals(List.of("4006381333930@sales-floor -1 each"), site.levels());
    }
}
