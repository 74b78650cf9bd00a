package io.tidegate.gateway.intake;

import io.tidegate.driver.Broker;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The place of one local subscriber. It stays when the subscriber leaves, so that a message that matches its filters is
 * not acknowledged unheard while a driver starts again: publishers wait. Safe from any thread; occupied and vacated under
 * the intake's lock.
 */
final class Seat {

    private final List<String> filters;
    private volatile Broker.@Nullable Inbox occupant;
    private final AtomicInteger occupancy = new AtomicInteger();

    Seat(List<String> filters) {
        this.filters = List.copyOf(filters);
    }

    List<String> filters() {
        return filters;
    }

    boolean isVacant() {
        return occupant == null;
    }

    /** Changes when a subscriber leaves. */
    int occupancy() {
        return occupancy.get();
    }

    void occupy(Broker.Inbox inbox) {
        occupant = inbox;
    }

    void vacate() {
        occupant = null;
        occupancy.incrementAndGet();
    }

    /** False when the seat is empty or its inbox is full. */
    boolean offer(Arrived message) {
        Broker.Inbox inbox = occupant;
        return inbox != null && inbox.offer(message);
    }
}
