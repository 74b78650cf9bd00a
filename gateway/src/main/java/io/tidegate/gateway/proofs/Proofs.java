package io.tidegate.gateway.proofs;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.site.SiteFile;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * Proves each day that is over: for each stream (a device's entries of one kind) an entry with their number and a hash of their
 * ids. Its own thread, since a day is read from one end to the other; started and closed by one, asked from any thread.
 */
public final class Proofs implements AutoCloseable {

    /** How often the clock is looked at: it may be set meanwhile. */
    private static final Duration ROUND = Duration.ofMinutes(1);

    /** After a start all else comes first; after a failure the disk is given time. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long CLOSE_MILLIS_MAX = 5_000;

    private final Proving proving;
    private final ReceiverReports reports;
    private final Semaphore asked = new Semaphore(0);
    private final Thread thread;
    private boolean failed;

    private Proofs(Proving proving, ReceiverReports reports) {
        this.proving = proving;
        this.reports = reports;
        this.thread = Thread.ofPlatform().name("proofs").unstarted(this::run);
    }

    /** Days are proven from now on. */
    public static Proofs open(SiteFile site, Journal journal, InstantSource clock)
            throws SQLException, InterruptedException {
        Proofs proofs = prepared(site, journal, clock);
        proofs.thread.start();
        return proofs;
    }

    /** Days are proven when the test says so. */
    static Proofs prepared(SiteFile site, Journal journal, InstantSource clock)
            throws SQLException, InterruptedException {
        journal.renewal()
                .prepare(List.of(ProofTables.PLACE, ProofTables.STREAMS, ReceiverReports.TABLE), Sql.writing(sql -> {
                    ProofTables.create(sql);
                    ReceiverReports.create(sql);
                }));
        return new Proofs(
                new Proving(site.origin(), journal, clock.withZone(site.site().timezone())),
                new ReceiverReports(journal));
    }

    Proving proving() {
        return proving;
    }

    /** What receivers said last. */
    public ReceiverReports reports() {
        return reports;
    }

    /** Has all that there is by now proven, whatever the clock says. Returns at once. */
    public void ask() {
        if (asked.availablePermits() == 0) {
            asked.release();
        }
    }

    private void run() {
        try {
            boolean wanted = asked.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            while (true) {
                Duration wait = step(wanted) ? ROUND : PATIENCE;
                wanted = asked.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** False where it came to nothing, and is to be tried again. */
    private boolean step(boolean wanted) throws InterruptedException {
        try {
            proving.step(wanted);
            failed = false;
            return true;
        } catch (SQLException e) {
            if (!failed) {
                failed = true;
                Logger.warn(
                        "Days that are over cannot be proven to receivers, which is tried again: {}", e.getMessage());
            }
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
