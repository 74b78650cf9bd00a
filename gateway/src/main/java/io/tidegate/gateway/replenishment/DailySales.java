package io.tidegate.gateway.replenishment;

import io.tidegate.gateway.forecast.Series;

/**
 * What was sold of an item each day.
 *
 * @param sold oldest day first, without gaps, until yesterday
 * @param stockOuts the days on which the shelf was empty for a while: of their demand nothing is known
 */
public record DailySales(double[] sold, boolean[] stockOuts) {

    public DailySales {
        if (sold.length != stockOuts.length) {
            throw new IllegalArgumentException(sold.length + " days of sales, and " + stockOuts.length + " of stock");
        }
    }

    /** What was asked for: a day without stock is unknown, not zero; more returned than sold is zero. */
    public Series demand() {
        double[] demand = new double[sold.length];
        for (int day = 0; day < demand.length; day++) {
            demand[day] = stockOuts[day] ? Double.NaN : Math.max(0, sold[day]);
        }
        return Series.of(demand);
    }
}
