package io.tidegate.gateway.journal;

import io.tidegate.site.GatewaySettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * Lets go of the oldest entries: by age, once every reader has had them and the clock can be believed; and by size,
 * whether they were had or not, since a full disk would stop everything. Freed pages are used again, so the file stays
 * within its limit. Used by the journal's thread only.
 */
final class Retention {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Blocks in one small transaction. */
    private static final int STEP_BLOCKS = 200;

    /** Steps in a row, so that a lowered limit is reached soon and acknowledgements still come in between. */
    private static final int STEPS_MAX = 5;

    private final GatewaySettings.Retention limits;
    private long lookedAt = System.nanoTime() - EVERY_NANOS;
    private volatile long first = 1;
    private volatile Instant oldest = Instant.EPOCH;

    Retention(GatewaySettings.Retention limits) {
        this.limits = limits;
    }

    void step(Store store, Cursors cursors, ClockState.Stamp now) throws SQLException {
        if (System.nanoTime() - lookedAt < EVERY_NANOS) {
            return;
        }
        apply(store, cursors, now);
        lookedAt = System.nanoTime();
    }

    void apply(Store store, Cursors cursors, ClockState.Stamp now) throws SQLException {
        for (int i = 0; i < STEPS_MAX && oneStep(store, cursors, now); i++) {
            Thread.onSpinWait();
        }
        look(store.connection());
    }

    /** False when there is nothing to let go of. */
    private boolean oneStep(Store store, Cursors cursors, ClockState.Stamp now) throws SQLException {
        long upTo = tooMany(store.connection());
        if (upTo == 0 && now.synchronised()) {
            upTo = tooOld(
                    store.connection(),
                    cursors.doneByAll(store.last()),
                    now.wall().minus(limits.age()));
        }
        if (upTo == 0) {
            return false;
        }
        Blocks.remove(store.connection(), upTo);
        store.connection().commit();
        for (JournalStatus.Reader reader : cursors.removed(upTo)) {
            Logger.warn(
                    "'{}' has missed {} entries up to {}: it was away for longer than the journal may keep"
                            + " (gateway.retention). They are gone for it.",
                    reader.name(),
                    reader.missed(),
                    upTo);
        }
        return true;
    }

    private long tooMany(Connection connection) throws SQLException {
        long pages =
                Schema.number(connection, "PRAGMA page_count") - Schema.number(connection, "PRAGMA freelist_count");
        long bytes = pages * Schema.number(connection, "PRAGMA page_size");
        return bytes <= limits.bytes() ? 0 : Schema.number(connection, oldest(STEP_BLOCKS, ""));
    }

    private static long tooOld(Connection connection, long had, Instant before) throws SQLException {
        String sql = oldest(STEP_BLOCKS, "WHERE last <= ? AND recorded < ?");
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, had);
            select.setLong(2, before.toEpochMilli());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** The last position of the oldest blocks; 0 when only the newest block is left, which stays. */
    private static String oldest(int blocks, String where) {
        return "SELECT max(last) FROM (SELECT first, last, recorded FROM block ORDER BY first LIMIT " + blocks
                + ") " + (where.isEmpty() ? "WHERE" : where + " AND")
                + " first < (SELECT max(first) FROM block)";
    }

    private void look(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT first, recorded FROM block ORDER BY first LIMIT 1");
                ResultSet row = select.executeQuery()) {
            if (row.next()) {
                first = row.getLong(1);
                oldest = Instant.ofEpochMilli(row.getLong(2));
            }
        }
        connection.commit();
    }

    long first() {
        return first;
    }

    Instant oldest() {
        return oldest;
    }
}
