package io.tidegate.gateway.replenishment;

/** What must be there beyond what will probably be asked for, because both demand and deliveries vary. */
public final class SafetyStock {

    private SafetyStock() {}

    /**
     * After Silver, Pyke and Thomas. It takes demand for about normal: for what is sold now and then see {@link LeadTimeDemand}.
     *
     * @param z standard deviations, see {@link ServiceLevel#z}
     * @param days from an order to its arrival; with a periodic review, to the arrival of the one after the next look
     * @param demand a day, in the mean
     * @param deviation of a day's demand
     */
    public static double normal(double z, LeadTime days, double demand, double deviation) {
        double ofDemand = days.meanDays() * deviation * deviation;
        double ofDeliveries = demand * demand * days.deviationDays() * days.deviationDays();
        return z * Math.sqrt(ofDemand + ofDeliveries);
    }
}
