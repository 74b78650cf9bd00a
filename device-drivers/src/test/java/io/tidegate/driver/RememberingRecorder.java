package io.tidegate.driver;

import io.tidegate.observation.Batch;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Parked;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A journal in memory; while held, nothing reaches its "disk". Safe from any thread. */
public final class RememberingRecorder implements Recorder {

    private final List<Observation> seen = new ArrayList<>();
    private final List<Parked> parked = new ArrayList<>();
    private CompletableFuture<Void> disk = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> tail = disk;
    private int submitted;

    @Override
    public void record(List<Observation> observations) throws InterruptedException {
        submit(new Batch(observations, List.of())).toCompletableFuture().join();
    }

    @Override
    public synchronized CompletionStage<Void> submit(Batch batch) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        submitted++;
        // One after the other, also those that wait.
        tail = tail.thenRun(() -> keep(batch));
        return tail;
    }

    private synchronized void keep(Batch batch) {
        seen.addAll(batch.seen());
        parked.addAll(batch.parked());
    }

    /** From now on the disk is busy. */
    public synchronized void hold() {
        disk = new CompletableFuture<>();
        tail = disk;
    }

    /** The disk goes on. */
    public void release() {
        CompletableFuture<Void> held;
        synchronized (this) {
            held = disk;
        }
        held.complete(null);
    }

    /** Batches handed over, on disk or not. */
    public synchronized int submitted() {
        return submitted;
    }

    public synchronized List<Observation> seen() {
        return List.copyOf(seen);
    }

    /** Device, symbology and data of each scan. */
    public synchronized List<String> scans() {
        return seen.stream()
                .filter(Observation.Scan.class::isInstance)
                .map(Observation.Scan.class::cast)
                .map(scan -> scan.device() + " " + scan.symbology().word() + " " + scan.data())
                .toList();
    }

    public synchronized List<Parked> parked() {
        return List.copyOf(parked);
    }
}
