package io.tidegate.clouds.sparkplug;

import java.util.concurrent.atomic.AtomicBoolean;
import org.tinylog.Logger;

/**
 * Refuses commands that write something, where the site file allows none or too many come. The first is logged. Safe from any
 * thread.
 */
final class Refusals {

    private final String sink;
    private final AtomicBoolean isTold = new AtomicBoolean();

    Refusals(String sink) {
        this.sink = sink;
    }

    void refuse(String topic) {
        if (!isTold.getAndSet(true)) {
            Logger.warn(
                    "cloud '{}' sent a command to {}; it was refused: the site file says what is allowed (commands)",
                    sink,
                    topic);
        }
    }
}
