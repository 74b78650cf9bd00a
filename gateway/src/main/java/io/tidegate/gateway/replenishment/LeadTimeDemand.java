package io.tidegate.gateway.replenishment;

import io.tidegate.gateway.forecast.Series;
import java.util.Arrays;
import java.util.Random;

/**
 * How much is asked for until a delivery comes, drawn many times from what was asked for: for what is sold now and then, where
 * the normal distribution misleads. After Willemain, Smart and Schwarz (2004), with runs of days as they were, so that what
 * comes together stays together.
 */
public final class LeadTimeDemand {

    private static final int DRAWS = 1_000;

    /** The same sales give the same proposal, tonight and tomorrow. */
    private static final long SEED = 20_041;

    /** Before, it was another shop. */
    private static final int DAYS_MAX = 365;

    /** A forecast about as high as the past leaves whole units whole. */
    private static final double CHANGE_MIN = 1.25;

    private LeadTimeDemand() {}

    /**
     * @param demand of each day, of which at least one is known
     * @param perDay what is forecast: where the past was quite different, the draws are scaled to it
     * @param days from an order to its arrival; with a periodic review, to the arrival of the one after the next look
     * @param share of the draws that the quantity suffices for
     */
    public static double quantile(Series demand, double perDay, LeadTime days, double share) {
        double[] known = known(demand);
        Random random = new Random(SEED);
        double[] drawn = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            drawn[i] = draw(known, Math.max(0, days.meanDays() + days.deviationDays() * random.nextGaussian()), random);
        }
        Arrays.sort(drawn);
        return drawn[Math.clamp((int) Math.ceil(share * DRAWS) - 1, 0, DRAWS - 1)] * change(known, perDay);
    }

    private static double change(double[] known, double perDay) {
        double mean = Arrays.stream(known).average().orElseThrow();
        double change = mean == 0 ? 1 : perDay / mean;
        return change < CHANGE_MIN && change > 1 / CHANGE_MIN ? 1 : change;
    }

    /** The latest days of which something is known, one after the other. */
    private static double[] known(Series demand) {
        double[] known = new double[Math.min(DAYS_MAX, demand.known())];
        for (int day = demand.length() - 1, left = known.length; left > 0; day--) {
            if (demand.isKnown(day)) {
                left--;
                known[left] = demand.at(day);
            }
        }
        return known;
    }

    /** Of so many days in a row, the last of them in part; after the last known day comes the first. */
    private static double draw(double[] known, double days, Random random) {
        int start = random.nextInt(known.length);
        int whole = (int) days;
        double sum = 0;
        for (int i = 0; i < whole; i++) {
            sum += known[(start + i) % known.length];
        }
        return sum + (days - whole) * known[(start + whole) % known.length];
    }
}
