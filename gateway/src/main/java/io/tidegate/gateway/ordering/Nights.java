package io.tidegate.gateway.ordering;

import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.ordering.Orders.Progress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * Computes the proposals once a night, and whenever somebody asks for it. A box that was off does it after its start. Its
 * own thread, and no more than that: on a board with several cores the others stay free; started and closed by one.
 */
final class Nights implements AutoCloseable {

    /** How often the clock is looked at: it may be set meanwhile. */
    private static final Duration ROUND = Duration.ofMinutes(1);

    /** After a start all else comes first; after a failure the disk is given time. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long CLOSE_MILLIS_MAX = 5_000;

    private final Night night;
    private final Inventory inventory;
    private final LocalTime at;
    private final ZoneId zone;
    private final Semaphore asked = new Semaphore(0);
    private final Thread thread;
    private volatile Progress progress;

    Nights(Night night, Inventory inventory, LocalTime at, ZoneId zone, Optional<Run> last) {
        this.night = night;
        this.inventory = inventory;
        this.at = at;
        this.zone = zone;
        this.progress = new Progress(0, 0, last, Optional.empty());
        this.thread = Thread.ofPlatform().name("orders").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    Progress progress() {
        return progress;
    }

    /** Has them computed now; while they are being computed, once more afterwards. Returns at once. From any thread. */
    void ask() {
        if (asked.availablePermits() == 0) {
            asked.release();
        }
    }

    private void run() {
        try {
            boolean wanted = asked.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            while (!Thread.currentThread().isInterrupted()) {
                Duration wait = ROUND;
                if (wanted || isDue()) {
                    wait = step() ? ROUND : PATIENCE;
                }
                wanted = asked.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the hour has come since the last night; also where that was by a clock that ran ahead. */
    boolean isDue() {
        Instant now = inventory.moment();
        LocalDate today = LocalDate.ofInstant(now, zone);
        Instant hour = hour(today);
        Instant latest = hour.isAfter(now) ? hour(today.minusDays(1)) : hour;
        return progress.last()
                .map(Run::started)
                .filter(started -> !started.isBefore(latest) && !started.isAfter(now))
                .isEmpty();
    }

    private Instant hour(LocalDate day) {
        return day.atTime(at).atZone(zone).toInstant();
    }

    /** Computes them; false where that came to nothing. */
    boolean step() throws InterruptedException {
        Progress before = progress;
        try {
            progress = new Progress(0, 1, before.last(), Optional.empty());
            Run run = night.run((done, items) -> progress = new Progress(done, items, before.last(), Optional.empty()));
            progress = new Progress(0, 0, Optional.of(run), Optional.empty());
            return true;
        } catch (SQLException e) {
            if (before.trouble().isEmpty()) {
                Logger.warn("What to order could not be computed, and is tried again: {}", e.getMessage());
            }
            progress = new Progress(0, 0, before.last(), Optional.of(String.valueOf(e.getMessage())));
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
