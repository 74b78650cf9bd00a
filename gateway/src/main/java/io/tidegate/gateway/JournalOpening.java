package io.tidegate.gateway;

import io.tidegate.gateway.journal.DiskUnavailable;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.site.GatewaySettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Opens the journal, however long the disk does not allow it: a box that has found its disk full must come back by itself
 * when somebody has made room. Used by the starting thread; {@link #trouble} is safe from any thread.
 */
final class JournalOpening {

    private static final Duration PAUSE_MIN = Duration.ofMillis(250);

    /** Trying costs nothing, and somebody who has made room is looking at the page. */
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    private final GatewaySettings settings;
    private volatile @Nullable Journal journal;
    private volatile Optional<String> unavailable = Optional.empty();

    JournalOpening(GatewaySettings settings) {
        this.settings = settings;
    }

    /** @throws SQLException when it is not the disk, and trying again would help nobody */
    Journal untilOpen() throws SQLException, InterruptedException {
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
                Logger.info("The disk takes data again; the start goes on");
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

    /** What the disk refuses now, in words for staff, before the journal is open and after. */
    Optional<String> trouble() {
        Journal open = journal;
        return open == null ? unavailable : open.status().trouble();
    }
}
