package io.tidegate.gateway.replenishment;

import io.tidegate.gateway.forecast.Demand;
import io.tidegate.gateway.forecast.Method;

/**
 * How much of an item to order now.
 *
 * @param quantity 0 is nothing; else whole packs
 * @param figures what it was computed from
 */
public record Proposal(String item, double quantity, Figures figures, Reason reason) {

    /**
     * @param demandPerDay forecast
     * @param demand how regular it was
     * @param method that forecast it
     * @param safetyStock beyond what will probably be asked for until a delivery
     * @param reorderPoint what is there or ordered shall not fall below this
     * @param daysOfCover how long what is there or ordered lasts, without this order; infinity when nobody asks for it
     */
    public record Figures(
            double demandPerDay,
            Demand.Kind demand,
            Method method,
            double safetyStock,
            double reorderPoint,
            double daysOfCover) {}

    public boolean isOrder() {
        return quantity > 0;
    }
}
