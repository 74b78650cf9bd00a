package io.tidegate.clouds.sparkplug;

import java.util.concurrent.atomic.AtomicLong;
import org.tinylog.Logger;

/**
 * Counts commands that write something: none is allowed, since the site file has no way to allow one yet. The first is logged.
 * Safe from any thread.
 */
final class Refusals {

    private final String sink;
    private final AtomicLong count = new AtomicLong();

    Refusals(String sink) {
        this.sink = sink;
    }

    void refuse(String topic) {
        if (count.incrementAndGet() == 1) {
            Logger.warn("cloud '{}' sent a command to {}; it was refused, as all but rebirths are", sink, topic);
        }
    }

    long count() {
        return count.get();
    }
}
