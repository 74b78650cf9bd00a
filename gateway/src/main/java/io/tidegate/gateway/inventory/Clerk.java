package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Takes up each entry of some kind that is in the journal, in its order: also those of the time in which the gateway was
 * off. What a power cut leaves half done is taken up again. Its own thread; started and closed by one.
 *
 * <pre>
 * entry on disk ──▶ decide ──▶ lines on disk ──▶ what is known now, and the place in the journal, on disk
 * </pre>
 */
public final class Clerk implements AutoCloseable {

    /** Entries that wait in memory; what comes beyond is read from the journal. */
    private static final int WAITING_MAX = 1_000;

    private static final int SLICE = 1_000;
    private static final long PAUSE_SECONDS = 1;
    private static final long CLOSE_MILLIS_MAX = 5_000;

    private final Journal journal;
    private final Work work;
    private final Duration patience;
    private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private volatile boolean behind = true;

    /** Up to there, all that concerns the clerk has been put into the queue, unless it is behind. */
    private volatile long seen;

    private long done;
    private long idleNanos = System.nanoTime();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** What is done with one entry. All but {@link #concerns} is called on the clerk's thread. */
    public interface Work {

        /** Whether it is to be taken up. On the journal's thread too; must be quick. */
        boolean concerns(Observation observation);

        /** Returns when it is done and written down. Taken up again where it throws. */
        void take(Entry entry) throws SQLException, InterruptedException, DeskBusy;

        /** Nothing waits, and all up to that position is taken up. Called again soon where it throws. */
        void idle(long position) throws SQLException, InterruptedException, DeskBusy;
    }

    private Clerk(String name, Journal journal, Work work, Duration patience, long done) {
        this.journal = journal;
        this.work = work;
        this.patience = patience;
        this.done = done;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    /**
     * @param name of its thread
     * @param patience so often the work hears that nothing waits
     * @param done up to where entries were taken up before
     */
    public static Clerk start(String name, Journal journal, Work work, Duration patience, long done) {
        Clerk clerk = new Clerk(name, journal, work, patience, done);
        journal.onCommitted(clerk::committed);
        clerk.thread.start();
        return clerk;
    }

    /**
     * Waits until something is on disk, on the clerk's thread.
     *
     * @throws DeskBusy when it cannot be written now
     */
    public static <T extends @Nullable Object> T await(CompletionStage<T> onDisk)
            throws InterruptedException, DeskBusy {
        try {
            return onDisk.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new DeskBusy(String.valueOf(e.getMessage()));
        }
    }

    /** On the journal's thread. */
    private void committed(List<Entry> entries) {
        if (behind) {
            return;
        }
        for (Entry entry : entries) {
            if (work.concerns(entry.observation()) && !waiting.offer(entry)) {
                behind = true;
                return;
            }
        }
        seen = entries.getLast().position();
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                if (behind) {
                    catchUp();
                }
                Entry entry = waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
                if (entry != null) {
                    take(entry);
                }
                if (System.nanoTime() - idleNanos >= patience.toNanos()) {
                    rest();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads the journal up to its end, and once more, since something may have come before the queue took it. */
    private void catchUp() throws InterruptedException {
        for (Entry entry = waiting.poll(); entry != null; entry = waiting.poll()) {
            take(entry);
        }
        readOn();
        behind = false;
        readOn();
    }

    private void readOn() throws InterruptedException {
        while (done < journal.lastPosition()) {
            long last = journal.lastPosition();
            try {
                List<Entry> slice = slice();
                for (Entry entry : slice) {
                    take(entry);
                }
                // Where nothing can be read up to the newest, what is left is damaged, and reported.
                done = slice.isEmpty() ? last : done;
            } catch (SQLException unreadable) {
                pause(unreadable);
            }
        }
    }

    private List<Entry> slice() throws SQLException {
        try (Connection reader = journal.openReader()) {
            return journal.entriesAfter(reader, done, SLICE);
        }
    }

    private void take(Entry entry) throws InterruptedException {
        while (entry.position() > done && work.concerns(entry.observation())) {
            if (closed.getCount() == 0) {
                throw new InterruptedException("what is not taken up now is at the next start");
            }
            try {
                work.take(entry);
                break;
            } catch (SQLException | DeskBusy notNow) {
                pause(notNow);
            } catch (RuntimeException mistake) {
                Logger.error(
                        mistake,
                        "The {} cannot take up entry {}; please report it",
                        thread.getName(),
                        entry.position());
                break;
            }
        }
        done = Math.max(done, entry.position());
    }

    private void pause(Exception why) throws InterruptedException {
        Logger.warn("The {} waits, and goes on where it is: {}", thread.getName(), String.valueOf(why.getMessage()));
        var _ = closed.await(PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    /** What was seen before the queue was found empty is done. */
    private void rest() throws InterruptedException {
        long upTo = seen;
        if (!waiting.isEmpty() || behind) {
            return;
        }
        done = Math.max(done, upTo);
        try {
            work.idle(done);
            idleNanos = System.nanoTime();
        } catch (SQLException | DeskBusy notNow) {
            pause(notNow);
        } catch (RuntimeException mistake) {
            idleNanos = System.nanoTime();
            Logger.error(mistake, "The {} met a mistake of its own; please report it", thread.getName());
        }
    }

    /** Takes up no more. What waits is taken up at the next start. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            if (!thread.join(Duration.ofMillis(CLOSE_MILLIS_MAX))) {
                Logger.warn(
                        "The {} did not stop within {} ms; going on without it", thread.getName(), CLOSE_MILLIS_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
