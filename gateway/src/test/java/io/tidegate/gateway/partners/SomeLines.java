package io.tidegate.gateway.partners;

import io.tidegate.observation.Amount;
import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.Cause;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Item;
import io.tidegate.observation.Movement;
import io.tidegate.observation.MovementKind;
import io.tidegate.observation.Reversal;
import io.tidegate.observation.Stock;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Lines of a ledger within one hour. Functions only. */
final class SomeLines {

    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");
    private static final DeviceId TILL = new DeviceId("till-7");

    private SomeLines() {}

    static Movement receive(String id, int minute, int quantity, String item) {
        return line(id, minute, MovementKind.RECEIVE, quantity, item);
    }

    static Movement line(String id, int minute, MovementKind kind, int quantity, String item) {
        Movement.Way way = kind.leaves() ? Movement.Way.from("sales-floor") : Movement.Way.to("sales-floor");
        Goods goods = Goods.of(item, new Amount(BigDecimal.valueOf(quantity), Amount.EACH));
        return new Movement(TILL, TEN.plusSeconds(60L * minute), id, kind, goods, way, Cause.of(Cause.Source.API));
    }

    static Reversal reverse(String id, int minute, String reversed) {
        return new Reversal(TILL, TEN.plusSeconds(60L * minute), id, reversed, Cause.of(Cause.Source.PERSON));
    }

    /** @param codes of boxes of ten */
    static CatalogueItem item(String id, int minute, String name, String... codes) {
        List<Item.Code> known = new ArrayList<>();
        for (String code : codes) {
            known.add(new Item.Code(code, "box"));
        }
        Item item = new Item(
                id,
                name,
                Amount.EACH,
                List.of(new Item.Pack("box", BigDecimal.TEN)),
                known,
                Set.of(),
                Item.Supply.NONE,
                List.of(),
                false);
        return new CatalogueItem(new DeviceId("catalogue"), TEN.plusSeconds(60L * minute), item);
    }

    /** Movements of three items, counts, reversals, ids given twice, and a code that two items claim. */
    static List<Stock> any(Random random, int count) {
        List<String> items = List.of("brie", "4006381333931", "pen");
        List<MovementKind> kinds =
                List.of(MovementKind.RECEIVE, MovementKind.RECEIVE, MovementKind.SELL, MovementKind.COUNT);
        List<Stock> lines = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            String id = "m-" + (random.nextInt(10) == 0 ? number / 2 : number);
            int minute = random.nextInt(60);
            lines.add(
                    random.nextInt(8) == 0
                            ? reverse(id, minute, "m-" + random.nextInt(count))
                            : line(
                                    id,
                                    minute,
                                    kinds.get(random.nextInt(kinds.size())),
                                    1 + random.nextInt(20),
                                    items.get(random.nextInt(items.size()))));
        }
        lines.add(item("crayon", 10, "Crayon", "4006381333931"));
        lines.add(item("pencil", random.nextInt(20), "Pencil", "4006381333931"));
        lines.add(item("crayon", 5, "Old crayon"));
        return lines;
    }
}
