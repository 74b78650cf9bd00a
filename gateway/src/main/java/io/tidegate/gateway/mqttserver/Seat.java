package io.tidegate.gateway.mqttserver;

import io.tidegate.driver.Broker;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The place of one local subscriber. It stays when the subscriber leaves, so that a message that matches its filters is
 * not acknowledged unheard while a driver starts again: publishers wait. Safe from any thread; occupied and vacated under
 * the intake's lock.
 */
final class Seat {

    private final List<String> filters;
    private final boolean kept;
    private volatile @Nullable List<Seat> heirs;
    private volatile Broker.@Nullable Inbox occupant;
    private final AtomicInteger occupancy = new AtomicInteger();
    private Broker.@Nullable Inbox successor;
    private int recalling;

    Seat(List<String> filters) {
        this(filters, false);
    }

    private Seat(List<String> filters, boolean kept) {
        this.filters = List.copyOf(filters);
        this.kept = kept;
    }

    /** One at which nobody ever sits: what nobody else reads waits there ({@link Broker.Rest#KEPT}). */
    static Seat kept(List<String> filters) {
        return new Seat(filters, true);
    }

    boolean isKept() {
        return kept;
    }

    List<String> filters() {
        return filters;
    }

    /** It is no place any more: what waits for it is for the first of these that wants it. */
    void leaveTo(List<Seat> others) {
        heirs = List.copyOf(others);
    }

    boolean isLeft() {
        return heirs != null;
    }

    /** Who gets a message that waits here, when this place is left; nobody when none of them wants it. */
    Optional<Seat> heir(String topic) {
        List<Seat> all = heirs;
        return all == null
                ? Optional.empty()
                : all.stream().filter(each -> each.wants(topic)).findFirst();
    }

    private boolean wants(String topic) {
        return filters.stream().anyMatch(filter -> Filters.matches(filter, topic));
    }

    synchronized boolean isVacant() {
        return occupant == null && successor == null;
    }

    /** Changes when a subscriber leaves. */
    int occupancy() {
        return occupancy.get();
    }

    /** It is offered nothing before all loops have gathered what its predecessor left, which comes first. */
    synchronized void occupy(Broker.Inbox inbox) {
        if (recalling > 0) {
            successor = inbox;
        } else {
            occupant = inbox;
        }
    }

    /** @param loops of which each gathers what the subscriber left, and tells by {@link #recalled} */
    synchronized void vacate(int loops) {
        occupant = null;
        successor = null;
        occupancy.incrementAndGet();
        recalling += loops;
    }

    /** One more loop has. True when it was the last one, and the next subscriber is there already. */
    synchronized boolean recalled() {
        if (--recalling > 0 || successor == null) {
            return false;
        }
        occupant = successor;
        successor = null;
        return true;
    }

    /** False when the seat is empty or its inbox is full. */
    boolean offer(Arrived message) {
        Broker.Inbox inbox = occupant;
        return inbox != null && inbox.offer(message);
    }
}
