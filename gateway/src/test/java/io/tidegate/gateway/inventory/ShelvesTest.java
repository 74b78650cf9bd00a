package io.tidegate.gateway.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.site.StockSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people look up, and what they name. */
class ShelvesTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path root;

    /** Each moment its own: what is said of an item at one and the same moment twice is no matter of order. */
    private final AtomicLong ticks = new AtomicLong();

    private TestLedger ledger;
    private Shelves shelves;
    private Desk desk;
    private Catalogue catalogue;

    @BeforeEach
    void open() throws Exception {
        ledger = TestLedger.open(root);
        Moments moments = Moments.after(Instant.EPOCH, () -> NOON.plusMillis(ticks.incrementAndGet()), () -> true);
        Drafting.Rules rules = Drafting.Rules.of(StockSettings.DEFAULT, ZoneOffset.UTC, moments);
        UnderWay underWay = new UnderWay();
        shelves = new Shelves(new Books(ledger.journal(), rules));
        desk = new Desk(ledger.journal(), rules, underWay, Optional::empty);
        catalogue = new Catalogue(ledger.journal(), moments, underWay);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void book(String json) throws Exception {
        desk.book(Requests.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    @Test
    void the_course_follows_what_moved_and_starts_anew_with_each_count() throws Exception {
        book(
                "[{'id':'1','kind':'receive','item':'cola','quantity':10,'to':'a','lot':'L','time':'2026-11-23T02:00:00Z'},"
                        + "{'id':'2','kind':'receive','item':'cola','quantity':5,'to':'b','time':'2026-11-23T04:00:00Z'},"
                        + "{'id':'3','kind':'count','item':'cola','quantity':7,'to':'a','time':'2026-11-23T06:00:00Z'},"
                        + "{'id':'4','kind':'sell','item':'cola','quantity':1,'from':'a','time':'2026-11-23T08:00:00Z'},"
                        + "{'id':'5','kind':'sell','item':'cola','quantity':9,'from':'a','time':'2026-11-23T09:00:00Z'},"
                        + "{'id':'6','kind':'reverse','reverses':'5'}]");
        float[] course = shelves.course("cola", NOON.minusSeconds(12 * 3600), NOON, 6);
        assertEquals("[10.0, 15.0, 12.0, 11.0, 11.0, 11.0]", Arrays.toString(course));
    }

    /** The course and the ledger have the rules from two places. */
    @Test
    void the_course_ends_at_the_level_whatever_was_booked() throws Exception {
        Random random = new Random(11);
        StringBuilder lines = new StringBuilder("[");
        for (int i = 0; i < 300; i++) {
            lines.append(i == 0 ? "" : ",")
                    .append("{'id':'%d','kind':'%s','item':'cola','quantity':%d,'location':'%s'%s,'time':'%s'}"
                            .formatted(
                                    i,
                                    List.of("receive", "sell", "count").get(random.nextInt(3)),
                                    1 + random.nextInt(20),
                                    List.of("a", "b").get(random.nextInt(2)),
                                    List.of("", ",'lot':'L'", ",'lot':'M'").get(random.nextInt(3)),
                                    NOON.minusSeconds(random.nextInt(100_000))));
        }
        book(lines.append("]").toString());
        long sum = ledger.number("SELECT sum(millionths) FROM ledger_level WHERE item = 'cola'");
        float[] course = shelves.course("cola", NOON.minusSeconds(3_600), NOON, 4);
        assertEquals(sum / 1e6, course[3], 1e-3);
    }

    @Test
    void a_line_tells_others_by_which_gtin_they_know_the_goods() throws Exception {
        assertEquals(Optional.empty(), catalogue.give("2000000001012", "brie", "Brie"));
        assertEquals(Optional.empty(), catalogue.give("4006381333931", "pen", "Pen"));
        assertEquals(Optional.empty(), catalogue.give("4006381333948", "96385074", "Ink, called by its own GTIN"));
        book("[{'id':'1','kind':'receive','item':'pen','quantity':2,'to':'a'},"
                + "{'id':'2','kind':'receive','item':'brie','quantity':3,'to':'a'},"
                + "{'id':'3','kind':'receive','item':'96385074','quantity':3,'to':'a'}]");
        String gtins =
                "SELECT group_concat(coalesce(json_extract(line, '$.gtin'), 'none'), ',' ORDER BY id) FROM ledger_line";
        assertEquals("4006381333931,none,none", ledger.text(gtins));
    }

    @Test
    void a_code_is_given_to_a_new_item_or_to_one_that_there_is_and_to_no_second() throws Exception {
        book("[{'id':'1','kind':'receive','item':'4006381333931','quantity':2,'to':'a'},"
                + "{'id':'2','kind':'receive','item':'x-1','quantity':3,'to':'a'}]");
        assertEquals(
                List.of("4006381333931 1", "x-1 1"),
                shelves.unknown(10).stream()
                        .map(each -> each.code() + " " + each.lines())
                        .toList());
        book(
                "[{'id':'3','kind':'sell','item':'x-2','quantity':1,'from':'a'},{'id':'4','kind':'reverse','reverses':'3'}]");
        assertEquals(2, shelves.unknown(10).size(), "what was taken back waits for no name");
        assertEquals(Optional.empty(), catalogue.give("4006381333931", "pen", "Pen"));
        assertEquals(Optional.empty(), catalogue.give("x-1", "4006381333931", ""));
        assertEquals(Optional.empty(), catalogue.give("x-1", "pen", "again"));
        assertEquals(List.of(), shelves.unknown(10));
        assertEquals(
                5_000_000, ledger.number("SELECT sum(millionths) FROM ledger_level WHERE item = 'pen' AND gone = 0"));
        assertEquals(Optional.of("The code x-1 belongs to 'pen' already."), catalogue.give("x-1", "", "Another"));
    }

    @Test
    void a_name_is_found_and_sorted_whatever_its_case_and_accents() throws Exception {
        assertEquals(Optional.empty(), catalogue.give("1", "a", "Zimt"));
        assertEquals(Optional.empty(), catalogue.give("2", "b", "ÄPFEL, süß"));
        assertEquals(Optional.empty(), catalogue.give("3", "c", "Crème brûlée"));
        for (String text : List.of("äpfel", "apfel", "ÄPF", "SÜSS", "süß")) {
            assertEquals(List.of("b"), found(text), text);
        }
        for (String text : List.of("creme bru", "CRÈME", "Brûlée")) {
            assertEquals(List.of("c"), found(text), text);
        }
        assertEquals(List.of("b", "c", "a"), found(""));
    }

    private List<String> found(String text) throws Exception {
        Shelves.Wanted wanted = new Shelves.Wanted(text, Shelves.Kind.ALL, Optional.empty());
        return shelves.rows(wanted, 0, 10).stream().map(Shelves.Row::item).toList();
    }

    @Test
    void what_is_sold_without_its_lot_is_taken_off_the_lot_that_expires_first() throws Exception {
        book("[{'id':'1','kind':'receive','item':'ham','quantity':5,'to':'a','lot':'L1','expiry':'2026-12-05'},"
                + "{'id':'2','kind':'receive','item':'ham','quantity':8,'to':'a','lot':'L2','expiry':'2026-12-20'},"
                + "{'id':'3','kind':'sell','item':'ham','quantity':6,'from':'a'}]");
        assertEquals(List.of("a L2 7 each"), lots(Shelves.Kind.ALL));
        assertEquals(List.of("a L2 7 each"), lots(Shelves.Kind.EXPIRING));
        assertEquals(List.of(), lots(Shelves.Kind.BELOW_ZERO));
        book("[{'id':'4','kind':'count','item':'ham','quantity':1,'to':'a'}]");
        assertEquals(List.of("a L2 1 each"), lots(Shelves.Kind.ALL));
        book("[{'id':'5','kind':'sell','item':'ham','quantity':3,'from':'a'}]");
        assertEquals(List.of("a - -2 each"), lots(Shelves.Kind.ALL));
        assertEquals(List.of("a - -2 each"), lots(Shelves.Kind.BELOW_ZERO));
        assertEquals(
                List.of("a - -2 each"),
                shelves.of("ham").stream().map(ShelvesTest::told).toList());
    }

    @Test
    void low_is_what_has_too_little_that_can_still_be_sold() throws Exception {
        catalogue.take(
                "id,name,minimum\nham,Ham,20\nsalt,Salt,20\n".getBytes(StandardCharsets.UTF_8), false, Unknown.ADD);
        book("[{'id':'1','kind':'receive','item':'ham','quantity':100,'to':'a','lot':'L1','expiry':'2026-11-22'},"
                + "{'id':'2','kind':'receive','item':'ham','quantity':50,'to':'a','lot':'L2','expiry':'2026-12-20'},"
                + "{'id':'3','kind':'receive','item':'salt','quantity':20,'to':'a'},"
                + "{'id':'4','kind':'sell','item':'ham','quantity':95,'from':'a'}]");
        assertEquals(List.of(), lots(Shelves.Kind.LOW), "the 95 were of the lot that has expired since");
        book("[{'id':'5','kind':'sell','item':'ham','quantity':31,'from':'a','lot':'L2'}]");
        assertEquals(List.of("a L1 5 each", "a L2 19 each"), lots(Shelves.Kind.LOW));
        book("[{'id':'6','kind':'sell','item':'salt','quantity':1,'from':'a'}]");
        assertEquals(List.of("a L1 5 each", "a L2 19 each", "a - 19 each"), lots(Shelves.Kind.LOW));
    }

    @Test
    void lines_of_a_location_are_what_left_it_came_to_it_and_was_counted_there() throws Exception {
        book("[{'id':'1','kind':'receive','item':'ham','quantity':5,'to':'a','lot':'L1'},"
                + "{'id':'2','kind':'receive','item':'ham','quantity':5,'to':'b','lot':'L1'},"
                + "{'id':'3','kind':'transfer','item':'ham','quantity':2,'from':'a','to':'b','lot':'L1'},"
                + "{'id':'4','kind':'count','item':'pen','quantity':2,'to':'a'},"
                + "{'id':'5','kind':'sell','item':'pen','quantity':2,'from':'a'},"
                + "{'id':'6','kind':'reverse','reverses':'5'}]");
        Sought atA = new Sought(
                Optional.empty(), Optional.empty(), Optional.of("a"), Instant.EPOCH, NOON.plusSeconds(3_600));
        assertEquals("1345", ids(atA, 0, 10));
        long third = ledger.number("SELECT position FROM ledger_line WHERE id = '3'");
        assertEquals("4", ids(atA, third, 1));
    }

    private String ids(Sought sought, long after, int limit) throws Exception {
        return ledger.books().lines(sought, after, limit).stream()
                .map(line -> line.booking().id())
                .collect(Collectors.joining());
    }

    private List<String> lots(Shelves.Kind kind) throws Exception {
        return shelves.rows(new Shelves.Wanted("", kind, Optional.empty()), 0, 10).stream()
                .map(ShelvesTest::told)
                .toList();
    }

    private static String told(Shelves.Row row) {
        return row.location().orElse("nowhere") + " " + row.lot().orElse("-") + " " + row.amount();
    }

    @Test
    void a_code_that_was_weighed_is_named_as_something_that_is_weighed() throws Exception {
        book("[{'id':'1','kind':'sell','item':'2100012000000','quantity':2.5,'unit':'kg','from':'a'}]");
        assertEquals(Optional.empty(), catalogue.give("4006381333931", "pen", "Pen"));
        assertEquals(
                Optional.of(
                        "The code 2100012000000 was booked in 'kg', and 'pen' is not kept in that. Keep it in 'kg', or"
                                + " give it a pack of that name."),
                catalogue.give("2100012000000", "pen", ""));
        assertEquals(Optional.empty(), catalogue.give("2100012000000", "ham", "Ham"));
        assertEquals("kg", ledger.text("SELECT json_extract(item, '$.unit') FROM catalogue_item WHERE id = 'ham'"));
        assertEquals(
                List.of("a - -2.5 kg"),
                shelves.of("ham").stream().map(ShelvesTest::told).toList());
    }
}
