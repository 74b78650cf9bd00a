package io.tidegate.gateway.journal;

import io.tidegate.gateway.journal.Cursor.Leeway;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.tinylog.Logger;

/**
 * Has it on disk how far a reader may be given entries, before it is: after a crash nobody knows which of them its place took,
 * so none of them may become a part of what it did not take ({@link Seams}). Used by its sink's thread only.
 */
final class Giving {

    /** A disk that takes nothing for longer does not keep a cloud from what is there. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String reader;
    private final Cursors cursors;
    private final Function<StateChange, CompletionStage<Void>> change;
    private final Duration patience;
    private CompletableFuture<Void> saving = CompletableFuture.completedFuture(null);

    /** False where the disk did not take the last one in time. */
    private boolean patient = true;

    private boolean told;

    /** @param change puts one into the next commit */
    Giving(String reader, Cursors cursors, Function<StateChange, CompletionStage<Void>> change, Duration patience) {
        this.reader = reader;
        this.cursors = cursors;
        this.change = change;
        this.patience = patience;
    }

    /** Returns when entries up to there may be given in a lane whose cursor that is; false where they may not be any more. */
    boolean give(String cursor, long last) throws InterruptedException {
        Leeway leeway = leeway(cursor, last);
        // What was on its way to the disk before may know nothing of this cursor.
        while (leeway == Leeway.NONE && patient) {
            awaitSaving();
            leeway = leeway(cursor, last);
        }
        return leeway != Leeway.NEVER;
    }

    /** Where it is little it is saved in time, so that a cloud that catches up waits for no sync. */
    private Leeway leeway(String cursor, long last) {
        Leeway leeway = cursors.give(cursor, last);
        boolean toBeSaved = leeway == Leeway.LITTLE || leeway == Leeway.NONE;
        if (toBeSaved && saving.isDone()) {
            patient = !saving.isCompletedExceptionally();
            saving = CursorSaving.soon(cursors, change).toCompletableFuture();
        }
        return leeway;
    }

    private void awaitSaving() throws InterruptedException {
        try {
            saving.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException refused) {
            patient = false;
            if (!told) {
                told = true;
                Logger.warn(
                        "The disk does not take how far '{}' is given entries ({}). It is given them all the same; after a"
                                + " crash it may have readings twice that are summed up",
                        reader,
                        refused);
            }
        }
    }
}
