package io.tidegate.sync;

import io.tidegate.observation.Entry;
import java.util.List;

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
     * @throws UnavailableException when it can accept nothing now; says what was settled before, and any part of the rest
     *     may have arrived
     */
    Settled deliver(List<Entry> batch) throws UnavailableException, InterruptedException;

    /**
     * The same with entries that had to wait while newer ones were delivered, so that they are older than what the place
     * has had. For places whose protocol has a word for it.
     */
    default Settled deliverLate(List<Entry> batch) throws UnavailableException, InterruptedException {
        return deliver(batch);
    }

    @Override
    void close();
}
