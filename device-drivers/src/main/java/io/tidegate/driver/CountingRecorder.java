package io.tidegate.driver;

import io.tidegate.observation.Batch;
import io.tidegate.observation.Observation;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/** Counts what one device has handed over. Safe from any thread that may block. */
final class CountingRecorder implements Recorder {

    private final Recorder journal;
    private final LongAdder recorded = new LongAdder();

    CountingRecorder(Recorder journal) {
        this.journal = journal;
    }

    @Override
    public void record(List<Observation> seen) throws InterruptedException {
        journal.record(seen);
        recorded.add(seen.size());
    }

    @Override
    public CompletionStage<Void> submit(Batch batch) throws InterruptedException {
        CompletionStage<Void> onDisk = journal.submit(batch);
        recorded.add(batch.seen().size());
        return onDisk;
    }

    long recorded() {
        return recorded.sum();
    }
}
