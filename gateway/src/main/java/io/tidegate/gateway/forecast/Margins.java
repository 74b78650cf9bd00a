package io.tidegate.gateway.forecast;

import java.util.Arrays;

/**
 * How far a method's forecasts were off, so many steps ahead, in the end of the series that was held back: what an interval is
 * made of. It asks only that the next errors be like the last ones, not that they have any shape.
 */
final class Margins {

    /** Beyond, a forecast from each step adds hardly anything. */
    private static final int ERRORS_MAX = 400;

    private final double[][] errors;
    private final int[] counts;

    private Margins(HoldOut holdOut) {
        this.errors = new double[holdOut.horizon()][holdOut.times()];
        this.counts = new int[holdOut.horizon()];
    }

    static Margins of(Series whole, Method method, int horizon) {
        Series series = whole.untilLastKnown();
        HoldOut holdOut = HoldOut.dense(series.length(), horizon, method.season(), ERRORS_MAX);
        Margins margins = new Margins(holdOut);
        holdOut.run(series, method, margins::take);
        for (int i = 0; i < margins.errors.length; i++) {
            margins.errors[i] = Arrays.copyOf(margins.errors[i], margins.counts[i]);
            Arrays.sort(margins.errors[i]);
        }
        return margins;
    }

    private void take(int ahead, double error) {
        errors[ahead - 1][counts[ahead - 1]++] = error;
    }

    /** The error that this share of the forecasts stays below; of what was not held back so far ahead, as far as was. */
    double quantile(int ahead, double share) {
        double[] sorted = errors[Math.min(ahead, errors.length) - 1];
        return sorted.length == 0 ? 0 : quantile(sorted, share);
    }

    double rootMeanSquare(int ahead) {
        return Math.sqrt(Arrays.stream(errors[ahead - 1])
                .map(each -> each * each)
                .average()
                .orElse(0));
    }

    /** With n errors seen, the next one is below the k-th of them in k of n + 1 cases; outside of them nobody knows. */
    private static double quantile(double[] sorted, double share) {
        double rank = share * (sorted.length + 1) - 1;
        int below = (int) Math.floor(rank);
        if (below < 0) {
            return sorted[0];
        }
        if (below >= sorted.length - 1) {
            return sorted[sorted.length - 1];
        }
        return sorted[below] + (rank - below) * (sorted[below + 1] - sorted[below]);
    }
}
