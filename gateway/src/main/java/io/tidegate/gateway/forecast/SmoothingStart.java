package io.tidegate.gateway.forecast;

/**
 * Where the parts of a smoothing begin.
 *
 * @param mean of the first steps
 * @param middle how many steps after the beginning that mean is reached, where there is a trend
 * @param trend a step
 * @param season of each place, around 0
 */
record SmoothingStart(double mean, double middle, double trend, double[] season) {

    /** Short seasons vary much from one to the next, and of long ones there are few. */
    private static final int SEASON_STEPS = 28;

    private static final int SEASONS_MIN = 2;

    /** A slope over fewer is mostly chance. */
    private static final int SLOPE_STEPS = 10;

    double level(double trendWanted) {
        return mean - middle * trendWanted;
    }

    static SmoothingStart of(Series series, int season) {
        return season == 1 ? withoutSeason(series) : withSeason(series, season);
    }

    private static SmoothingStart withoutSeason(Series series) {
        int last = 0;
        for (int i = 1; i < series.length() && i <= SLOPE_STEPS; i++) {
            last = series.isKnown(i) ? i : last;
        }
        double slope = last == 0 ? 0 : (series.at(last) - series.at(0)) / last;
        return new SmoothingStart(series.at(0), 1, slope, new double[1]);
    }

    private static SmoothingStart withSeason(Series series, int season) {
        int rounds = Math.clamp(series.length() / season, 1, Math.max(SEASONS_MIN, SEASON_STEPS / season));
        Series begin = series.first(rounds * season);
        SeasonalMean seasonal = SeasonalMean.fitted(begin, season, rounds);
        double[] places = new double[season];
        double mean = 0;
        for (int i = 0; i < season; i++) {
            places[i] = seasonal.ahead(i + 1);
            mean += places[i] / season;
        }
        for (int i = 0; i < season; i++) {
            places[i] -= mean;
        }
        Series earliest = begin.first(season);
        Series latest = begin.last(season);
        boolean isSloped = rounds > 1 && 2 * earliest.known() > season && 2 * latest.known() > season;
        double slope = isSloped ? (latest.mean() - earliest.mean()) / (begin.length() - season) : 0;
        return new SmoothingStart(mean, begin.length() / 2.0, slope, places);
    }
}
