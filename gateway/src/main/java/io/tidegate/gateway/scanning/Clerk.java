package io.tidegate.gateway.scanning;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation.Scan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * Takes up each scan that is in the journal, in its order, once: decides what it is to do, books it, answers, and writes
 * down how the scanner works now, together with its own place in the journal. What a power cut leaves between is taken up
 * again and comes to the same: the line has the id of its scan, and the ledger knows it. Its own thread, {@code clerk};
 * started and closed by one.
 *
 * <pre>
 * scan on disk ──▶ decide ──▶ line on disk ──▶ mode, tally and place on disk ──▶ answer (page, beeper)
 * </pre>
 */
final class Clerk implements AutoCloseable {

    /** Scans that wait in memory; what comes beyond is read from the journal. */
    private static final int WAITING_MAX = 1_000;

    private static final int SLICE = 1_000;

    /** While nothing is scanned the place moves on along, so that a start need not read all readings since the last scan. */
    private static final long IDLE_SECONDS = 60;

    private static final long PAUSE_SECONDS = 1;
    private static final long CLOSE_MILLIS_MAX = 5_000;

    private final Journal journal;
    private final Work work;
    private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private volatile boolean behind = true;
    private long done;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** What is done with one scan. */
    interface Work {

        /** Returns when it is answered and written down. Taken up again where it throws. */
        void take(Entry scan) throws SQLException, InterruptedException, DeskBusy;

        /** Nothing was scanned up to that position. */
        void nothingUpTo(long position) throws InterruptedException;
    }

    private Clerk(Journal journal, Work work, long done) {
        this.journal = journal;
        this.work = work;
        this.done = done;
        this.thread = Thread.ofPlatform().name("clerk").unstarted(this::run);
    }

    /** @param done up to where scans were taken up before */
    static Clerk start(Journal journal, Work work, long done) {
        Clerk clerk = new Clerk(journal, work, done);
        journal.onCommitted(clerk::committed);
        clerk.thread.start();
        return clerk;
    }

    /** On the journal's thread. */
    private void committed(List<Entry> entries) {
        if (behind) {
            return;
        }
        for (Entry entry : entries) {
            if (entry.observation() instanceof Scan && !waiting.offer(entry)) {
                behind = true;
                return;
            }
        }
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                if (behind) {
                    catchUp();
                }
                Entry entry = waiting.poll(IDLE_SECONDS, TimeUnit.SECONDS);
                if (entry != null) {
                    take(entry);
                } else {
                    moveOn();
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
        while (entry.position() > done && entry.observation() instanceof Scan) {
            if (closed.getCount() == 0) {
                throw new InterruptedException("what is not taken up now is at the next start");
            }
            try {
                work.take(entry);
                break;
            } catch (SQLException | DeskBusy notNow) {
                pause(notNow);
            }
        }
        done = Math.max(done, entry.position());
    }

    private void pause(Exception why) throws InterruptedException {
        Logger.warn("Scans wait, and are taken up again: {}", String.valueOf(why.getMessage()));
        var _ = closed.await(PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    /** All scans up to here are taken up, if none has come since. */
    private void moveOn() throws InterruptedException {
        long last = journal.lastPosition();
        if (waiting.isEmpty() && !behind && last > done) {
            readOn();
            work.nothingUpTo(done);
        }
    }

    /** Takes up no more. What waits is taken up at the next start. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            if (!thread.join(Duration.ofMillis(CLOSE_MILLIS_MAX))) {
                Logger.warn("The clerk did not stop within {} ms; going on without it", CLOSE_MILLIS_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
