package io.tidegate.gateway.forecast;

/**
 * How an item is asked for.
 *
 * @param size of a sale that is one, in the mean; 0 when there was none
 * @param interval steps from one step with a sale to the next, in the mean (ADI)
 * @param variation of the sizes: the square of their standard deviation over their mean (CV²)
 */
public record Demand(double size, double interval, double variation) {

    /** After Syntetos, Boylan and Croston (2005): which method errs less changes about here. */
    private static final double INTERVAL_LIMIT = 1.32;

    private static final double VARIATION_LIMIT = 0.49;

    /** How regular it is. */
    public enum Kind {
        /** Nothing was ever sold. */
        NONE,
        SMOOTH,
        /** Not each day, and then about as much. */
        INTERMITTENT,
        /** Each day, and now little, now much. */
        ERRATIC,
        /** Not each day, and now little, now much. */
        LUMPY;

        /** There are steps without a sale, too many for a normal distribution. */
        public boolean isSeldom() {
            return this == INTERMITTENT || this == LUMPY;
        }
    }

    public static Demand of(Series series) {
        int known = 0;
        int sales = 0;
        double sum = 0;
        for (int i = 0; i < series.length(); i++) {
            double value = series.at(i);
            if (!Double.isNaN(value)) {
                known++;
            }
            if (value > 0) {
                sales++;
                sum += value;
            }
        }
        if (sales == 0) {
            return new Demand(0, known, 0);
        }
        double mean = sum / sales;
        double squares = 0;
        for (int i = 0; i < series.length(); i++) {
            if (series.at(i) > 0) {
                squares += (series.at(i) - mean) * (series.at(i) - mean);
            }
        }
        return new Demand(mean, (double) known / sales, squares / sales / (mean * mean));
    }

    public Kind kind() {
        if (size == 0) {
            return Kind.NONE;
        }
        boolean often = interval < INTERVAL_LIMIT;
        boolean alike = variation < VARIATION_LIMIT;
        return often ? alike ? Kind.SMOOTH : Kind.ERRATIC : alike ? Kind.INTERMITTENT : Kind.LUMPY;
    }
}
