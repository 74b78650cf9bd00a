package io.tidegate.gateway.forecast;

/**
 * What a series is expected to do next, by the method that did best on its own end. Safe from any thread.
 */
public final class Forecast {

    private final Series series;
    private final Method method;
    private final double[] points;

    private Forecast(Series series, Method method, int horizon) {
        this.series = series;
        this.method = method;
        Model model = method.fit(series);
        double least = least();
        this.points = new double[horizon];
        for (int i = 0; i < horizon; i++) {
            points[i] = Math.max(least, model.ahead(i + 1));
        }
    }

    /**
     * @param series in which at least one step is known
     * @param horizon how many steps to forecast
     * @param season after how many steps it begins anew: 7 for days, 24 for hours (whose week is then tried, too); 1 is never
     */
    public static Forecast of(Series series, int horizon, int season) {
        if (series.length() == 0 || horizon < 1 || season < 1) {
            throw new IllegalArgumentException("a known step, a horizon and a season of 1 or more are needed");
        }
        return new Forecast(series, Choice.among(series, horizon, season), horizon);
    }

    public Method method() {
        return method;
    }

    /** A value for each step; never negative where the past never was. */
    public double[] points() {
        return points.clone();
    }

    /**
     * Between these, this share of what comes is expected.
     *
     * @param low of each step
     * @param high of each step
     */
    public record Interval(double[] low, double[] high) {}

    /** @param percent above 0 and below 100 */
    public Interval interval(int percent) {
        if (percent <= 0 || percent >= 100) {
            throw new IllegalArgumentException("an interval is of 1 to 99 percent");
        }
        Margins margins = Margins.of(series, method, points.length);
        double outside = (1 - percent / 100.0) / 2;
        // Of what is sold now and then, a step without a sale is no surprise, however its forecast moved lately.
        boolean noneIsUsual = isDemand() && 1 - 1 / Demand.of(series).interval() >= outside;
        double[] low = new double[points.length];
        double[] high = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            double lowest = points[i] + margins.quantile(i + 1, outside);
            low[i] = noneIsUsual ? 0 : Math.max(least(), Math.min(points[i], lowest));
            high[i] = Math.max(points[i], points[i] + margins.quantile(i + 1, 1 - outside));
        }
        return new Interval(low, high);
    }

    /** How far the forecast of the next step is off, as the root of the mean of squares; 0 where there is nothing to see it by. */
    public double deviation() {
        return Margins.of(series, method, 1).rootMeanSquare(1);
    }

    private boolean isDemand() {
        return series.isNeverNegative();
    }

    private double least() {
        return isDemand() ? 0 : Double.NEGATIVE_INFINITY;
    }
}
