package io.tidegate.observation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * So many of a unit, exact to the millionth. Two amounts are equal when they say the same: 2 and 2.0.
 *
 * @param quantity within plus and minus {@link #SUM_MAX}, with at most {@link #DIGITS} digits behind the point
 * @param unit such as each, case, kg
 */
public record Amount(BigDecimal quantity, String unit) {

    /** Goods are counted with units of their own; what has none is counted by piece. */
    public static final String EACH = "each";

    public static final int DIGITS = 6;

    /** In one, for who reckons with them: 10 to the power of {@link #DIGITS}. */
    public static final double MILLIONTHS = 1e6;

    /** What one movement moves at most, in the item's unit: more is a slip. */
    public static final BigDecimal QUANTITY_MAX = BigDecimal.valueOf(1_000_000_000);

    /** What movements come to at most. Millionths of it, and of the sum of some, fit a long. */
    public static final BigDecimal SUM_MAX = BigDecimal.valueOf(1_000_000_000_000L);

    private static final Pattern UNIT = Pattern.compile("[\\p{L}0-9][\\p{L}0-9 ._/%-]{0,31}");

    /** @throws IllegalArgumentException when there is no such amount; the message says what is allowed */
    public Amount {
        notAbove(SUM_MAX, quantity);
        quantity = quantity.signum() == 0 ? BigDecimal.ZERO : quantity.stripTrailingZeros();
        if (quantity.scale() > DIGITS) {
            throw new IllegalArgumentException(
                    "'quantity' has more than " + DIGITS + " digits behind the point. Round it.");
        }
        if (quantity.scale() < 0) {
            quantity = quantity.setScale(0);
        }
        if (!UNIT.matcher(unit).matches()) {
            throw new IllegalArgumentException("'unit' is no unit: use a word such as each, case or kg.");
        }
    }

    /**
     * The same, where it is that of one movement.
     *
     * @throws IllegalArgumentException when it is above {@link #QUANTITY_MAX}
     */
    public Amount moved() {
        notAbove(QUANTITY_MAX, quantity);
        return this;
    }

    /** @throws IllegalArgumentException when it is no amount of one movement; the message says what is allowed */
    public static Amount moved(BigDecimal quantity, String unit) {
        notAbove(QUANTITY_MAX, quantity);
        return new Amount(quantity, unit);
    }

    private static void notAbove(BigDecimal max, BigDecimal quantity) {
        if (quantity.abs().compareTo(max) > 0) {
            throw new IllegalArgumentException("'quantity' is above " + max.toPlainString() + ". Look for a slip.");
        }
    }

    public static Amount ofMillionths(long millionths, String unit) {
        return new Amount(BigDecimal.valueOf(millionths, DIGITS), unit);
    }

    public long millionths() {
        return quantity.movePointRight(DIGITS).longValueExact();
    }

    /** The same in another unit, of which there are so many in one of this. Rounded to the last digit that is kept. */
    public Amount in(String other, BigDecimal perUnit) {
        return new Amount(quantity.multiply(perUnit).setScale(DIGITS, RoundingMode.HALF_EVEN), other);
    }

    @Override
    public String toString() {
        return quantity.toPlainString() + " " + unit;
    }
}
