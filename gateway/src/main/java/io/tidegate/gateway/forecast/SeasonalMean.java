package io.tidegate.gateway.forecast;

/**
 * Expects the mean of the latest known values in the same place of the season: of one, that is the seasonal naive forecast; with
 * a season of one step the naive one; of many, a mean over the past. Used by one thread.
 */
final class SeasonalMean implements Model {

    private final int season;
    private final int rounds;

    /** Of each place in the season the latest values, oldest overwritten; and how many there were. */
    private final double[] latest;

    private final int[] seen;
    private int place;

    /** What a place expects that has never been known. */
    private double overall;

    private int known;

    private SeasonalMean(int season, int rounds) {
        this.season = season;
        this.rounds = rounds;
        this.latest = new double[season * rounds];
        this.seen = new int[season];
    }

    static SeasonalMean fitted(Series series, int season, int rounds) {
        SeasonalMean mean = new SeasonalMean(season, Math.clamp(rounds, 1, series.length() / season + 1));
        for (int i = 0; i < series.length(); i++) {
            mean.see(series.at(i));
        }
        return mean;
    }

    @Override
    public void see(double value) {
        if (!Double.isNaN(value)) {
            latest[place * rounds + seen[place] % rounds] = value;
            seen[place]++;
            known++;
            overall += (value - overall) / known;
        }
        place = (place + 1) % season;
    }

    @Override
    public double ahead(int steps) {
        int there = (place + steps - 1) % season;
        int count = Math.min(seen[there], rounds);
        if (count == 0) {
            return overall;
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += latest[there * rounds + i];
        }
        return sum / count;
    }
}
