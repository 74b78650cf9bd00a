package io.tidegate.gateway.replenishment;

import io.tidegate.gateway.forecast.Demand;
import io.tidegate.gateway.forecast.Forecast;
import io.tidegate.gateway.forecast.Method;
import io.tidegate.gateway.forecast.Series;

/**
 * What an item's demand asks for, whatever is there.
 *
 * @param outlook what will probably be asked for
 * @param safetyStock beyond that
 * @param reorderPoint below this an order is due
 * @param target to be reached by an order
 */
record Need(Outlook outlook, Kind kind, double safetyStock, double reorderPoint, double target) {

    private static final int WEEK = 7;

    /** Later days are as the mean of these. */
    private static final int HORIZON_DAYS_MAX = 56;

    /** In fewer days, chance shows little of itself. */
    private static final int DAYS_TRUSTED = 28;

    /** How regular it is, and what forecast it. */
    record Kind(Demand.Kind demand, Method method) {}

    static Need of(Series demand, LeadTime leadTime, Policy policy) {
        LeadTime days = leadTime.after(policy.reviewDays());
        double until = days.meanDays() + policy.coverDays();
        if (demand.known() == 0) {
            return new Need(
                    new Outlook(new double[1]), new Kind(Demand.Kind.NONE, Method.of(Method.Kind.NAIVE)), 0, 0, 0);
        }
        Forecast forecast = Forecast.of(demand, Math.clamp((int) Math.ceil(until), 1, HORIZON_DAYS_MAX), WEEK);
        Outlook outlook = new Outlook(forecast.points());
        Kind kind = new Kind(Demand.of(demand).kind(), forecast.method());
        double expected = outlook.until(days.meanDays());
        double safety = kind.demand().isSeldom()
                ? LeadTimeDemand.quantile(
                                demand,
                                outlook.perDay(),
                                days,
                                policy.serviceLevel().share())
                        - expected
                : SafetyStock.normal(
                        policy.serviceLevel().z(), days, outlook.perDay(), deviation(demand, forecast, outlook));
        double point = expected + Math.max(0, safety);
        return new Need(outlook, kind, Math.max(0, safety), point, point + outlook.until(until) - expected);
    }

    /** As of independent buyers, until there are days enough to see how it is. */
    private static double deviation(Series demand, Forecast forecast, Outlook outlook) {
        double chance = demand.known() < DAYS_TRUSTED ? Math.sqrt(outlook.perDay()) : 0;
        return Math.max(chance, forecast.deviation());
    }
}
