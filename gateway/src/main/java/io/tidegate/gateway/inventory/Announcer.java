package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.View;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Booking;
import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Level;
import io.tidegate.observation.Observation;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.tinylog.Logger;

/**
 * Puts levels that have changed into the journal, so that every cloud has them. A till that sells ten in a second makes
 * one entry of it. What was not announced before a power cut is afterwards: what was last said of each level stands in the
 * ledger. While that is behind, as when it is added up anew, nothing is: its levels are of some moment in the past, and
 * what is announced would not be taken down. Its own thread; started and closed by one.
 */
final class Announcer implements AutoCloseable {

    /** Levels that change together are told together. */
    private static final long GATHERING_MILLIS = 1_000;

    /** Looked also when nothing was heard: the first time after a start, and after a disk that took nothing. */
    private static final long ROUND_SECONDS = 60;

    private static final int AT_ONCE = 500;

    /** Rather late than again and again: what it tells stays in the journal. */
    private static final long AFTER_MISTAKE_MINUTES = 60;

    private static final long CLOSE_MILLIS_MAX = 5_000;

    private final Journal journal;
    private final Moments moments;
    private final Ledger ledger;
    private final Semaphore news = new Semaphore(1);
    private final AtomicLong changes = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    Announcer(Journal journal, Moments moments, Ledger ledger) {
        this.journal = journal;
        this.moments = moments;
        this.ledger = ledger;
        this.thread = Thread.ofVirtual().name("levels").unstarted(this::run);
    }

    static Announcer start(Journal journal, Moments moments, Ledger ledger) {
        Announcer announcer = new Announcer(journal, moments, ledger);
        journal.onCommitted(announcer::committed);
        announcer.thread.start();
        return announcer;
    }

    /** Another number whenever the ledger or the catalogue has changed. From any thread. */
    long changes() {
        return changes.get();
    }

    private void committed(List<Entry> entries) {
        for (Entry entry : entries) {
            Observation seen = entry.observation();
            if (seen instanceof Booking || seen instanceof CatalogueItem) {
                changes.incrementAndGet();
                if (news.availablePermits() == 0) {
                    news.release();
                }
                return;
            }
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var _ = news.tryAcquire(ROUND_SECONDS, TimeUnit.SECONDS);
                // Whatever changes meanwhile is told along; a permit that comes meanwhile makes one more round.
                var _ = closed.await(GATHERING_MILLIS, TimeUnit.MILLISECONDS);
                stepOrTell();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The top of the thread: a mistake must not keep all levels to come from the clouds. */
    private void stepOrTell() throws InterruptedException {
        try {
            while (step() == AT_ONCE) {
                // there are more
            }
        } catch (RuntimeException mistake) {
            Logger.error(mistake, "Levels cannot be announced, and it is tried again later; please report this");
        }
    }

    /** How many levels it has told, and the ledger has taken down. */
    int step() throws InterruptedException {
        Instant now = moments.now();
        List<Level> changed = isUpToDate() ? changed(now) : List.of();
        if (changed.isEmpty()) {
            return 0;
        }
        journal.record(List.copyOf(changed));
        // The ledger takes it down in the very commit; one that is stuck meanwhile does when it goes on.
        if (!isUpToDate()) {
            return 0;
        }
        if (Collections.disjoint(new HashSet<>(changed(now)), changed)) {
            return changed.size();
        }
        Logger.error("Levels are announced, and the ledger does not take that down; please report this");
        var _ = closed.await(AFTER_MISTAKE_MINUTES, TimeUnit.MINUTES);
        return 0;
    }

    private boolean isUpToDate() {
        return ledger.has(journal.lastPosition());
    }

    private List<Level> changed(Instant now) {
        try {
            return new View(journal)
                    .ask(sql -> sql.all(
                            """
                    SELECT item, location, lot, millionths, unit FROM ledger_level
                    WHERE announced IS NOT millionths LIMIT ?""",
                            row -> new Level(
                                    Level.LEDGER,
                                    now,
                                    row.getString(1),
                                    row.getString(2),
                                    Effect.named(row.getString(3)),
                                    Amount.ofMillionths(row.getLong(4), row.getString(5))),
                            AT_ONCE));
        } catch (SQLException e) {
            Logger.warn("Levels cannot be read, and are announced later: {}", e.getMessage());
            return List.of();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
