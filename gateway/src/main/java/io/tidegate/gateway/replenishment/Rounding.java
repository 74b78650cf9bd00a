package io.tidegate.gateway.replenishment;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How reasons tell numbers, in whichever language. Functions only. */
public final class Rounding {

    /** Nobody plans further: more days than that are more than a year. */
    public static final int DAYS_MAX = 365;

    /** From here on no digit behind the point says anything. */
    private static final int LARGE = 10;

    private Rounding() {}

    /** With one digit behind the point at most. */
    public static BigDecimal of(double number) {
        BigDecimal rounded = BigDecimal.valueOf(number)
                .setScale(Math.abs(number) < LARGE ? 1 : 0, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
