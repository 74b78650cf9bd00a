package io.tidegate.gateway.forecast;

import io.tidegate.gateway.forecast.Search.Range;
import io.tidegate.gateway.forecast.Smoothing.Rates;
import java.util.List;

/**
 * Finds the rates of a smoothing with which its forecasts of one step would have missed by least.
 *
 * @param trend whether there is one
 * @param season its steps; 1 is none
 */
record Fitting(boolean trend, int season) {

    /** What was longer ago says little about rates, and costs as much. */
    private static final int STEPS_MAX = 2_000;

    private static final int SETTLING_STEPS = 3;

    private static final Range ALPHA = new Range(0.01, 1, 0.3, 0.2);
    private static final Range BETA_OF_ALPHA = new Range(0, 1, 0.1, 0.1);

    /** A trend that fades faster is none. */
    private static final Range PHI = new Range(0.8, 1, 0.95, 0.05);

    private static final Range GAMMA_OF_REST = new Range(0, 1, 0.15, 0.15);
    private static final Range RHO = new Range(0, 0.98, 0.3, 0.3);

    Smoothing fit(Series whole) {
        Series series = whole.last(STEPS_MAX);
        SmoothingStart start = SmoothingStart.of(series, season);
        int settling = season == 1 ? Math.min(SETTLING_STEPS, series.length() / 4) : settling(series);
        double[] best = Search.lowest(box(), numbers -> Smoothing.cost(series, start, rates(numbers), settling));
        return Smoothing.run(series, start, rates(best));
    }

    /** The season is begun with what these hold, so they are no test of it. */
    private int settling(Series series) {
        return 2 * season <= series.length() * 2 / 3 ? 2 * season : season;
    }

    private List<Range> box() {
        if (season == 1) {
            return trend ? List.of(ALPHA, BETA_OF_ALPHA, PHI) : List.of(ALPHA);
        }
        return trend ? List.of(ALPHA, GAMMA_OF_REST, RHO, BETA_OF_ALPHA, PHI) : List.of(ALPHA, GAMMA_OF_REST, RHO);
    }

    private Rates rates(double[] numbers) {
        double alpha = numbers[0];
        double gamma = season == 1 ? 0 : numbers[1] * (1 - alpha);
        double rho = season == 1 ? 0 : numbers[2];
        double beta = trend ? numbers[numbers.length - 2] * alpha : 0;
        double phi = trend ? numbers[numbers.length - 1] : 0;
        return new Rates(alpha, beta, phi, gamma, rho);
    }
}
