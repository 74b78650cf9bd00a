package io.tidegate.sync;

import io.tidegate.sync.Courier.Duty;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long what is fresh waits for more, so that a busy line carries full batches. The first after a silence goes at once,
 * so nobody waits on a quiet line. Used by a courier's thread only.
 */
final class Gathering {

    /** Two deliveries that are not full start at least so far apart. */
    static final Duration APART = Duration.ofMillis(20);

    private final Duty duty;
    private final LongSupplier nanoTime;
    private long startedNanos;

    Gathering(Duty duty, LongSupplier nanoTime) {
        this.duty = duty;
        this.nanoTime = nanoTime;
        this.startedNanos = nanoTime.getAsLong() - APART.toNanos();
    }

    /** How long it still waits; nothing else does. Not positive where it may go. */
    Duration left(Offer offer) {
        return offer.lane() == Lane.FRESH && !isFull(offer)
                ? Duration.ofNanos(startedNanos + APART.toNanos() - nanoTime.getAsLong())
                : Duration.ZERO;
    }

    private boolean isFull(Offer offer) {
        return offer.entries().size() == duty.batch().entries() || offer.cut();
    }

    void started(Offer offer) {
        startedNanos = offer.lane() == Lane.FRESH ? nanoTime.getAsLong() : startedNanos;
    }
}
