package io.tidegate.gateway.ordering;

import io.tidegate.gateway.inventory.ItemBooks.Lot;
import io.tidegate.gateway.replenishment.Item.Terms;
import io.tidegate.gateway.replenishment.LeadTime;
import io.tidegate.observation.Item;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** On which terms an item can be ordered: as the catalogue says, and as receipts show it. Functions only. */
final class TermsOf {

    /** Of suppliers of whom nothing is known yet. */
    private static final double LEAD_TIME_DAYS = 3;

    private TermsOf() {}

    /** What it is ordered in multiples of: as the catalogue says, else the smallest pack, or one. */
    static Item.Pack pack(Item item) {
        Optional<String> said = item.supply().orderUnit();
        return said.map(unit -> new Item.Pack(unit, item.unitsIn(unit).orElse(BigDecimal.ONE)))
                .orElseGet(() -> smallest(item));
    }

    private static Item.Pack smallest(Item item) {
        return item.packs().stream()
                .min(Comparator.comparing(Item.Pack::of))
                .orElseGet(() -> new Item.Pack(item.unit(), BigDecimal.ONE));
    }

    /**
     * @param ofItem how many days its orders took, the oldest first
     * @param ofSupplier the same of all that the supplier brought: asked where the item's are too few
     */
    static LeadTime leadTime(Item item, List<Double> ofItem, List<Double> ofSupplier) {
        // An older item, or one of another gateway, may say more than is taken now.
        double agreed = item.supply()
                .leadTimeDays()
                .map(days -> (double) Math.min(days, Item.Supply.LEAD_TIME_DAYS_MAX))
                .orElse(LEAD_TIME_DAYS);
        return LeadTime.learned(ofItem.size() < LeadTime.RECEIPTS_MIN ? ofSupplier : ofItem, agreed);
    }

    /** The median of how long the last lots kept; the catalogue's word where they are too few. */
    static Optional<Integer> shelfLifeDays(Item item, List<Lot> lots, ZoneId zone) {
        Optional<Integer> said = item.supply().shelfLifeDays();
        if (lots.isEmpty() || (lots.size() < LeadTime.RECEIPTS_MIN && said.isPresent())) {
            return said.map(days -> Math.max(1, days));
        }
        int[] days = lots.stream()
                .mapToInt(lot -> (int) ChronoUnit.DAYS.between(LocalDate.ofInstant(lot.at(), zone), lot.expiry()))
                .sorted()
                .toArray();
        return Optional.of(Math.max(1, days[days.length / 2]));
    }

    static Terms of(Item item, LeadTime leadTime, Optional<Integer> shelfLifeDays) {
        return new Terms(
                leadTime,
                pack(item).of().doubleValue(),
                item.supply().orderMinimum().map(BigDecimal::doubleValue).orElse(0.0),
                item.supply().minimum().map(BigDecimal::doubleValue).orElse(0.0),
                shelfLifeDays);
    }
}
