package io.tidegate.gateway.live;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.tinylog.Logger;

/**
 * The memory that the last values of all devices may take together: many devices with many long texts must not fill a
 * small board's. What has no room is recorded all the same, and is not shown. Safe from any thread.
 */
final class LiveRoom {

    /** A usual site takes a hundredth of it. */
    static final long BYTES_MAX = 8 << 20;

    private final AtomicLong taken = new AtomicLong();
    private final AtomicBoolean told = new AtomicBoolean();

    /** @return whether there is room for it; what takes less than before always has */
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= BYTES_MAX || bytes <= 0) {
            return true;
        }
        giveBack(bytes);
        if (!told.getAndSet(true)) {
            Logger.warn(
                    "The last values of all devices take more than {} MB; what has no room is recorded, but not on the"
                            + " page. Look for devices that send long texts.",
                    BYTES_MAX >> 20);
        }
        return false;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
