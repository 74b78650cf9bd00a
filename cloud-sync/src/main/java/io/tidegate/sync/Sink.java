package io.tidegate.sync;

import io.tidegate.observation.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A place that entries go to. Connecting is the first delivery's work. Used by its sink thread only. It never retries:
 * its {@code Courier} does.
 */
public interface Sink extends AutoCloseable {

    /**
     * Delivers the batch in its order. Returning means that what is settled is: the place has it, but for the entries
     * named, which it will never accept. Ends before the end of the batch only where that saves the place or us trouble;
     * the rest comes with the next delivery.
     *
     * @param batch 1 entry or more, positions rising
     * @param late whether they had to wait while newer ones were delivered, so that they are older than what the place has
     *     had; for places whose protocol has a word for it
     * @throws UnavailableException when it can accept nothing now; says what was settled before, and any part of the rest
     *     may have arrived
     */
    Settled deliver(List<Entry> batch, boolean late) throws UnavailableException, InterruptedException;

    /**
     * Does what the place expects of us also while there is nothing to deliver: keeps the connection, answers. Called
     * again and again as long as nothing is left to deliver, every {@link #listens}.
     *
     * @return whether the place is known to be there
     * @throws UnavailableException as of a delivery
     */
    default boolean tend() throws UnavailableException, InterruptedException {
        return false;
    }

    /**
     * Finds out whether the place is there and lets us in, and changes nothing there. Where the protocol has no question for
     * that, what {@link #tend} does is all.
     *
     * @throws UnavailableException as of a delivery
     */
    default void probe() throws UnavailableException, InterruptedException {
        tend();
    }

    /** How often it wants to be asked while its courier waits; empty: never. */
    default Optional<Duration> listens() {
        return Optional.empty();
    }

    /** Whether a pause after a failure should end now, since something has come from the place. Takes no time. */
    default boolean calls() {
        return false;
    }

    @Override
    void close();
}
