package io.tidegate.gateway.forecast;

/**
 * Exponential smoothing with parts that add up: a level, a trend that fades, a season, and a remainder that fades. After Brown,
 * Holt, Winters, Gardner and McKenzie (the fading trend), and Taylor (the fading remainder). Used by one thread.
 *
 * <p>When a forecast of one step misses by e, each part moves by its share of e; what is unknown moves nothing.
 */
final class Smoothing implements Model {

    /**
     * How fast each part learns, and how much of it is left a step later.
     *
     * @param alpha the level's share, 0 to 1
     * @param beta the trend's share, 0 to alpha
     * @param phi what is left of the trend; 0 is no trend
     * @param gamma the season's share, 0 to 1 - alpha
     * @param rho what is left of the remainder; 0 is no remainder
     */
    record Rates(double alpha, double beta, double phi, double gamma, double rho) {}

    private final Rates rates;
    private final double[] season;
    private int place;
    private double level;
    private double trend;
    private double remainder;

    private Smoothing(SmoothingStart start, Rates rates) {
        this.rates = rates;
        this.season = start.season().clone();
        this.trend = rates.phi() == 0 ? 0 : start.trend();
        this.level = start.level(this.trend);
    }

    /** Goes through all of the series. */
    static Smoothing run(Series series, SmoothingStart start, Rates rates) {
        Smoothing model = new Smoothing(start, rates);
        for (int i = 0; i < series.length(); i++) {
            model.see(series.at(i));
        }
        return model;
    }

    /** The mean square of what the forecasts of one step miss by, after so many steps. */
    static double cost(Series series, SmoothingStart start, Rates rates, int skipped) {
        Smoothing model = new Smoothing(start, rates);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < series.length(); i++) {
            double error = model.learn(series.at(i));
            if (i >= skipped && series.isKnown(i)) {
                sum += error * error;
                count++;
            }
        }
        return sum / Math.max(1, count);
    }

    @Override
    public void see(double value) {
        learn(value);
    }

    /** Goes one step on. @return what the forecast of it misses by; 0 when it is unknown */
    private double learn(double value) {
        trend *= rates.phi;
        level += trend;
        double error = 0;
        if (Double.isNaN(value)) {
            remainder *= rates.rho;
        } else {
            double rest = value - level - season[place];
            error = rest - rates.rho * remainder;
            level += rates.alpha * error;
            trend += rates.beta * error;
            season[place] += rates.gamma * error;
            remainder = rest;
        }
        place = place + 1 == season.length ? 0 : place + 1;
        return error;
    }

    @Override
    public double ahead(int steps) {
        double phi = rates.phi;
        double fade = phi == 1 ? steps : phi * (1 - Math.pow(phi, steps)) / (1 - phi);
        double left = rates.rho == 0 ? 0 : Math.pow(rates.rho, steps) * remainder;
        return level + fade * trend + season[(place + steps - 1) % season.length] + left;
    }
}
