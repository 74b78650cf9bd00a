package io.tidegate.sync;

import io.tidegate.observation.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A place that does what a test says. */
final class HandSink implements Sink {

    final List<List<Entry>> batches = new ArrayList<>();

    /** Which of them came late. */
    final List<Boolean> late = new ArrayList<>();

    volatile UnavailableException outage;
    volatile Throwable bug;
    volatile CountDownLatch stuck;
    volatile boolean closed;
    private final Map<Long, Rejected> refused = new HashMap<>();

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
    public Settled deliver(List<Entry> batch) throws UnavailableException, InterruptedException {
        return deliver(batch, false);
    }

    @Override
    public Settled deliverLate(List<Entry> batch) throws UnavailableException, InterruptedException {
        return deliver(batch, true);
    }

    private Settled deliver(List<Entry> batch, boolean isLate) throws UnavailableException, InterruptedException {
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
    public void close() {
        closed = true;
    }
}
