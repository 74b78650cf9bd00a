package io.tidegate.sync;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A journal in a list, whose cursor a test can set back, as a crash does. Safe from any thread. */
public final class InMemoryOutbox implements Outbox {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final List<Entry> entries = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private long done;
    private boolean closed;

    /** Adds readings of the devices in turn. */
    public synchronized InMemoryOutbox withReadings(int count, String... devices) {
        for (int i = 0; i < count; i++) {
            int position = entries.size() + 1;
            DeviceId device = new DeviceId(devices[i % devices.length]);
            add(new Observation.Reading(
                    device, START.plusMillis(position), Map.of("temperature", Value.of(position / 10.0))));
        }
        return this;
    }

    public synchronized InMemoryOutbox withScan(String device, String data) {
        return with(new Observation.Scan(new DeviceId(device), START, data, Symbology.UNKNOWN));
    }

    public synchronized InMemoryOutbox with(Observation seen) {
        add(seen);
        return this;
    }

    private void add(Observation seen) {
        entries.add(new Entry(entries.size() + 1, START, seen));
        notifyAll();
    }

    /** What a crash does when the cursor was not on disk yet. */
    public synchronized void forgetSince(long position) {
        done = position;
    }

    @Override
    public synchronized List<Entry> peek(int limit) {
        int from = (int) done;
        return List.copyOf(entries.subList(from, Math.min(entries.size(), from + limit)));
    }

    @Override
    public synchronized void done(long upTo, List<Rejected> refused) {
        done = upTo;
        rejected.addAll(refused);
    }

    @Override
    public synchronized boolean await(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (done >= entries.size() && !closed) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return !closed;
    }

    /** As the journal does when it ends. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    @Override
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized long backlog() {
        return entries.size() - done;
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    public synchronized List<Rejected> rejected() {
        return List.copyOf(rejected);
    }
}
