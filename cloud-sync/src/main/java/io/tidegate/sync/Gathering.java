package io.tidegate.sync;

import io.tidegate.sync.Courier.Duty;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long what is fresh waits for more, so that a busy line carries full batches, and a place that counts deliveries gets
 * few. The first after a silence goes at once, so nobody waits on a quiet line. Used by a courier's thread only.
 */
final class Gathering {

    /** Two deliveries that are not full start at least so far apart. */
    static final Duration APART = Duration.ofMillis(20);

    /** A batch may fill meanwhile, and nobody calls us then. */
    static final Duration LOOK = Duration.ofSeconds(10);

    private final Duty duty;
    private final Duration apart;
    private final LongSupplier nanoTime;
    private long startedNanos;

    Gathering(Duty duty, LongSupplier nanoTime) {
        this.duty = duty;
        this.apart = duty.gather().compareTo(APART) > 0 ? duty.gather() : APART;
        this.nanoTime = nanoTime;
        this.startedNanos = longAgo();
    }

    private long longAgo() {
        return nanoTime.getAsLong() - apart.toNanos();
    }

    /** How long it still waits; nothing else does. Not positive where it may go. */
    Duration left(Offer offer) {
        return offer.lane() == Lane.FRESH && !isFull(offer)
                ? Duration.ofNanos(startedNanos + apart.toNanos() - nanoTime.getAsLong())
                : Duration.ZERO;
    }

    private boolean isFull(Offer offer) {
        return offer.entries().size() == duty.batch().entries() || offer.cut();
    }

    void started(Offer offer) {
        startedNanos = offer.lane() == Lane.FRESH ? nanoTime.getAsLong() : startedNanos;
    }

    /** What was not taken has waited already. */
    void failed() {
        startedNanos = longAgo();
    }
}
