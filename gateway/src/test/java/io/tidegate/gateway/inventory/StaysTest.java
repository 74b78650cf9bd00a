package io.tidegate.gateway.inventory;

import static io.tidegate.gateway.inventory.Movements.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
                                        + hour(stay.to()) + " "
                                        + BigDecimal.valueOf(stay.millionths(), 6)
                                                .stripTrailingZeros()
                                                .toPlainString())));
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

    /** The stays and the ledger have the rules from two places. */
    @Test
    void the_last_stay_is_the_level_whatever_was_booked() throws Exception {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>();
        String[] kinds = {"receive", "receive", "receive", "sell", "count"};
        for (int i = 0; i < 200; i++) {
            String time = "%02d:%02d".formatted(8 + random.nextInt(4), random.nextInt(60));
            String lot = random.nextInt(4) == 0 ? "" : "/" + (char) ('A' + random.nextInt(3));
            lines.add(i + " " + time + " " + kinds[random.nextInt(kinds.length)] + " brie" + lot + " "
                    + (1 + random.nextInt(9)));
        }
        book(lines.toArray(String[]::new));
        long sum = ledger.number("SELECT sum(millionths) FROM ledger_level");
        List<String> expected = new ArrayList<>();
        for (String lot : List.of("A", "B", "C")) {
            long own = ledger.number("SELECT millionths FROM ledger_level WHERE lot = '" + lot + "'");
            long most = Math.min(own, sum);
            if (most > 0) {
                expected.add(lot + " " + most / 1_000_000);
            }
        }
        List<String> last = stays().stream()
                .filter(each -> each.contains("-12:00 ") && !each.startsWith("brie"))
                .map(each -> each.replaceAll(" .*-12:00", ""))
                .toList();
        assertEquals(expected, last);
    }
}
