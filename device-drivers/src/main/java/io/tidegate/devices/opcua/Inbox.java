package io.tidegate.devices.opcua;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/** Between Milo's threads, which bring changes, and the device's thread, which records them. Safe from any thread. */
final class Inbox {

    /** While the disk is busy for longer, the oldest changes are dropped and counted: the newest say how it is now. */
    static final int CHANGES_MAX = 10_000;

    /** Recorded together. */
    private static final int BATCH_MAX = 500;

    /** @param node its place in the site file */
    record Change(int node, DataValue value) {}

    private final BlockingQueue<Change> changes;
    private final LongAdder dropped = new LongAdder();
    private final LongAdder overflowed = new LongAdder();

    Inbox() {
        this(CHANGES_MAX);
    }

    Inbox(int changesMax) {
        this.changes = new ArrayBlockingQueue<>(changesMax);
    }

    void put(int node, DataValue value) {
        if (value.statusCode().isOverflowSet()) {
            overflowed.increment();
        }
        Change change = new Change(node, value);
        while (!changes.offer(change)) {
            if (changes.poll() != null) {
                dropped.increment();
            }
        }
    }

    /** Waits for the first; empty when none has come. */
    List<Change> take(long waitMillis) throws InterruptedException {
        Change first = changes.poll(waitMillis, TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        List<Change> taken = new ArrayList<>();
        taken.add(first);
        changes.drainTo(taken, BATCH_MAX - 1);
        return taken;
    }

    /** Changes that found no room here. */
    long dropped() {
        return dropped.sum();
    }

    /** Changes that found no room in the server, at least so many. */
    long overflowed() {
        return overflowed.sum();
    }
}
