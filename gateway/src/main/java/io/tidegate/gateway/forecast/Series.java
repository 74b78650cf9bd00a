package io.tidegate.gateway.forecast;

import java.util.Arrays;

/**
 * What was counted in even steps of time, oldest first. NaN is a step of which nothing is known: nobody counted, or the shelf
 * was empty, so that what would have been sold is anybody's guess. Safe from any thread.
 */
public final class Series {

    private final double[] values;
    private final int from;
    private final int length;

    private Series(double[] values, int from, int length) {
        this.values = values;
        this.from = from;
        this.length = length;
    }

    /** Begins with the first step of which something is known. */
    public static Series of(double... values) {
        for (double value : values) {
            if (Double.isInfinite(value)) {
                throw new IllegalArgumentException("a series holds numbers and NaN, not " + value);
            }
        }
        int from = 0;
        while (from < values.length && Double.isNaN(values[from])) {
            from++;
        }
        return new Series(values.clone(), from, values.length - from);
    }

    public int length() {
        return length;
    }

    /** @param step 0 is the oldest */
    public double at(int step) {
        return values[from + step];
    }

    public boolean isKnown(int step) {
        return !Double.isNaN(at(step));
    }

    /** How many steps are known. */
    public int known() {
        int known = 0;
        for (int i = 0; i < length; i++) {
            known += isKnown(i) ? 1 : 0;
        }
        return known;
    }

    /** Of the steps that are known; 0 when none is. */
    public double mean() {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += isKnown(i) ? at(i) : 0;
        }
        return sum / Math.max(1, known());
    }

    /** Without the steps at its end of which nothing is known. */
    Series untilLastKnown() {
        int last = length;
        while (last > 0 && !isKnown(last - 1)) {
            last--;
        }
        return first(last);
    }

    /** The first steps of it, or all. */
    Series first(int steps) {
        return new Series(values, from, Math.min(steps, length));
    }

    /** The last steps of it, or all. */
    Series last(int steps) {
        int kept = Math.min(steps, length);
        return new Series(values, from + length - kept, kept);
    }

    /** As counts and demand are. */
    boolean isNeverNegative() {
        return Arrays.stream(values, from, from + length).noneMatch(value -> value < 0);
    }
}
