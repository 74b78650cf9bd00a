package io.tidegate.bench;

import java.util.Random;

/** The sales of an item, day by day, as of shops: in turn smooth with a week, now and then, and weekly with a trend. */
final class DailySales {

    static final int DAYS = 730;

    /** What came after those; nobody who forecasts is shown it. */
    static final int LATER = 28;

    private static final int KINDS = 3;
    private static final double[] WEEK = {0.8, 0.7, 0.8, 0.9, 1.3, 1.8, 0.7};

    private DailySales() {}

    /** The same for the same item. */
    static int[] of(int item) {
        Random random = new Random(item);
        double level = Math.exp(1 + 3 * random.nextDouble());
        double chance = 0.03 + 0.3 * random.nextDouble();
        double growth = 0.002 * (random.nextDouble() - 0.4);
        int[] sold = new int[DAYS + LATER];
        for (int day = 0; day < sold.length; day++) {
            sold[day] = switch (item % KINDS) {
                case 0 -> drawn(level * WEEK[day % 7], random);
                case 1 -> random.nextDouble() < chance ? 1 + drawn(1, random) : 0;
                default -> drawn(level * WEEK[(day + 3) % 7] * Math.exp(growth * day), random);
            };
        }
        return sold;
    }

    /** Of many buyers who come independently: a Poisson distribution, by its normal neighbour where that is near. */
    private static int drawn(double mean, Random random) {
        if (mean > 30) {
            return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        int count = 0;
        for (double left = random.nextDouble(), end = Math.exp(-mean); left > end; left *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
