package io.tidegate.driver;

import io.tidegate.observation.Batch;
import io.tidegate.observation.Observation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Records what {@link Conditioning} leaves of what one device shows. Used by its device thread only. */
final class ConditionedRecorder implements Recorder {

    private final Conditioning conditioning;
    private final Recorder journal;
    private CompletionStage<Void> newest = CompletableFuture.completedFuture(null);

    ConditionedRecorder(Conditioning conditioning, Recorder journal) {
        this.conditioning = conditioning;
        this.journal = journal;
    }

    @Override
    public void record(List<Observation> seen) throws InterruptedException {
        Batch left = conditioning.apply(new Batch(seen, List.of()));
        if (left.isEmpty()) {
            return;
        }
        try {
            journal.record(left.seen());
        } catch (InterruptedException | RuntimeException notOnDisk) {
            conditioning.forget(left);
            throw notOnDisk;
        }
    }

    /** Of what is left out as a whole, the stage is that of what was submitted before: acknowledgements keep their order. */
    @Override
    public CompletionStage<Void> submit(Batch batch) throws InterruptedException {
        Batch left = conditioning.apply(batch);
        if (!left.isEmpty()) {
            newest = conditioning.follow(left, journal.submit(left));
        }
        return newest;
    }
}
