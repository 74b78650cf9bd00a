package io.tidegate.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting with a limit. */
final class Patience {

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(5).toNanos();

    private Patience() {}

    /** Something that is asked until it is so. */
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    static void until(String expectation, Duration atMost, Condition condition)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("not within " + atMost.toSeconds() + " s: " + expectation);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    static void rest(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
