package io.tidegate.gateway.forecast;

/**
 * The end of a series, held back: a method is fitted to what is before, forecasts, is shown a part of what then came, forecasts
 * again, and so on. How far off it was tells which method to trust, and how far.
 *
 * @param first how many steps are shown before the first forecast
 * @param stride how many more before each further one
 * @param times how many forecasts
 * @param horizon how far each looks
 */
record HoldOut(int first, int stride, int times, int horizon) {

    /** One forecast may be right by luck, and what was long ago matters less. */
    private static final int TIMES_MAX = 12;

    /** @param season the longest that may be looked for */
    static HoldOut of(int length, int horizon, int season) {
        int looks = looks(length, horizon);
        int stride = Math.max(1, looks / 2);
        int shown = shown(length, looks, season);
        int times = Math.clamp((length - looks - shown) / stride + 1, 1, TIMES_MAX);
        return new HoldOut(length - looks - (times - 1) * stride, stride, times, looks);
    }

    /** Is told what a forecast so many steps ahead missed by: what came less what was forecast. */
    interface Misses {
        void take(int ahead, double error);
    }

    /** What is unknown misses nothing. */
    void run(Series series, Method method, Misses misses) {
        Model model = method.fit(series.first(first));
        int at = first;
        for (int time = 1; time <= times; time++) {
            for (int ahead = 1; ahead <= horizon; ahead++) {
                if (series.isKnown(at + ahead - 1)) {
                    misses.take(ahead, series.at(at + ahead - 1) - model.ahead(ahead));
                }
            }
            for (int i = 0; i < stride && time < times; i++) {
                model.see(series.at(at));
                at++;
            }
        }
    }

    /** A forecast from each step of all that may be held back, or of so many of the last ones. */
    static HoldOut dense(int length, int horizon, int season, int timesMax) {
        int looks = looks(length, horizon);
        int first = Math.max(shown(length, looks, season), length - looks - timesMax + 1);
        return new HoldOut(first, 1, length - looks - first + 1, looks);
    }

    /** How far each forecast looks: as far as is asked for, but not so far that too little is left to learn from. */
    static int looks(int length, int horizon) {
        return Math.clamp(length / 3, 1, horizon);
    }

    private static int shown(int length, int looks, int season) {
        return Math.max(Math.ceilDiv(length, 2), Math.min(2 * season, length - looks));
    }
}
