package io.tidegate.sync;

import io.tidegate.observation.Entry;
import io.tidegate.site.SinkConfig.BatchLimits;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;

/** A place that does what a test says. */
final class HandSink implements Sink {

    /** Of a courier to it, by batches of ten. */
    static final Courier.Duty DUTY = new Courier.Duty("hq", "hand", "hand://here", new BatchLimits(10, 4096), false);

    final List<List<Entry>> batches = new ArrayList<>();

    /** Which of them came late. */
    final List<Boolean> late = new ArrayList<>();

    volatile UnavailableException outage;
    volatile Throwable bug;
    volatile CountDownLatch stuck;
    volatile boolean closed;
    private final Map<Long, Rejected> refused = new HashMap<>();

    /** A courier to it, whose steps and time are the test's. */
    Courier stepwise(Courier.Duty duty, Outbox outbox, Instant now, LongSupplier nanos) {
        return Courier.stepwise(duty, this, outbox, new Times(Clock.fixed(now, ZoneOffset.UTC), nanos, new Random(1)));
    }

    void refuse(Rejected.Proof proof, long... positions) {
        for (long position : positions) {
            refused.put(position, new Rejected(position, "never", proof));
        }
    }

    void takeAll() {
        refused.clear();
    }

    List<List<Long>> positions() {
        return batches.stream()
                .map(batch -> batch.stream().map(Entry::position).toList())
                .toList();
    }

    @Override
    public Settled deliver(List<Entry> batch, boolean isLate) throws UnavailableException, InterruptedException {
        batches.add(batch);
        late.add(isLate);
        if (stuck != null) {
            stuck.await();
        }
        if (bug instanceof RuntimeException mistake) {
            throw mistake;
        }
        if (bug instanceof Error error) {
            throw error;
        }
        if (outage != null) {
            throw outage;
        }
        return Settled.all(
                batch,
                batch.stream()
                        .map(entry -> refused.get(entry.position()))
                        .filter(each -> each != null)
                        .toList());
    }

    @Override
    public void probe() throws UnavailableException {
        if (outage != null) {
            throw outage;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
