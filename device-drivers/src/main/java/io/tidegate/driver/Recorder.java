package io.tidegate.driver;

import io.tidegate.observation.Batch;
import io.tidegate.observation.Observation;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where drivers put what they have seen. Safe from any thread that may block. */
public interface Recorder {

    /**
     * Returning means all of it is on disk; throwing means that nothing is known to be. Blocks while the disk is busy
     * or full.
     */
    void record(List<Observation> seen) throws InterruptedException;

    /**
     * Hands the batch over without waiting for the disk, so that the next one can be gathered meanwhile. The stage
     * completes when all of it is on disk, in the order of submission, on a thread that must not be blocked; it fails
     * only when the gateway stops. Blocks while more is waiting than may wait: that is the back pressure.
     */
    CompletionStage<Void> submit(Batch batch) throws InterruptedException;
}
