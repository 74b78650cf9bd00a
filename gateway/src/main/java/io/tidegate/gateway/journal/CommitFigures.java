package io.tidegate.gateway.journal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What commits have cost since the start. Written by the journal's thread, read by any. */
final class CommitFigures {

    private final AtomicLong groups = new AtomicLong();
    private final AtomicLong syncs = new AtomicLong();
    private final Distribution entries = new Distribution(1, 4, 16, 64, 256, 1_024, 4_096, 16_384);
    private final Distribution nanos = new Distribution(
            millis(1),
            millis(2),
            millis(5),
            millis(10),
            millis(20),
            millis(50),
            millis(100),
            millis(500),
            millis(5_000));

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    void committed(int entriesInGroup, long tookNanos) {
        groups.incrementAndGet();
        entries.observe(entriesInGroup);
        nanos.observe(tookNanos);
    }

    void synced() {
        syncs.incrementAndGet();
    }

    JournalStatus.Counters snapshot(long accepted) {
        return new JournalStatus.Counters(accepted, groups.get(), syncs.get(), entries.snapshot(), nanos.snapshot());
    }
}
