package io.tidegate.gateway.journal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts what falls below which bound. One thread observes; any may look. */
final class Distribution {

    private final long[] bounds;
    private final AtomicLongArray counts;
    private final AtomicLong sum = new AtomicLong();

    /** @param bounds upper bounds, inclusive, rising; what is above the last one is counted too */
    Distribution(long... bounds) {
        this.bounds = bounds;
        this.counts = new AtomicLongArray(bounds.length + 1);
    }

    void observe(long value) {
        int at = 0;
        while (at < bounds.length && value > bounds[at]) {
            at++;
        }
        counts.incrementAndGet(at);
        sum.addAndGet(value);
    }

    JournalStatus.Histogram snapshot() {
        long[] seen = new long[counts.length()];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = counts.get(i);
        }
        return new JournalStatus.Histogram(bounds, seen, sum.get());
    }
}
