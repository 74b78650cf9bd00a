package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.tinylog.Logger;

/**
 * The times of lines that bring none, each later than the one before, so that what is sold after a count is not taken for
 * counted. While the box's clock is not set, they come after all that is booked: a count by a clock that stands in 1970
 * would else be older than everything, and count nothing. Safe from any thread.
 */
final class Moments {

    private static final int LOOKED_AT = 1_000;

    /** So far a set clock may be behind the last line, as after a long list, a millisecond for each of its lines. */
    private static final Duration BEHIND_MAX = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final BooleanSupplier synchronised;
    private Instant last;

    private Moments(InstantSource clock, BooleanSupplier synchronised, Instant last) {
        this.clock = clock;
        this.synchronised = synchronised;
        this.last = last;
    }

    static Moments after(Sql sql, InstantSource clock, BooleanSupplier synchronised) {
        return new Moments(clock, synchronised, Instant.ofEpochMilli(newest(sql)));
    }

    /** Of the last lines: nobody waits at the start until all of them are read. */
    private static long newest(Sql sql) {
        try {
            return sql.number(
                    "SELECT max(at) FROM (SELECT at FROM ledger_line ORDER BY position DESC LIMIT ?)", LOOKED_AT);
        } catch (SQLException damaged) {
            Logger.warn("The last lines of the ledger cannot be read; times go by the clock: {}", damaged.getMessage());
            return 0;
        }
    }

    /** By the clock alone. */
    Instant now() {
        return clock.instant();
    }

    synchronized Instant next() {
        Instant now = Instant.ofEpochMilli(clock.instant().toEpochMilli());
        Instant behind = last.plusMillis(1);
        boolean believed = synchronised.getAsBoolean() && now.isBefore(behind.minus(BEHIND_MAX));
        last = believed || now.isAfter(behind) ? now : behind;
        return last;
    }
}
