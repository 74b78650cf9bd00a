package io.tidegate.gateway.inventory;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * The times of lines that bring none. While the box's clock is not set, they come after all that is booked: a count by a
 * clock that stands in 1970 would else be older than everything, and count nothing. Safe from any thread.
 */
final class Moments {

    private final InstantSource clock;
    private final BooleanSupplier synchronised;
    private Instant last;

    private Moments(InstantSource clock, BooleanSupplier synchronised, Instant last) {
        this.clock = clock;
        this.synchronised = synchronised;
        this.last = last;
    }

    static Moments after(Sql sql, InstantSource clock, BooleanSupplier synchronised) throws SQLException {
        long newest = sql.number("SELECT max(at) FROM ledger_line");
        return new Moments(clock, synchronised, Instant.ofEpochMilli(newest));
    }

    /** By the clock alone. */
    Instant now() {
        return clock.instant();
    }

    synchronized Instant next() {
        Instant now = Instant.ofEpochMilli(clock.instant().toEpochMilli());
        Instant behind = last.plusMillis(1);
        last = synchronised.getAsBoolean() || now.isAfter(behind) ? now : behind;
        return last;
    }
}
