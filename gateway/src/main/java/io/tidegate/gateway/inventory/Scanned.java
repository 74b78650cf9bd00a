package io.tidegate.gateway.inventory;

import io.tidegate.codes.Code;
import io.tidegate.codes.Price;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Item;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What was scanned, as the catalogue knows it.
 *
 * @param code by which it is booked: that of the catalogue, or the shortest form of the number that it is
 * @param label what else stands there, such as a lot; empty where it is an id or a code of the catalogue as it stands
 * @param item empty where the catalogue does not know it
 * @param unit of the code: the item's own, or that of a pack
 * @param doubt why it should not be booked without a look
 */
public record Scanned(
        String code, Optional<Code> label, Optional<Item> item, Optional<String> unit, Optional<Doubt> doubt) {

    private static final String KILOGRAM = "kg";

    /** Scales tell grams. */
    private static final int WEIGHT_DIGITS = 3;

    /** How much it is: the weight, count or price that stands on the label, else one. */
    public Amount amount() {
        return weight().or(this::ofPrice).or(this::count).orElseGet(() -> new Amount(BigDecimal.ONE, Amount.EACH));
    }

    /**
     * The same as the item keeps it; as it is where nobody knows the item.
     *
     * @throws IllegalArgumentException when it keeps no such unit
     */
    public Amount inOwnUnit(Amount amount) {
        if (item.isEmpty()) {
            return amount;
        }
        Booked booked = new Naming(code, item.get(), unit.orElse(item.get().unit())).book(amount);
        return Amount.ofMillionths(booked.millionths(), booked.unit());
    }

    private boolean isKeptIn(String other) {
        return item.isEmpty() || item.get().unitsIn(other).isPresent();
    }

    private Optional<Amount> weight() {
        return label.flatMap(Code::netWeightKilograms)
                .filter(weight -> weight.signum() > 0 && isKeptIn(KILOGRAM))
                .map(weight -> new Amount(weight, KILOGRAM));
    }

    /** A label of the counter's scale may say the price alone: the weight follows from the price of a unit. */
    private Optional<Amount> ofPrice() {
        Optional<BigDecimal> paid =
                label.flatMap(Code::price).map(Price::amount).filter(price -> price.signum() > 0);
        Optional<BigDecimal> each =
                item.flatMap(known -> known.supply().price()).filter(price -> price.signum() > 0);
        if (paid.isEmpty() || each.isEmpty() || !item.orElseThrow().unit().equals(KILOGRAM)) {
            return Optional.empty();
        }
        BigDecimal weight = paid.get().divide(each.get(), WEIGHT_DIGITS, RoundingMode.HALF_EVEN);
        return weight.signum() > 0 ? Optional.of(new Amount(weight, KILOGRAM)) : Optional.empty();
    }

    private Optional<Amount> count() {
        return label.flatMap(Code::count)
                .filter(count -> count > 0)
                .map(count -> new Amount(BigDecimal.valueOf(count), Amount.EACH));
    }
}
