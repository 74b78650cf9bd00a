package io.tidegate.gateway.ordering;

import io.tidegate.gateway.inventory.ItemBooks.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which receipts belong to which order of an item. Nobody says it, so: what comes in serves what was ordered before it, the
 * oldest order first. It follows from the ledger, as a level does, so that a late or reversed receipt needs no mending here.
 * Keeps the orders only, however many receipts come by. Used by one thread.
 */
final class Deliveries {

    /** Sums of parts are not exact. */
    private static final double TINY = 1e-7;

    /**
     * An order that a receipt may serve.
     *
     * @param closed after this nothing comes for it
     */
    record Order(String id, Instant at, double quantity, Optional<Instant> closed) {

        private boolean takes(Receipt receipt) {
            return !at.isAfter(receipt.at())
                    && closed.filter(end -> end.isBefore(receipt.at())).isEmpty();
        }
    }

    /**
     * What came for an order.
     *
     * @param last when the last of it came
     */
    record Served(Order order, double received, Optional<Instant> last) {

        boolean isComplete() {
            return received >= order.quantity - TINY;
        }

        /** What is still on its way. */
        double open() {
            return order.closed.isPresent() || isComplete() ? 0 : order.quantity - received;
        }

        /** From the order to its arrival, once all has come or nothing more will. */
        Optional<Double> days() {
            return isComplete() || order.closed.isPresent()
                    ? last.map(end -> Times.days(order.at, end))
                    : Optional.empty();
        }
    }

    private final List<Served> served = new ArrayList<>();

    /** Before this one, all have come whole: nothing more is for them. */
    private int first;

    /** @param orders the oldest first */
    Deliveries(List<Order> orders) {
        orders.forEach(order -> served.add(new Served(order, 0, Optional.empty())));
    }

    /** The oldest receipt first. */
    void take(Receipt receipt) {
        double left = receipt.quantity();
        for (int i = first; i < served.size() && left > TINY; i++) {
            Served before = served.get(i);
            if (before.order.takes(receipt) && !before.isComplete()) {
                double taken = Math.min(left, before.order.quantity - before.received);
                served.set(i, new Served(before.order, before.received + taken, Optional.of(receipt.at())));
                left -= taken;
            }
        }
        while (first < served.size() && served.get(first).isComplete()) {
            first++;
        }
    }

    /** What came for each, in the order of the orders. */
    List<Served> served() {
        return List.copyOf(served);
    }
}
