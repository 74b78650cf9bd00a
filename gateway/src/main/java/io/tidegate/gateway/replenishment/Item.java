package io.tidegate.gateway.replenishment;

import java.util.Optional;

/** What is known of an item when it is asked whether to order. Quantities are in the item's own unit. */
public record Item(String id, DailySales sales, Stock stock, Terms terms) {

    /**
     * @param onHand what can be sold; negative where more was booked out than in
     * @param onOrder what is on its way
     */
    public record Stock(double onHand, double onOrder) {

        /** What will be there when all that was ordered has come. */
        public double available() {
            return onHand + onOrder;
        }
    }

    /**
     * @param pack it is ordered in multiples of this
     * @param minimumOrder 0 where there is none
     * @param minimumStock what shall be there in any case, 0 where there is none
     * @param shelfLifeDays for how long it can be sold after it has arrived; empty where it keeps
     */
    public record Terms(
            LeadTime leadTime, double pack, double minimumOrder, double minimumStock, Optional<Integer> shelfLifeDays) {

        public Terms {
            if (!(pack > 0 && minimumOrder >= 0 && minimumStock >= 0) || shelfLifeDays.orElse(1) < 1) {
                throw new IllegalArgumentException("a pack and a shelf life are above 0, minima are 0 or more");
            }
        }
    }
}
