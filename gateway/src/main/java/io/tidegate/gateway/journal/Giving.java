package io.tidegate.gateway.journal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tinylog.Logger;

/**
 * Has it on disk how far a reader may be given entries, before it is: after a crash nobody knows which of them its place took,
 * so none of them may become a part of what it did not take ({@link Seams}). Used by its sink's thread only.
 */
final class Giving {

    /** A disk that takes nothing must not keep a cloud from what is there. */
    private static final long PATIENCE_SECONDS = 2;

    private final JournalOutbox.Shared shared;
    private CompletableFuture<Void> saving = CompletableFuture.completedFuture(null);
    private boolean patient = true;

    Giving(JournalOutbox.Shared shared) {
        this.shared = shared;
    }

    /** Returns when that may be given in a lane whose cursor that is. */
    Look give(String cursor, Look look) {
        if (!look.entries().isEmpty()) {
            long last = look.entries().getLast().position();
            boolean more = true;
            // What was on its way to the disk before may know nothing of this cursor.
            while (more && !isOnDisk(cursor, last)) {
                more = awaitSaving();
            }
        }
        return look;
    }

    /** Where the disk is hardly ahead it is saved in time, so that a cloud that catches up waits for no sync. */
    private boolean isOnDisk(String cursor, long last) {
        long ahead = shared.cursors().give(cursor, last);
        if (ahead < Cursor.GIVEN_AHEAD / 2 && saving.isDone()) {
            saving = shared.cursors().save(shared.change()).toCompletableFuture();
            patient = true;
        }
        return ahead >= 0;
    }

    /** False where there is no use in waiting any longer. */
    private boolean awaitSaving() {
        try {
            if (patient) {
                saving.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            return patient;
        } catch (ExecutionException | TimeoutException refused) {
            patient = false;
            Logger.debug(refused, "A cloud is given what it may be given as a part of something else after a crash");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
