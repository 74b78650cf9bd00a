package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The newest entries whose times may still be set right: those of a boot whose clock nobody has set yet. What sums up by
 * time waits for them, but not for ever, since many a site never has a time server. Changed by the journal's thread only;
 * {@link #settledTo} is safe from any thread.
 */
final class Unsettled {

    /** So long after the boot's first entry, times count as they are. A time daemon needs a minute or two. */
    static final Duration HELD_MAX = Duration.ofMinutes(10);

    /** With so many entries held, times count as they are: each chart goes through them anew. */
    static final int HELD_ENTRIES_MAX = 50_000;

    private static final long NONE = Long.MAX_VALUE;

    private volatile long first = NONE;
    private volatile boolean over;
    private long heldUntilNanos;
    private volatile boolean clockIsNoted;

    /** When the program starts, perhaps not for the first time in this boot. What cannot be read waits for nothing. */
    void load(Connection connection, Stretches stretches, Boots boots, ClockState.Stamp now) throws SQLException {
        clockIsNoted = boots.isNoted(now.boot());
        over = clockIsNoted;
        for (long begin : stretches.newestFirst()) {
            Optional<ClockState.Stamp> shown = Blocks.stampAt(connection, begin);
            if (shown.isPresent() && shown.get().boot() != now.boot()) {
                return;
            }
            if (shown.isPresent() && !shown.get().synchronised()) {
                hold(begin, shown.get().monotonicNanos());
            }
        }
    }

    /** Before entries are committed, of which the first has that position. */
    void board(ClockState.Stamp stamp, long from) {
        if (first == NONE && !stamp.synchronised()) {
            hold(from, stamp.monotonicNanos());
        }
    }

    private void hold(long from, long monotonicNanos) {
        heldUntilNanos = monotonicNanos + HELD_MAX.toNanos();
        first = from;
    }

    /** Whether the clock is right at last, and that is not noted yet. */
    boolean isSetBy(ClockState.Stamp now) {
        return now.synchronised() && first != NONE && !clockIsNoted;
    }

    void noted() {
        clockIsNoted = true;
        over = true;
    }

    /** Gives up waiting when it is time. */
    void look(ClockState.Stamp now, long last) {
        if (first != NONE && (now.monotonicNanos() >= heldUntilNanos || last - first >= HELD_ENTRIES_MAX)) {
            over = true;
        }
    }

    /** Whether what was recorded there came since the machine started, and nobody has set its clock. Safe from any thread. */
    boolean awaitsClock(long position) {
        return position >= first && !clockIsNoted;
    }

    /** Up to where times are settled. */
    long settledTo(long last) {
        return over ? last : Math.min(last, first - 1);
    }
}
