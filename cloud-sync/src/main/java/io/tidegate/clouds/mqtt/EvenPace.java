package io.tidegate.clouds.mqtt;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * So many messages in a second at most, and never many at once: who counts at the other end may begin at any moment. Used by
 * its sink thread only.
 */
final class EvenPace {

    private final long apartNanos;
    private final LongSupplier nanoTime;
    private long nextNanos;

    EvenPace(int perSecond, LongSupplier nanoTime) {
        this.apartNanos = Math.ceilDiv(Duration.ofSeconds(1).toNanos(), perSecond);
        this.nanoTime = nanoTime;
        this.nextNanos = nanoTime.getAsLong();
    }

    /** Returns when the next one may go, which the caller sends. */
    void await() throws InterruptedException {
        for (long left = leftNanos(); left > 0; left = leftNanos()) {
            // Nobody counts it down: an interrupt ends the wait, as it ends a delivery.
            boolean _ = new CountDownLatch(1).await(left, TimeUnit.NANOSECONDS);
        }
        goes();
    }

    /** Until the next one may go; not positive where that is now. */
    long leftNanos() {
        return nextNanos - nanoTime.getAsLong();
    }

    void goes() {
        nextNanos = Math.max(nextNanos, nanoTime.getAsLong()) + apartNanos;
    }
}
