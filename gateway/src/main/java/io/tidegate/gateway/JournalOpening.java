package io.tidegate.gateway;

import io.tidegate.gateway.journal.DiskUnavailable;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.site.GatewaySettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Opens the journal, however long the disk does not allow it: a box that has found its disk full must come back by itself
 * when somebody has made room. It happens on a thread of its own, since on a second core that shortens the start. Used by
 * the starting thread; {@link #trouble} is safe from any thread.
 */
final class JournalOpening implements AutoCloseable {

    private static final Duration PAUSE_MIN = Duration.ofMillis(250);

    /** Trying costs nothing, and somebody who has made room is looking at the page. */
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    private final GatewaySettings settings;
    private final FutureTask<Journal> task = new FutureTask<>(this::open);
    private final Thread thread = Thread.ofPlatform().name("journal-opening").unstarted(task);
    private volatile @Nullable Journal journal;
    private volatile Optional<String> unavailable = Optional.empty();

    private JournalOpening(GatewaySettings settings) {
        this.settings = settings;
    }

    /** Begins, and goes on until the journal is open or this is closed. */
    static JournalOpening begin(GatewaySettings settings) {
        JournalOpening opening = new JournalOpening(settings);
        opening.thread.start();
        return opening;
    }

    /** Waits so long, or until it is known. A failure shows in {@link #untilOpen}. */
    boolean isOpenWithin(Duration time) throws InterruptedException {
        return thread.join(time);
    }

    /** Returns when it is open. @throws SQLException when it is not the disk, and trying again would help nobody */
    Journal untilOpen() throws SQLException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException cannot) {
                throw cannot;
            }
            throw new IllegalStateException("the journal cannot be opened", e.getCause());
        }
    }

    private Journal open() throws SQLException, InterruptedException {
        for (Duration pause = PAUSE_MIN; ; pause = longer(pause)) {
            Optional<Journal> open = tryOnce();
            if (open.isPresent()) {
                return open.get();
            }
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : doubled;
    }

    private Optional<Journal> tryOnce() throws SQLException {
        try {
            Journal open = Journal.open(settings.data(), settings);
            journal = open;
            if (unavailable.isPresent()) {
                Logger.info("The journal is open; the start goes on");
                unavailable = Optional.empty();
            }
            return Optional.of(open);
        } catch (DiskUnavailable e) {
            if (unavailable.isEmpty()) {
                Logger.error(
                        e.getCause(), "The start waits, and goes on by itself: {}", String.valueOf(e.getMessage()));
            }
            unavailable = Optional.ofNullable(e.getMessage());
            return Optional.empty();
        }
    }

    /** Gives up, or closes the journal that was opened. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Journal open = journal;
        if (open != null) {
            open.close();
        }
    }

    /** What the disk refuses now, in words for staff, before the journal is open and after. */
    Optional<String> trouble() {
        Journal open = journal;
        return open == null ? unavailable : open.trouble();
    }
}
