package io.tidegate.gateway.journal;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * The journal's one thread: takes a group, commits it, acknowledges it, and does its housekeeping in between. A commit
 * that the disk refuses is retried until it succeeds, and meanwhile nothing is acknowledged. Any other failure is a
 * mistake in the program: all who wait are told, and the journal stops. Counters are safe from any thread; all else
 * happens on the thread itself.
 */
final class JournalWriter implements Runnable {

    /** Without work, it looks around this often. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long RETRY_MIN_MILLIS = 100;
    private static final long RETRY_MAX_MILLIS = 5_000;

    private final Store store;
    private final WaitingLine line;
    private final ClockState clock;
    private final Housekeeping house;
    private final Progress progress;
    private final List<Rider> riders;
    private final Taps taps = new Taps();
    private final DiskTrouble trouble;
    private final CompletableFuture<Throwable> mistake = new CompletableFuture<>();
    private long pauseMillis = RETRY_MIN_MILLIS;
    private boolean refused;
    private volatile boolean clockSynchronised;

    JournalWriter(WaitingLine line, ClockState clock, Store store, Housekeeping house, Progress progress) {
        this.line = line;
        this.clock = clock;
        this.store = store;
        this.trouble = store.trouble();
        this.house = house;
        this.riders = house.riders();
        this.progress = progress;
        this.clockSynchronised = clock.now().synchronised();
    }

    @Override
    public void run() {
        try {
            boolean busy = false;
            while (!line.isFinished()) {
                List<Waiting> waiting = line.nextGroup(System.nanoTime() + (busy ? 0 : IDLE_NANOS));
                if (!waiting.isEmpty()) {
                    commit(new Group(waiting));
                }
                busy = keepHouse();
            }
            house.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            line.abandon(new IllegalStateException("the journal was closed while the disk did not take data", e));
        } catch (RuntimeException | Error bug) {
            trouble.stopped(bug);
            line.abandon(bug);
            // Before it is told, so that whoever hears of it finds all readers ended.
            progress.close();
            mistake.complete(bug);
        } finally {
            progress.close();
        }
    }

    /** Completes when a mistake in the program has ended the thread. */
    CompletionStage<Throwable> mistake() {
        return mistake;
    }

    private void commit(Group whole) throws InterruptedException {
        Group group = whole;
        while (!group.waiting().isEmpty()) {
            try {
                commitSound(group);
                return;
            } catch (Unwritable e) {
                store.rollback();
                group = refuse(group, e);
            } catch (SteppedAside e) {
                store.rollback();
                Logger.debug(e, "A group is written without what is damaged");
            }
        }
    }

    /** Logged once: who sends such things is told each time, and probably tries again. */
    private Group refuse(Group group, Unwritable unwritable) {
        if (unwritable.blamed().isEmpty()) {
            IllegalStateException bug = new IllegalStateException(
                    "a group cannot be written: " + unwritable.getMessage(), unwritable.getCause());
            group.fail(bug);
            throw bug;
        }
        if (!refused) {
            refused = true;
            Logger.error(
                    unwritable.getCause(),
                    "What cannot be written is refused, and not acknowledged; the rest goes on. Please report this,"
                            + " unless the disk is damaged");
        }
        return group.without(unwritable.blamed());
    }

    private void commitSound(Group group) throws InterruptedException, Unwritable, SteppedAside {
        long started = System.nanoTime();
        Store.Written written;
        try {
            written = write(group);
        } catch (InterruptedException | RuntimeException | Error e) {
            group.fail(e);
            throw e;
        }
        store.figures().committed(group.observations().size(), System.nanoTime() - started);
        progress.advance(store.last());
        // First, so that what these acknowledgements set off is known to come after them.
        line.acknowledged();
        group.acknowledge(written.refused());
        taps.committed(written.first(), written.recordedAt(), group.observations());
    }

    /** Returns when it is on disk. */
    private Store.Written write(Group group) throws InterruptedException, Unwritable, SteppedAside {
        boolean refusedBefore = false;
        while (true) {
            try {
                Store.Written written = store.commit(group, clock.now(), riders);
                taken(group, refusedBefore);
                return written;
            } catch (SQLException e) {
                if (!DiskTrouble.isDisk(e)) {
                    store.rollback();
                    throw new IllegalStateException("a group cannot be written: " + e.getMessage(), e);
                }
                trouble.began(e);
            }
            refusedBefore = true;
            Optional<Store.Written> already = recover();
            if (already.isPresent()) {
                taken(group, refusedBefore);
                return already.get();
            }
        }
    }

    /** A change may have had nothing to write, and so shows nothing of the disk, unless it was refused before. */
    private void taken(Group group, boolean refusedBefore) {
        pauseMillis = RETRY_MIN_MILLIS;
        if (refusedBefore || !group.observations().isEmpty() || !group.parked().isEmpty()) {
            trouble.ended();
        }
    }

    /** Waits until the file can be opened again. Present when the group turns out to be on disk. */
    private Optional<Store.Written> recover() throws InterruptedException {
        while (true) {
            TimeUnit.MILLISECONDS.sleep(pauseMillis);
            // It goes on growing from one try to the next, and is short again once the disk takes data: a disk that
            // stays full over a weekend must not be worn by trying.
            pauseMillis = Math.min(2 * pauseMillis, RETRY_MAX_MILLIS);
            try {
                return store.recover();
            } catch (SQLException stillFailing) {
                trouble.began(stillFailing);
            }
        }
    }

    private boolean keepHouse() {
        ClockState.Stamp now = clock.now();
        clockSynchronised = now.synchronised();
        return house.step(now);
    }

    Taps taps() {
        return taps;
    }

    Optional<String> trouble() {
        return trouble.words();
    }

    boolean clockSynchronised() {
        return clockSynchronised;
    }
}
