package io.tidegate.gateway.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tidegate.observation.Item;
import io.tidegate.observation.Stock;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gateways that were apart come to the same stock, whoever told whom first. */
class LedgerOrderTest {

    private static final List<String> LOCATIONS = List.of("sales-floor", "back-room");
    private static final List<String> LOTS = List.of("", "", "A", "B");
    private static final int LINES = 120;

    @TempDir
    Path root;

    /**
     * Movements of two items within one hour, among them counts, repeats and reversals, ids that two gateways gave to
     * different lines, and a code that two items claim one after the other.
     */
    private static List<Stock> lines(Random random) {
        List<Stock> lines = new ArrayList<>();
        for (int number = 0; number < LINES; number++) {
            lines.add(line(random, number));
        }
        for (int number = 0; number < LINES; number += 9) {
            lines.add(line(random, number));
        }
        lines.add(Movements.item("10:20", item("crayon", "4006381333931")));
        lines.add(Movements.item("10:30", item("pen", "4006381333931")));
        lines.add(Movements.item("10:25", item("pen", "96385074")));
        lines.add(Movements.item(random.nextBoolean() ? "10:10" : "10:40", item("crayon", "96385074")));
        return lines;
    }

    private static Item item(String id, String code) {
        return new Item(
                id,
                id,
                "each",
                List.of(new Item.Pack("box", BigDecimal.TEN)),
                List.of(new Item.Code(code, "box")),
                Set.of(),
                Item.Supply.NONE,
                List.of(),
                false);
    }

    private static Stock line(Random random, int number) {
        String id = "m-" + number;
        String time = "10:" + (10 + random.nextInt(50));
        String item = random.nextInt(3) == 0 ? "4006381333931" : "brie";
        double quantity = 1 + random.nextInt(20);
        String here = LOCATIONS.get(random.nextInt(2));
        String there = LOCATIONS.get(here.equals(LOCATIONS.get(0)) ? 1 : 0);
        Movements line = switch (random.nextInt(8)) {
            case 0, 1 -> Movements.receive(id, time, quantity, item).to(here);
            case 2, 3 -> Movements.sell(id, time, quantity, item).from(here);
            case 4 -> Movements.transfer(id, time, quantity, item).from(here).to(there);
            case 5 -> Movements.count(id, time, quantity, item).to(here);
            case 6 -> Movements.adjust(id, time, -quantity, item).to(here);
            default -> null;
        };
        if (line == null) {
            return Movements.reverse(id, time, "m-" + (number + 1 + random.nextInt(LINES - 1)) % LINES);
        }
        String lot = LOTS.get(random.nextInt(LOTS.size()));
        return (lot.isEmpty() ? line : line.lot(lot)).line();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_same_lines_in_any_order_and_any_parts_come_to_the_same_stock(long seed) throws Exception {
        Random random = new Random(seed);
        List<Stock> lines = lines(random);
        List<String> expected = null;
        for (int gateway = 0; gateway < 4; gateway++) {
            List<Stock> told = new ArrayList<>(lines);
            // Whatever came over the other gateway too comes twice.
            told.addAll(lines.subList(0, random.nextInt(LINES)));
            Collections.shuffle(told, random);
            List<String> levels = levels("gateway-" + seed + "-" + gateway, told, random);
            expected = expected == null ? levels : expected;
            assertEquals(expected, levels);
        }
        assertNotEquals(List.of(), expected);
    }

    private List<String> levels(String folder, List<Stock> told, Random random) throws Exception {
        try (TestLedger ledger = TestLedger.open(root.resolve(folder))) {
            int from = 0;
            while (from < told.size()) {
                int to = Math.min(told.size(), from + 1 + random.nextInt(20));
                ledger.record(told.subList(from, to).toArray(Stock[]::new));
                from = to;
            }
            assertNotEquals(0, ledger.number("SELECT count(*) FROM ledger_conflict"));
            return List.copyOf(new TreeSet<>(ledger.levels()));
        }
    }
}
