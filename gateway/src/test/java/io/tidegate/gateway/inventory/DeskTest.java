package io.tidegate.gateway.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.TestStock;
import io.tidegate.gateway.inventory.Desk.Answer;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Item;
import io.tidegate.site.StockSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is handed in as JSON, and what the ledger makes of it. */
class DeskTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path root;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private boolean synchronised = true;
    private TestLedger ledger;
    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        ledger = TestLedger.open(root);
        desk = desk(StockSettings.DEFAULT);
    }

    private Desk desk(StockSettings settings) throws Exception {
        try (Connection reader = ledger.journal().openReader();
                Sql sql = new Sql(reader)) {
            Moments moments = Moments.after(sql, now::get, () -> synchronised);
            return new Desk(ledger.journal(), Drafting.Rules.of(settings, ZoneOffset.UTC, moments));
        }
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private static Answer answer(CompletionStage<Answer> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private Answer send(String json) throws Exception {
        return answer(desk.book(Requests.read(json.replace('\'', '"').getBytes(UTF_8))));
    }

    private String refused(String json) throws Exception {
        return assertInstanceOf(Answer.Refused.class, send(json))
                .problems()
                .getFirst()
                .reason();
    }

    private static final String SALE =
            "{'id':'till-7:991','kind':'sell','item':'4006381333931','quantity':2,'unit':'each',"
                    + "'from':'sales-floor','lot':'A1','time':'2026-11-23T10:00:00Z'}";

    @Test
    void a_sale_is_booked_and_a_repeat_is_answered_like_the_first_time() throws Exception {
        Answer first = send(SALE);
        assertEquals(new Answer.Booked(List.of("till-7:991")), first);
        assertEquals(first, send(SALE));
        assertEquals(first, send(SALE.replace(":2,", ":2.0,")));
        assertEquals(List.of("4006381333931@sales-floor/A1 -2 each"), ledger.levels());
        assertEquals(1, ledger.journal().lastPosition());
    }

    @ParameterizedTest
    @CsvSource({
        "':2,', ':3,'",
        "A1, A2",
        "sales-floor, back-room",
        "4006381333931, 4006381333948",
        "'sell', 'waste'",
        "T10, T11"
    })
    void the_same_id_with_other_content_is_a_conflict_and_books_nothing(String from, String to) throws Exception {
        send(SALE);
        assertInstanceOf(Answer.Conflict.class, send(SALE.replace(from, to)));
        assertEquals(List.of("4006381333931@sales-floor/A1 -2 each"), ledger.levels());
    }

    @Test
    void repeats_at_the_same_moment_count_once() throws Exception {
        List<CompletionStage<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(desk.book(Requests.read(SALE.replace('\'', '"').getBytes(UTF_8))));
        }
        for (CompletionStage<Answer> each : answers) {
            assertInstanceOf(Answer.Booked.class, answer(each));
            assertEquals(
                    List.of("4006381333931@sales-floor/A1 -2 each"), ledger.levels(), "in the ledger when answered");
        }
        assertEquals(0, ledger.number("SELECT count(*) FROM ledger_conflict"));
    }

    @Test
    void without_a_time_a_repeat_later_is_the_same() throws Exception {
        String sale = SALE.replace(",'time':'2026-11-23T10:00:00Z'", "");
        send(sale);
        now.set(NOON.plusSeconds(3600));
        assertInstanceOf(Answer.Booked.class, send(sale));
        assertEquals(1, ledger.number("SELECT count(*) FROM ledger_line"));
    }

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
    void a_repeat_is_answered_like_the_first_time_whatever_the_rules_say_by_then() throws Exception {
        send("{'id':'1','kind':'receive','item':'brie','quantity':3,'lot':'A','expiry':'2026-11-23'}");
        String sale = "{'id':'2','kind':'sell','item':'brie','quantity':1,'lot':'A'}";
        Answer first = send(sale);
        String unnamed = "{'id':'3','kind':'sell','item':'4006381333931','quantity':1,'unit':'kg'}";
        send(unnamed);
        Item pen = Item.of("pen", "Pen").with(new Item.Code("4006381333931", "each"));
        ledger.record(Movements.item("12:30", pen));
        now.set(NOON.plusSeconds(2 * 86_400));
        assertEquals(first, send(sale));
        assertInstanceOf(Answer.Booked.class, send(unnamed));
        assertTrue(refused(sale.replace("'2'", "'4'")).contains("expired on 2026-11-23"));
        assertTrue(refused(unnamed.replace("'3'", "'5'")).contains("not kept in 'kg'"));
        assertEquals(List.of("brie@sales-floor/A 2 each", "pen@sales-floor -1 each"), ledger.levels());
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
}
