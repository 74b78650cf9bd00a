package io.tidegate.devices.spi;

/** The resistance of platinum, by IEC 60751 (Callendar and Van Dusen). */
final class Platinum {

    private static final double A = 3.9083e-3;
    private static final double B = -5.775e-7;
    /** Below 0 Cel only. */
    private static final double C = -4.183e-12;

    /** A little more than what the standard knows: -200 to 850 Cel. */
    private static final double RATIO_MIN = 0.185;

    private static final double RATIO_MAX = 3.905;

    /** From the estimate each step gives at least twice as many digits. */
    private static final int STEPS = 4;

    private Platinum() {}

    /** @param ratio to the resistance at 0 Cel */
    static boolean isKnown(double ratio) {
        return ratio >= RATIO_MIN && ratio <= RATIO_MAX;
    }

    static double celsius(double ratio) {
        double celsius = (-A + Math.sqrt(A * A - 4 * B * (1 - ratio))) / (2 * B);
        if (ratio >= 1) {
            return celsius;
        }
        for (int step = 0; step < STEPS; step++) {
            celsius -= (ratio(celsius) - ratio) / slope(celsius);
        }
        return celsius;
    }

    private static double ratio(double celsius) {
        return 1 + celsius * (A + celsius * (B + celsius * C * (celsius - 100)));
    }

    private static double slope(double celsius) {
        return A + celsius * (2 * B + celsius * C * (4 * celsius - 300));
    }
}
