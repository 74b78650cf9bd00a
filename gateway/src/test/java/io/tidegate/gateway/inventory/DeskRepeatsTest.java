package io.tidegate.gateway.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.inventory.Desk.Answer;
import io.tidegate.observation.Item;
import io.tidegate.observation.UnreadableJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is the same again, and what is another line under an id that is taken. */
class DeskRepeatsTest extends AtTheDesk {

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
    void two_tills_that_count_alike_give_one_id_to_two_sales() throws Exception {
        booked("{'id':'1','device':'till-1','kind':'sell','item':'X','quantity':1}");
        assertInstanceOf(
                Answer.Conflict.class, send("{'id':'1','device':'till-2','kind':'sell','item':'X','quantity':1}"));
        assertInstanceOf(
                Answer.Conflict.class,
                send("{'id':'1','device':'till-1','who':'Bob','kind':'sell','item':'X','quantity':1}"));
    }

    @Test
    void a_repeat_is_one_also_after_its_code_has_moved_to_another_item() throws Exception {
        ledger.record(Movements.item("09:00", coded("K1", "KC")));
        String line = "{'id':'k1','kind':'receive','item':'KC','quantity':5}";
        booked(line);
        ledger.record(Movements.item("13:00", coded("K1", "K1C")), Movements.item("13:00", coded("K2", "KC")));
        booked(line);
        assertEquals(List.of("K1@sales-floor 5 each"), ledger.levels());
        assertInstanceOf(Answer.Conflict.class, send("{'id':'k1','kind':'receive','item':'K2','quantity':5}"));
    }

    private static Item coded(String id, String code) {
        return new Item(
                id,
                id,
                "each",
                List.of(),
                List.of(new Item.Code(code, "each")),
                Set.of(),
                Item.Supply.NONE,
                List.of(),
                false);
    }

    @Test
    void half_a_character_is_no_part_of_an_id() {
        assertThrows(UnreadableJson.class, () -> send("{'id':'s\\ud800','kind':'receive','item':'X','quantity':1}"));
    }
}
