package io.tidegate.driver;

import io.tidegate.observation.Batch;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Tells a buzzer of each scan that is not on disk, or was set aside. What became of the others is told by who takes them up.
 * Used by its scanner's device thread only.
 */
public final class SignallingRecorder implements Recorder {

    private static final Command TROUBLE = new Command(Map.of("sound", Value.of("double")), Optional.empty());

    private final Recorder journal;
    private final Consumer<Command> buzzer;

    /** @param buzzer takes a command on any thread, and does not wait for what becomes of it */
    public SignallingRecorder(Recorder journal, Consumer<Command> buzzer) {
        this.journal = journal;
        this.buzzer = buzzer;
    }

    @Override
    public void record(List<Observation> seen) throws InterruptedException {
        boolean recorded = false;
        try {
            journal.record(seen);
            recorded = true;
        } finally {
            // Whoever holds the scanner must not believe that it counted.
            if (!recorded && seen.stream().anyMatch(Observation.Scan.class::isInstance)) {
                buzzer.accept(TROUBLE);
            }
        }
    }

    @Override
    public CompletionStage<Void> submit(Batch batch) throws InterruptedException {
        CompletionStage<Void> onDisk = journal.submit(batch);
        return batch.parked().isEmpty() ? onDisk : onDisk.whenComplete((_, _) -> buzzer.accept(TROUBLE));
    }
}
