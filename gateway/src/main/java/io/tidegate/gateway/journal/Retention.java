package io.tidegate.gateway.journal;

import io.tidegate.site.GatewaySettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/**
 * Lets go of the oldest entries: by age, once every reader has had them and the clock can be believed; and by size,
 * whether they were had or not, since a full disk would stop everything. Freed pages are used again, so the file stays
 * within its limit. Used by the journal's thread only; {@link #first} and {@link #oldest} are safe from any thread.
 */
final class Retention {

    /** How often it looks. While there is more to let go of, it goes on between groups. */
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Blocks in one small transaction, so that no acknowledgement waits long for it. */
    static final int STEP_BLOCKS = 200;

    /** Blocks that one look for aged ones goes through. */
    private static final int SEARCH_BLOCKS = 1_000;

    private final GatewaySettings.Retention limits;
    private final LongSupplier nanos;
    private long nextLookAt;
    private long searchedTo;
    private long agedTo;
    private volatile long first = 1;
    private volatile Instant oldest = Instant.EPOCH;

    Retention(GatewaySettings.Retention limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        this.nextLookAt = nanos.getAsLong();
    }

    /** True when there is more to do at once. */
    boolean step(Store store, Cursors cursors, ClockState.Stamp now) throws SQLException {
        if (nanos.getAsLong() - nextLookAt < 0) {
            return false;
        }
        boolean more = oneStep(store, cursors, now);
        look(store);
        if (!more) {
            nextLookAt = nanos.getAsLong() + EVERY_NANOS;
        }
        return more;
    }

    private boolean oneStep(Store store, Cursors cursors, ClockState.Stamp now) throws SQLException {
        Connection connection = store.connection();
        boolean large = isTooLarge(connection);
        long upTo = Long.MAX_VALUE;
        if (!large) {
            upTo = now.synchronised()
                    ? aged(
                            connection,
                            cursors.doneByAll(store.last()),
                            now.wall().minus(limits.age()).toEpochMilli())
                    : 0;
        }
        if (upTo == 0 || Blocks.remove(connection, upTo, STEP_BLOCKS) == 0) {
            connection.commit();
            return false;
        }
        long gone = Blocks.oldestPosition(connection, store.last()) - 1;
        var news = cursors.removed(gone, store.last());
        // In the same commit: or after a crash a reader would seem to have missed what it had already had.
        Map<String, Cursors.Place> places = cursors.save(connection);
        store.commit();
        cursors.saved(places);
        for (JournalStatus.Reader reader : news) {
            Logger.warn(
                    "'{}' misses entries up to {} and perhaps more to come: it was away for longer than the journal may"
                            + " keep (gateway.retention). The status page counts them.",
                    reader.name(),
                    reader.done());
        }
        return true;
    }

    /** Counts what is in use: pages that were freed are used again. */
    private boolean isTooLarge(Connection connection) throws SQLException {
        long pages =
                Schema.number(connection, "PRAGMA page_count") - Schema.number(connection, "PRAGMA freelist_count");
        return pages * Schema.PAGE_BYTES > limits.bytes();
    }

    /**
     * The last position of what is too old and was had by all; 0 for none. Blocks stand in the order of recording, so one
     * that is too old by a clock that could be believed makes all before it too old, whatever their own clock said.
     */
    private long aged(Connection connection, long had, long before) throws SQLException {
        if (agedTo < first) {
            search(connection, before);
        }
        return agedTo < first ? 0 : Math.min(agedTo, had);
    }

    /** Goes through some blocks from the oldest on, or from where the last search stopped among unbelievable ones. */
    private void search(Connection connection, long before) throws SQLException {
        int seen = 0;
        boolean recent = false;
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT first, last, recorded, synchronised FROM block WHERE first > ? ORDER BY first LIMIT ?""")) {
            select.setLong(1, searchedTo);
            select.setInt(2, SEARCH_BLOCKS);
            try (ResultSet row = select.executeQuery()) {
                while (!recent && row.next()) {
                    seen++;
                    searchedTo = row.getLong(1);
                    boolean believed = row.getInt(4) == 1;
                    recent = believed && row.getLong(3) >= before;
                    if (believed && !recent) {
                        agedTo = row.getLong(2);
                    }
                }
            }
        }
        if (recent || agedTo >= first || seen < SEARCH_BLOCKS) {
            searchedTo = 0;
        }
    }

    /** Where the journal begins now. */
    void look(Store store) throws SQLException {
        try (PreparedStatement select = store.connection()
                        .prepareStatement("SELECT first, " + Blocks.RECORDED + Blocks.FROM + "ORDER BY first LIMIT 1");
                ResultSet row = select.executeQuery()) {
            if (row.next()) {
                first = row.getLong(1);
                oldest = Instant.ofEpochMilli(row.getLong(2));
            }
        }
        store.connection().commit();
    }

    long first() {
        return first;
    }

    Instant oldest() {
        return oldest;
    }
}
