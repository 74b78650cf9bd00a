package io.tidegate.gateway.forecast;

/**
 * A way to forecast.
 *
 * @param season its steps, where the kind has one; else 1
 */
public record Method(Kind kind, int season) {

    /** A few rounds follow what changes, and even out what does not. */
    private static final int ROUNDS = 4;

    /** The ways, simplest first. */
    public enum Kind {
        /** As the last time. */
        NAIVE,
        /** Of all that is known. */
        MEAN,
        /** As in the same place of the last season. */
        SEASONAL_NAIVE,
        /** The mean of the same place in the last four seasons. */
        SEASONAL_MEAN,
        /** Simple exponential smoothing. */
        SMOOTHING,
        /** Holt's, with a trend that fades. */
        TREND,
        /** Holt's and Winters', without a trend. */
        SEASONAL_SMOOTHING,
        /** Holt's and Winters', with a trend that fades. */
        SEASONAL_TREND,
        /** Croston's for what is sold now and then, as corrected by Syntetos and Boylan. */
        SBA,
        /** Of Teunter, Syntetos and Babai, for what is sold ever more seldom. */
        TSB
    }

    public static Method of(Kind kind) {
        return new Method(kind, 1);
    }

    /** @param series in which something is known */
    Model fit(Series series) {
        return switch (kind) {
            case NAIVE, SEASONAL_NAIVE -> SeasonalMean.fitted(series, season, 1);
            case MEAN -> SeasonalMean.fitted(series, 1, series.length());
            case SEASONAL_MEAN -> SeasonalMean.fitted(series, season, ROUNDS);
            case SMOOTHING, SEASONAL_SMOOTHING -> new Fitting(false, season).fit(series);
            case TREND, SEASONAL_TREND -> new Fitting(true, season).fit(series);
            case SBA -> Intermittent.sba(series);
            case TSB -> Intermittent.tsb(series);
        };
    }
}
