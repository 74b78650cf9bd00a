package io.tidegate.gateway.inventory;

import io.tidegate.codes.Gtin;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Item;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a code means: so many of an item's own unit.
 *
 * @param item by whose id the code is known too
 * @param unit of the code: the item's own, or that of a pack
 */
record Naming(String code, Item item, String unit) {

    /** The item by its own id. */
    static Naming of(Item item) {
        return new Naming(item.id(), item, item.unit());
    }

    /**
     * The goods as the item's. "each" of a case's code is a case; another unit must be one of the item's.
     *
     * @throws IllegalArgumentException when the unit is none of the item's, or the amount becomes too large
     */
    Booked book(Amount amount) {
        String said = amount.unit().equals(Amount.EACH) ? unit : amount.unit();
        BigDecimal perUnit = item.unitsIn(said)
                .orElseThrow(() -> new IllegalArgumentException("'" + item.id() + "' is not kept in '" + amount.unit()
                        + "'. Use " + String.join(", ", item.units()) + ", or add the unit to the catalogue."));
        return new Booked(item.id(), amount.in(item.unit(), perUnit).moved().millionths(), item.unit(), true);
    }

    /** By which others know one of its own unit; empty where its id is such a number, since that is told anyhow. */
    Optional<String> gtin() {
        return isGtin(item.id())
                ? Optional.empty()
                : item.ownCodes().stream().filter(Naming::isGtin).findFirst();
    }

    private static boolean isGtin(String code) {
        return Gtin.read(code).filter(Gtin::isWorldwide).isPresent();
    }

    boolean has(String other) {
        return other.equals(Amount.EACH) || item.unitsIn(other).isPresent();
    }

    /**
     * The same, for what is booked already: where its unit is none of the item's, it is taken for the code's. Empty where
     * that would be too much, as when a case of 12 turns out to be meant by a number that somebody mistyped.
     */
    Optional<Booked> bookAnyway(Goods goods) {
        Amount amount = goods.amount();
        boolean has = item.unitsIn(amount.unit()).isPresent();
        try {
            return Optional.of(book(has ? amount : new Amount(amount.quantity(), Amount.EACH)));
        } catch (IllegalArgumentException tooMuch) {
            return Optional.empty();
        }
    }
}
