package io.tidegate.gateway.journal;

import io.tidegate.gateway.journal.WaitingLine.Waiting;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * The journal's one thread: takes a group, commits it, acknowledges it, and does its housekeeping in between. A failed
 * commit is retried until it succeeds, and meanwhile nothing is acknowledged. Counters and {@link #trouble} are safe
 * from any thread; all else happens on the thread itself.
 */
final class JournalWriter implements Runnable {

    /** Moved cursors ride with a commit at most this often, and get one of their own only after a longer while. */
    private static final long CURSORS_RIDE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long CURSORS_ALONE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final long HOUSEKEEPING_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long RETRY_MIN_MILLIS = 100;
    private static final long RETRY_MAX_MILLIS = 5_000;

    private final Store store;
    private final WaitingLine line;
    private final ClockState clock;
    private final Cursors cursors;
    private final Projections projections;
    private final Retention retention;
    private final List<Consumer<List<Entry>>> taps = new CopyOnWriteArrayList<>();
    private final Progress progress;
    private final AtomicLong groups = new AtomicLong();
    private final AtomicLong commitNanos = new AtomicLong();
    private volatile @Nullable String trouble;
    private long cursorsSavedAt = System.nanoTime();

    /** @param shared what readers wait for */
    JournalWriter(
            Store store, WaitingLine line, ClockState clock, Cursors cursors, Housekeeping house, Progress shared) {
        this.store = store;
        this.line = line;
        this.clock = clock;
        this.cursors = cursors;
        this.projections = house.projections();
        this.retention = house.retention();
        this.progress = shared;
    }

    /** What the thread does between commits. */
    record Housekeeping(Projections projections, Retention retention) {}

    @Override
    public void run() {
        try {
            while (!line.finished()) {
                List<Waiting> group = line.nextGroup(System.nanoTime() + HOUSEKEEPING_NANOS);
                if (!group.isEmpty()) {
                    commit(group);
                }
                keepHouse();
            }
            saveCursors();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            line.abandon(new IllegalStateException("the journal was interrupted", e));
        } catch (RuntimeException | Error bug) {
            trouble = "The journal has stopped because of an error in the program: " + bug
                    + ". Nothing more is acknowledged. Restart the gateway and report this.";
            Logger.error(bug, "The journal stops: nothing more is acknowledged until the gateway is restarted");
            line.abandon(bug);
        } finally {
            progress.close();
        }
    }

    private void commit(List<Waiting> group) throws InterruptedException {
        long started = System.nanoTime();
        boolean ride = cursors.dirty() && started - cursorsSavedAt > CURSORS_RIDE_NANOS;
        Store.Written written = write(group, ride ? Optional.of(cursors) : Optional.empty());
        if (ride) {
            cursors.saved(written.cursors());
            cursorsSavedAt = started;
        }
        groups.incrementAndGet();
        commitNanos.addAndGet(System.nanoTime() - started);
        progress.advance(written.last());
        // First, so that what these acknowledgements set off is known to come after them.
        line.acknowledged();
        for (Waiting waiting : group) {
            waiting.onDisk().complete(null);
        }
        tell(written);
    }

    /** Writes until it is on disk. */
    private Store.Written write(List<Waiting> group, Optional<Cursors> moved) throws InterruptedException {
        while (true) {
            SQLException failure;
            try {
                Store.Written written = store.commit(group, clock, moved);
                wellAgain();
                return written;
            } catch (SQLException e) {
                failure = e;
            } catch (Store.DiskTrouble e) {
                failure = e.sql();
            }
            if (!Store.isDisk(failure)) {
                store.rollback();
                throw new IllegalStateException("a group cannot be written", failure);
            }
            troubled(failure);
            Optional<Store.Written> already = recover(group);
            if (already.isPresent()) {
                wellAgain();
                return already.get();
            }
        }
    }

    /** Waits until the file can be opened again. Present when the group turns out to be on disk. */
    private Optional<Store.Written> recover(List<Waiting> group) throws InterruptedException {
        List<Observation> observations =
                group.stream().flatMap(each -> each.batch().seen().stream()).toList();
        long first = store.last() + 1;
        for (long pause = RETRY_MIN_MILLIS; ; pause = Math.min(2 * pause, RETRY_MAX_MILLIS)) {
            TimeUnit.MILLISECONDS.sleep(pause);
            try {
                return store.recover(observations.size())
                        ? Optional.of(new Store.Written(first, Instant.now(), observations, Map.of()))
                        : Optional.empty();
            } catch (SQLException stillFailing) {
                troubled(stillFailing);
            }
        }
    }

    private void troubled(SQLException failure) {
        if (trouble == null) {
            Logger.error(
                    "Nothing can be acknowledged: the disk does not take it ({}). Devices keep their data; I go on by"
                            + " myself when there is room.",
                    failure.getMessage());
        }
        trouble = "The disk is full or failing, so nothing new can be saved: " + failure.getMessage()
                + ". Make room, or replace the SD card; it goes on by itself.";
    }

    private void wellAgain() {
        if (trouble != null) {
            trouble = null;
            Logger.info("The disk takes data again; everything that waited is saved");
        }
    }

    private void tell(Store.Written written) {
        if (taps.isEmpty() || written.count() == 0) {
            return;
        }
        List<Entry> entries = new ArrayList<>(written.count());
        for (int i = 0; i < written.count(); i++) {
            entries.add(new Entry(
                    written.first() + i,
                    written.recordedAt(),
                    written.observations().get(i)));
        }
        taps.forEach(tap -> tap.accept(entries));
    }

    private void keepHouse() {
        try {
            projections.step(store, cursors);
            retention.step(store, cursors, clock.now());
            if (cursors.dirty() && System.nanoTime() - cursorsSavedAt > CURSORS_ALONE_NANOS) {
                saveCursors();
            }
        } catch (SQLException e) {
            // What matters waits in memory and is tried again; the next commit finds out whether the disk is in
            // trouble.
            store.rollback();
            Logger.debug(e, "Housekeeping is put off");
        }
    }

    private void saveCursors() {
        try {
            Map<String, Long> written = cursors.save(store.connection());
            store.connection().commit();
            cursors.saved(written);
            cursorsSavedAt = System.nanoTime();
        } catch (SQLException e) {
            store.rollback();
            Logger.warn(
                    "Cursors could not be saved ({}); some entries will be sent again after a restart", e.getMessage());
        }
    }

    void tap(Consumer<List<Entry>> tap) {
        taps.add(tap);
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    long groups() {
        return groups.get();
    }

    long commitNanos() {
        return commitNanos.get();
    }
}
