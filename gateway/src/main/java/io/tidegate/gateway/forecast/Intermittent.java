package io.tidegate.gateway.forecast;

/**
 * For what is sold now and then: how much and how often are smoothed apart. After Croston, as corrected by Syntetos and Boylan
 * (SBA); and after Teunter, Syntetos and Babai (TSB), which also learns from the days without a sale, and so forgets what nobody
 * buys any more. Used by one thread.
 */
final class Intermittent implements Model {

    /** How fast to learn; the slow ones suit what is sold twice a year. */
    private static final double[] ALPHAS = {0.1, 0.05, 0.02, 0.2};

    private final boolean fading;
    private final double alpha;
    private double size;

    /** SBA: the steps from one sale to the next. TSB: the chance of a sale in a step. */
    private double rhythm;

    private int since = 1;

    private Intermittent(boolean fading, double alpha, Demand start) {
        this.fading = fading;
        this.alpha = alpha;
        this.size = start.size();
        this.rhythm = fading ? 1 / start.interval() : start.interval();
    }

    static Intermittent sba(Series series) {
        return fitted(series, false);
    }

    static Intermittent tsb(Series series) {
        return fitted(series, true);
    }

    static Intermittent run(Series series, boolean fading, double alpha) {
        Intermittent model = new Intermittent(fading, alpha, Demand.of(series));
        model.cost(series);
        return model;
    }

    private static Intermittent fitted(Series series, boolean fading) {
        Demand start = Demand.of(series);
        Intermittent best = new Intermittent(fading, ALPHAS[0], start);
        double lowest = best.cost(series);
        for (int i = 1; i < ALPHAS.length; i++) {
            Intermittent tried = new Intermittent(fading, ALPHAS[i], start);
            double cost = tried.cost(series);
            if (cost < lowest) {
                lowest = cost;
                best = tried;
            }
        }
        return best;
    }

    /** Goes through all of the series. @return the sum of the squares of what the forecasts of one step missed by */
    private double cost(Series series) {
        double sum = 0;
        for (int i = 0; i < series.length(); i++) {
            double value = series.at(i);
            double error = Double.isNaN(value) ? 0 : value - ahead(1);
            sum += error * error;
            see(value);
        }
        return sum;
    }

    @Override
    public void see(double value) {
        if (Double.isNaN(value)) {
            return;
        }
        if (value > 0) {
            size += alpha * (value - size);
            rhythm += alpha * ((fading ? 1 : since) - rhythm);
            since = 1;
        } else {
            rhythm -= fading ? alpha * rhythm : 0;
            since++;
        }
    }

    @Override
    public double ahead(int steps) {
        return fading ? rhythm * size : (1 - alpha / 2) * size / rhythm;
    }
}
