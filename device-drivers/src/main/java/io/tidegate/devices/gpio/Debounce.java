package io.tidegate.devices.gpio;

import java.time.Duration;

/** A level counts when it has stood for a while: a contact closes several times before it is closed. Not thread-safe. */
final class Debounce {

    private final long quietNanos;
    private boolean settled;
    private boolean seen;
    private long seenNanos;

    Debounce(boolean level, Duration quiet) {
        this.quietNanos = quiet.toNanos();
        this.settled = level;
        this.seen = level;
    }

    boolean level() {
        return settled;
    }

    void saw(boolean level, long nanos) {
        if (level != seen) {
            seen = level;
            seenNanos = nanos;
        }
    }

    /** Whether the level that counts is another one than before. */
    boolean settles(long nanos) {
        if (seen == settled || nanos - seenNanos < quietNanos) {
            return false;
        }
        settled = seen;
        return true;
    }

    /** Until {@link #settles} should be asked again; never, where nothing is under way. */
    long remainingNanos(long nanos) {
        return seen == settled ? Long.MAX_VALUE : Math.max(0, quietNanos - (nanos - seenNanos));
    }
}
