package io.tidegate.gateway.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.inventory.Genealogy.Kin;
import io.tidegate.gateway.inventory.Genealogy.Life;
import io.tidegate.gateway.inventory.Genealogy.LotId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where lots come from and go. */
class GenealogyTest {

    private static final int FAR = Genealogy.DEPTH_MAX;
    private static final LotId START = new LotId("", "");

    @TempDir
    Path root;

    private TestLedger ledger;
    private Genealogy genealogy;

    @BeforeEach
    void open() throws Exception {
        ledger = TestLedger.open(root);
        genealogy = new Genealogy(ledger.books());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private static String line(String id, String kind, String what, int quantity, String where) {
        String[] lot = what.split("/");
        return "{'id':'%s','kind':'%s','item':'%s',%s'quantity':%d,%s}"
                .formatted(id, kind, lot[0], lot.length > 1 ? "'lot':'" + lot[1] + "'," : "", quantity, where);
    }

    /** One run in the bakery: so much of the one goes into so much of the other. */
    private void run(String run, String in, String out) throws Exception {
        ledger.book("[" + line(run + "-in", "consume", in, 2, "'from':'bakery','run':'" + run + "'") + ","
                + line(run + "-out", "produce", out, 3, "'to':'bakery','run':'" + run + "'") + "]");
    }

    /** {@code depth item/lot quantity run of lot}. */
    private static List<String> told(List<Kin> kin) {
        return kin.stream()
                .map(each -> each.depth() + " " + each.item()
                        + each.lot().map(lot -> "/" + lot).orElse("") + " " + each.amount() + " " + each.run() + " of "
                        + each.of().lot())
                .toList();
    }

    private Life life(String item, String lot) throws Exception {
        return genealogy.of(item, lot, FAR).orElseThrow();
    }

    @Test
    void what_went_into_a_lot_and_what_was_made_with_it_is_told_through_all_runs() throws Exception {
        run("mill", "wheat/W1", "flour/F1");
        run("dough", "flour/F1", "dough/D1");
        ledger.book(line("salt", "consume", "salt", 1, "'from':'bakery','run':'dough'"));
        run("oven-1", "dough/D1", "bread/B1");
        run("oven-2", "dough/D1", "bread/B2");
        run("other", "flour/F9", "dough/D9");
        Life dough = life("dough", "D1");
        assertEquals(
                List.of("1 flour/F1 2 each dough of D1", "1 salt 1 each dough of D1", "2 wheat/W1 2 each mill of F1"),
                told(dough.madeFrom()));
        assertEquals(
                List.of("1 bread/B1 3 each oven-1 of D1", "1 bread/B2 3 each oven-2 of D1"), told(dough.wentInto()));
        assertEquals(3, life("bread", "B2").madeFrom().getLast().depth());
        assertEquals(
                List.of("1 flour/F1", "2 dough/D1", "3 bread/B1", "3 bread/B2"),
                life("wheat", "W1").wentInto().stream()
                        .map(each -> each.depth() + " " + each.item() + "/"
                                + each.lot().orElseThrow())
                        .toList());
        assertEquals(1, genealogy.of("wheat", "W1", 1).orElseThrow().wentInto().size());
    }

    @Test
    void what_was_taken_back_is_no_kin_and_no_line() throws Exception {
        run("one", "flour/F1", "bread/B1");
        run("two", "flour/F1", "bread/B2");
        ledger.book("[{'id':'undo-1','kind':'reverse','reverses':'one-out'},"
                + "{'id':'undo-2','kind':'reverse','reverses':'two-in'}]");
        assertEquals(List.of(), life("flour", "F1").wentInto());
        assertEquals(List.of(), life("bread", "B1").madeFrom());
        assertEquals(List.of(), life("bread", "B2").madeFrom());
        assertEquals(
                List.of("one-in"),
                life("flour", "F1").lines().stream()
                        .map(each -> each.booking().id())
                        .toList());
    }

    /** Dough from yesterday goes into the dough of today, or somebody has mistyped. */
    @Test
    void lots_that_go_round_in_circles_come_to_an_end() throws Exception {
        run("one", "dough/A", "dough/B");
        run("two", "dough/B", "dough/A");
        run("self", "dough/A", "dough/A");
        Life life = life("dough", "A");
        assertEquals(
                List.of("1 dough/A 2 each self of A", "1 dough/B 2 each two of A", "2 dough/A 2 each one of B"),
                told(life.madeFrom()).stream().sorted().toList());
        assertFalse(life.more());
    }

    @Test
    void a_long_chain_is_told_to_its_end_or_says_that_there_is_more() throws Exception {
        ledger.book(IntStream.range(0, 60)
                .mapToObj(i -> line("in-" + i, "consume", "dough/" + i, 1, "'from':'a','run':'r" + i + "'") + ","
                        + line("out-" + i, "produce", "dough/" + (i + 1), 1, "'to':'a','run':'r" + i + "'"))
                .collect(Collectors.joining(",", "[", "]")));
        Life first = life("dough", "0");
        assertEquals(FAR, first.wentInto().size());
        assertEquals(Optional.of("50"), first.wentInto().getLast().lot());
        assertTrue(first.more());
        assertEquals(40, life("dough", "40").madeFrom().size());
        Life middle = life("dough", "30");
        assertEquals(30, middle.wentInto().size());
        assertFalse(middle.more());
        assertTrue(genealogy.of("dough", "30", 29).orElseThrow().more());
    }

    /** Sour dough, of which each lot goes into each, fifty times round. */
    @Test
    void a_tangle_hides_nothing_behind_it() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            lines.add(line("in-" + i, "consume", "dough/" + i, 1, "'from':'a','run':'all'"));
            lines.add(line("out-" + i, "produce", "dough/" + i, 1, "'to':'a','run':'all'"));
        }
        for (int i = 24; i < 69; i++) {
            lines.add(line("then-" + i, "consume", "dough/" + i, 1, "'from':'a','run':'r" + i + "'"));
            lines.add(line("made-" + i, "produce", "dough/" + (i + 1), 1, "'to':'a','run':'r" + i + "'"));
        }
        ledger.book("[" + String.join(",", lines) + "]");
        Life life = life("dough", "0");
        assertEquals(Optional.of("69"), life.wentInto().getLast().lot());
        assertEquals(25 * 25 + 45, life.wentInto().size());
        assertFalse(life.more());
    }

    @Test
    void of_more_kin_than_one_answer_has_the_nearest_are_told() throws Exception {
        List<String> lines = new ArrayList<>();
        lines.add(line("in", "consume", "flour/F", 1, "'from':'a','run':'all'"));
        for (int i = 0; i <= Genealogy.KIN_MAX; i++) {
            lines.add(line("out-" + i, "produce", "bread/" + i, 1, "'to':'a','run':'all'"));
        }
        for (int i = 0; i < lines.size(); i += 500) {
            ledger.book("[" + String.join(",", lines.subList(i, Math.min(i + 500, lines.size()))) + "]");
        }
        Life life = life("flour", "F");
        assertEquals(Genealogy.KIN_MAX, life.wentInto().size());
        assertTrue(life.more());
        assertFalse(life("bread", "7").more());
    }

    @Test
    void the_lines_of_a_lot_come_by_their_own_time_whenever_they_were_told() throws Exception {
        ledger.book(
                "[{'id':'sold','kind':'sell','item':'brie','lot':'B7','quantity':1,'from':'shop','time':'2026-11-23T12:00:00Z'},"
                        + "{'id':'other','kind':'sell','item':'brie','lot':'B8','quantity':1,'from':'shop','time':'2026-11-23T12:00:00Z'},"
                        + "{'id':'moved','kind':'transfer','item':'brie','lot':'B7','quantity':5,'from':'cold','to':'shop','time':'2026-11-23T11:00:00Z'},"
                        + "{'id':'came','kind':'receive','item':'brie','lot':'B7','expiry':'2027-01-31','quantity':9,'to':'cold','time':'2026-11-23T08:00:00Z'}]");
        Life life = life("brie", "B7");
        assertEquals(
                List.of("came", "moved", "sold"),
                life.lines().stream().map(each -> each.booking().id()).toList());
        assertEquals("2027-01-31", life.lot().expiry().orElseThrow().toString());
        assertEquals(
                "[cold 4 each, shop 4 each]",
                life.lot().held().stream()
                        .map(each -> each.location() + " " + each.amount())
                        .toList()
                        .toString());
        assertEquals(Optional.empty(), genealogy.of("brie", "B9", FAR));
    }

    @Test
    void lots_are_listed_by_item_and_by_where_they_are_and_those_that_are_gone_too() throws Exception {
        ledger.book(
                "[{'id':'1','kind':'receive','item':'brie','lot':'B1','quantity':2,'to':'cold'},{'id':'2','kind':'sell','item':'brie','lot':'B1','quantity':2,'from':'cold'},"
                        + "{'id':'3','kind':'receive','item':'brie','lot':'B2','quantity':2,'to':'cold'},{'id':'4','kind':'receive','item':'milk','lot':'M1','quantity':2,'to':'shop'},"
                        + "{'id':'5','kind':'receive','item':'milk','quantity':2,'to':'shop'}]");
        assertEquals("B1 B2 M1", lots(Optional.empty(), Optional.empty(), START, 9));
        assertEquals("B1 B2", lots(Optional.of("brie"), Optional.empty(), START, 9));
        assertEquals("B2", lots(Optional.empty(), Optional.of("cold"), START, 9));
        assertEquals("B2", lots(Optional.empty(), Optional.empty(), new LotId("brie", "B1"), 1));
        assertTrue(genealogy
                .lots(Optional.of("brie"), Optional.empty(), START, 1)
                .getFirst()
                .held()
                .isEmpty());
    }

    private String lots(Optional<String> item, Optional<String> location, LotId after, int limit) throws Exception {
        return genealogy.lots(item, location, after, limit).stream()
                .map(each -> each.id().lot())
                .collect(Collectors.joining(" "));
    }
}
