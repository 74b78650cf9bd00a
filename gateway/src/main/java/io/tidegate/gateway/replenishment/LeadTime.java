package io.tidegate.gateway.replenishment;

import java.util.Arrays;
import java.util.List;

/**
 * The days from an order to its arrival.
 *
 * @param meanDays 0 or more
 * @param deviationDays how much they vary: their standard deviation
 */
public record LeadTime(double meanDays, double deviationDays) {

    /** Fewer receipts say less than the supplier's word. */
    public static final int RECEIPTS_MIN = 3;

    /** Suppliers, recipes and labels change: of more, the latest count. */
    public static final int RECEIPTS_MAX = 20;

    public LeadTime {
        if (!(meanDays >= 0 && deviationDays >= 0)) {
            throw new IllegalArgumentException("a lead time is 0 days or more, and so is its deviation");
        }
    }

    /** Until the arrival of what can be ordered only at a later look. */
    LeadTime after(int reviewDays) {
        return new LeadTime(meanDays + reviewDays, deviationDays);
    }

    /** As agreed with the supplier. */
    public static LeadTime agreed(double days) {
        return new LeadTime(days, 0);
    }

    /**
     * As the receipts show it.
     *
     * @param days each order took, oldest first
     * @param agreed counts until there are three of them
     */
    public static LeadTime learned(List<Double> days, double agreed) {
        if (days.size() < RECEIPTS_MIN) {
            return agreed(agreed);
        }
        double[] latest = days.subList(Math.max(0, days.size() - RECEIPTS_MAX), days.size()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        double mean = Arrays.stream(latest).average().orElseThrow();
        double squares =
                Arrays.stream(latest).map(each -> (each - mean) * (each - mean)).sum();
        return new LeadTime(mean, Math.sqrt(squares / (latest.length - 1)));
    }
}
