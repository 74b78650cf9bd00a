package io.tidegate.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, so that no test sleeps longer than it must. */
public final class Awaiting {

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(5).toNanos();

    private Awaiting() {}

    /** Waits up to a minute, since a machine may be busy with other things. */
    public static void until(String expectation, Callable<Boolean> condition) {
        until(expectation, Duration.ofMinutes(1), condition);
    }

    public static void until(String expectation, Duration atMost, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!holds(expectation, condition)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + atMost + ": " + expectation);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private static boolean holds(String expectation, Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception e) {
            throw new AssertionError("while waiting that " + expectation, e);
        }
    }
}
