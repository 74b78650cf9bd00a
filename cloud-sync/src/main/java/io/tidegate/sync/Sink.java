package io.tidegate.sync;

import io.tidegate.observation.Entry;
import java.util.List;

/**
 * A place that entries go to. Connecting is the first delivery's work. Used by its sink thread only. It never retries:
 * its {@code Courier} does.
 */
public interface Sink extends AutoCloseable {

    /**
     * Delivers the batch in its order. Returning means that the place has taken all of it but the entries named, which
     * it will never accept.
     *
     * @param batch 1 entry or more, positions rising
     * @throws UnavailableException when it can accept nothing now; any part may have arrived
     */
    List<Rejected> deliver(List<Entry> batch) throws UnavailableException, InterruptedException;

    @Override
    void close();
}
