package io.tidegate.gateway.inventory;

import static io.tidegate.gateway.inventory.Movements.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stood in the fridge from 10 to 12 o'clock. */
class StaysTest {

    private static final Instant TEN = at("10:00");
    private static final Instant TWELVE = at("12:00");

    @TempDir
    Path root;

    private TestLedger ledger;

    @BeforeEach
    void open() throws Exception {
        ledger = TestLedger.open(root);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    /** Each {@code id time kind item[/lot] quantity}, to or from the fridge. */
    private void book(String... lines) throws Exception {
        List<String> json = new ArrayList<>();
        for (String line : lines) {
            String[] word = line.split(" ");
            String[] what = word[3].split("/");
            boolean leaves = word[2].equals("sell") || word[2].equals("waste");
            json.add("{'id':'%s','time':'%s','kind':'%s','item':'%s',%s'quantity':%s,'%s':'fridge'}"
                    .formatted(
                            word[0],
                            at(word[1]),
                            word[2],
                            what[0],
                            what.length > 1 ? "'lot':'" + what[1] + "'," : "",
                            word[4],
                            leaves ? "from" : "to"));
        }
        ledger.book("[" + String.join(",", json) + "]");
    }

    /** {@code lot 10:00-11:00 quantity}. */
    private List<String> stays() throws Exception {
        List<String> told = new ArrayList<>();
        new Stays(ledger.books())
                .each(
                        "fridge",
                        TEN,
                        TWELVE,
                        each -> each.stays()
                                .forEach(stay -> told.add(each.lot().orElse(each.item()) + " " + hour(stay.from()) + "-"
                                        + hour(stay.to()) + " " + whole(stay.millionths()))));
        return told;
    }

    private static String hour(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalTime().toString();
    }

    @Test
    void a_lot_that_left_before_or_came_after_was_not_there() throws Exception {
        book(
                "1 08:00 receive brie/EARLY 5",
                "2 09:59 sell brie/EARLY 5",
                "3 12:00 receive brie/LATE 5",
                "4 11:00 receive brie/THERE 5");
        assertEquals(List.of("THERE 11:00-12:00 5"), stays());
    }

    @Test
    void what_was_there_before_stays_until_it_goes() throws Exception {
        book("1 08:00 receive brie/A 5", "2 10:30 sell brie/A 2", "3 11:00 waste brie/A 3", "4 11:30 receive brie/A 1");
        assertEquals(List.of("A 10:00-10:30 5", "A 10:30-11:00 3", "A 11:30-12:00 1"), stays());
    }

    @Test
    void what_is_told_of_late_counts_when_it_was() throws Exception {
        book("1 08:00 receive brie/A 5");
        book("3 11:00 sell brie/A 5");
        book("2 09:00 sell brie/A 1");
        assertEquals(List.of("A 10:00-11:00 4"), stays().stream().limit(1).toList());
        book("4 09:30 sell brie/A 4");
        assertEquals(List.of(), stays());
    }

    @Test
    void a_count_says_what_is_there_whatever_was_booked_before() throws Exception {
        book("1 08:00 receive brie/A 5", "2 09:00 count brie/A 0", "3 08:30 receive brie/A 7");
        assertEquals(List.of(), stays());
        book("4 10:30 count brie/A 2");
        assertEquals(List.of("A 10:30-12:00 2"), stays());
    }

    /** Who sees only the EAN counts no lots. */
    @Test
    void when_nothing_is_left_of_all_lots_together_none_of_them_is_there() throws Exception {
        book("1 08:00 receive brie/A 5", "2 08:00 receive brie/B 5", "3 10:30 count brie 3", "4 11:00 sell brie 3");
        assertEquals(List.of("A 10:00-10:30 5", "A 10:30-11:00 3", "B 10:00-10:30 5", "B 10:30-11:00 3"), stays());
    }

    @Test
    void what_has_no_lot_is_told_too_and_what_was_taken_back_is_not() throws Exception {
        book("1 08:00 receive milk 5", "2 08:00 receive eggs 6");
        ledger.book("{'id':'undo','kind':'reverse','reverses':'2'}");
        assertEquals(List.of("milk 10:00-12:00 5"), stays());
    }

    /** Its receipt was never booked, which says nothing of the other lots. */
    @Test
    void a_lot_below_zero_hides_no_other_lot() throws Exception {
        book("1 08:00 receive brie/B 3", "2 09:00 sell brie/A 5");
        assertEquals(List.of("B 10:00-12:00 3"), stays());
        book("3 09:30 count brie 2");
        assertEquals(List.of("B 10:00-12:00 2"), stays());
        book("4 10:30 sell brie/A 1", "5 11:00 sell brie 1", "6 11:30 count brie 0");
        assertEquals(List.of("B 10:00-11:00 2", "B 11:00-11:30 1"), stays());
    }

    /** In years they are many, and a question about an hour need not look at them. */
    @Test
    void lots_that_were_gone_before_are_not_looked_at() throws Exception {
        book(
                "1 07:00 receive brie/GONE 5",
                "2 07:30 sell brie/GONE 5",
                "3 08:00 receive brie/SOLD 5",
                "4 09:00 sell brie/SOLD 5",
                "5 08:00 receive brie/THERE 5",
                "6 08:00 receive brie/GOES 5",
                "7 11:00 sell brie/GOES 5");
        assertEquals(List.of("GOES", "THERE"), lookedAt("10:00"));
        book("8 08:30 count brie 12");
        assertEquals(List.of("", "GOES", "SOLD", "THERE"), lookedAt("08:30"));
        assertEquals(List.of("GOES 10:00-11:00 5", "THERE 10:00-11:00 5", "THERE 11:00-12:00 2"), stays());
    }

    private List<String> lookedAt(String since) throws Exception {
        return ledger
                .books()
                .read(sql ->
                        Stays.levels(sql, new Place("brie", "fridge"), at(since).toEpochMilli()))
                .stream()
                .map(Stays.Level::lot)
                .toList();
    }

    /** So much of an item at a time, told line by line from the first one: what the database answers from the middle. */
    @Test
    void what_is_there_is_the_same_from_whatever_moment_on_it_is_asked() throws Exception {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>();
        String[] kinds = {"receive", "receive", "receive", "sell", "sell", "count"};
        for (int i = 0; i < 400; i++) {
            String time = "%02d:%02d".formatted(8 + random.nextInt(4), random.nextInt(60));
            String lot = random.nextInt(4) == 0 ? "" : "/" + (char) ('A' + random.nextInt(3));
            lines.add(i + " " + time + " " + kinds[random.nextInt(kinds.length)] + " item-" + i % 20 + lot + " "
                    + (1 + random.nextInt(9)));
        }
        book(lines.toArray(String[]::new));
        List<String> whole = last(at("00:00"));
        assertFalse(whole.isEmpty());
        for (int hour = 8; hour < 12; hour++) {
            assertEquals(whole, last(at("%02d:17".formatted(hour))));
        }
    }

    /** The stays and the ledger have the rules from two places. */
    @Test
    void the_last_stay_is_the_level_where_no_lot_is_below_zero() throws Exception {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String time = "%02d:%02d".formatted(8 + random.nextInt(4), random.nextInt(60));
            String lot = random.nextInt(4) == 0 ? "" : "/" + (char) ('A' + random.nextInt(3));
            String kind =
                    random.nextInt(5) == 0 ? "count" : lot.isEmpty() && random.nextInt(2) == 0 ? "sell" : "receive";
            lines.add(i + " " + time + " " + kind + " brie" + lot + " " + (1 + random.nextInt(9)));
        }
        book(lines.toArray(String[]::new));
        long sum = ledger.number("SELECT sum(millionths) FROM ledger_level");
        List<String> expected = new ArrayList<>();
        for (String lot : List.of("", "A", "B", "C")) {
            long own = ledger.number("SELECT millionths FROM ledger_level WHERE lot = '" + lot + "'");
            long most = Math.min(own, sum);
            if (most > 0) {
                expected.add((lot.isEmpty() ? "brie" : lot) + " " + most / 1_000_000);
            }
        }
        assertEquals(
                expected,
                last(TEN).stream().map(each -> each.replaceFirst("brie/", "")).toList());
    }

    /** {@code item[/lot] quantity} of each that is there to the end. */
    private List<String> last(Instant from) throws Exception {
        List<String> told = new ArrayList<>();
        new Stays(ledger.books()).each("fridge", from, TWELVE, each -> {
            Stays.Stay last = each.stays().getLast();
            if (last.to().equals(TWELVE)) {
                told.add(each.item() + each.lot().map(lot -> "/" + lot).orElse("") + " " + whole(last.millionths()));
            }
        });
        return told;
    }

    private static String whole(long millionths) {
        return BigDecimal.valueOf(millionths, 6).stripTrailingZeros().toPlainString();
    }
}
