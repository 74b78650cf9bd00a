package io.tidegate.gateway.journal;

import io.tidegate.site.GatewaySettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/**
 * Lets go of the oldest entries: by age, once every reader has had them and the clock can be believed; and by size,
 * whether they were had or not, since a full disk would stop everything. The size is that of the entries alone: what
 * history or parked payloads take never costs an entry. Freed pages are used again. Used by the journal's thread only, but
 * for {@link #first} and {@link #oldest}.
 */
final class Retention {

    /** How often it looks. While there is more to let go of, it goes on between groups. */
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Blocks that one look for aged ones goes through. */
    private static final int SEARCH_BLOCKS = 1_000;

    private final GatewaySettings.Retention limits;
    private final Trimming trimming;
    private final LongSupplier nanos;
    private long nextLookAt;
    private long searchedTo;
    private long agedTo;
    private volatile long first = 1;
    private volatile Instant oldest = Instant.EPOCH;

    Retention(GatewaySettings.Retention limits, Damage damage, LongSupplier nanos) {
        this.limits = limits;
        this.trimming = new Trimming(damage);
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

    /** Nothing moves in memory before it is so on disk. */
    private boolean oneStep(Store store, Cursors cursors, ClockState.Stamp now) throws SQLException {
        Connection connection = store.connection();
        long upTo = upTo(store, cursors, now);
        Optional<Trimming.Step> step = upTo == 0 ? Optional.empty() : trimming.step(store, upTo);
        if (step.isEmpty()) {
            store.rollback();
            return false;
        }
        if (step.get().isDetour()) {
            return true;
        }
        long gone = step.get().first() - 1;
        // In the same commit: or after a crash a reader would seem to have missed what it had already had.
        Map<String, Cursor.Place> places = cursors.save(connection, gone);
        store.footprint().boardRemoval(connection, step.get().bytes(), store.last());
        store.commit();
        trimming.landed(step.get());
        store.footprint().removed(step.get().bytes());
        tell(cursors.removed(gone, store.last()));
        cursors.saved(places);
        return true;
    }

    private long upTo(Store store, Cursors cursors, ClockState.Stamp now) throws SQLException {
        if (store.footprint().bytes() > limits.bytes()) {
            return Long.MAX_VALUE;
        }
        long before = now.wall().minus(limits.age()).toEpochMilli();
        return now.synchronised() ? aged(store, cursors.doneByAll(store.last()), before) : 0;
    }

    private static void tell(List<JournalStatus.Reader> news) {
        for (JournalStatus.Reader reader : news) {
            Logger.warn(
                    "'{}' misses entries up to {} and perhaps more to come: it was away for longer than the journal may"
                            + " keep (gateway.retention). The status page counts them.",
                    reader.name(),
                    reader.done());
        }
    }

    /**
     * The last position of what is too old and was had by all; 0 for none. Blocks stand in the order of recording, so one
     * that is too old by a clock that could be believed makes all before it too old, whatever their own clock said.
     */
    private long aged(Store store, long had, long before) throws SQLException {
        if (agedTo < first) {
            try {
                search(store.connection(), before);
            } catch (SQLException e) {
                if (!DiskTrouble.isDamage(e)) {
                    throw e;
                }
                long readable = BlockReader.readableFrom(store.connection(), searchedTo + 1);
                searchedTo = readable == BlockReader.NOWHERE ? 0 : readable - 1;
                store.rollback();
            }
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
        try {
            look(store, trimming.from());
        } catch (SQLException e) {
            if (!DiskTrouble.isDamage(e)) {
                throw e;
            }
            long readable = BlockReader.readableFrom(store.connection(), trimming.from());
            if (readable != BlockReader.NOWHERE) {
                look(store, readable);
            }
        }
        store.rollback();
    }

    private void look(Store store, long from) throws SQLException {
        try (PreparedStatement select =
                store.connection().prepareStatement(Blocks.STAMPS + "WHERE first >= ? ORDER BY first LIMIT 1")) {
            select.setLong(1, from);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    first = row.getLong(1);
                    store.times().stretches().nothingBefore(first);
                    oldest = store.times().boots().hindsight(Blocks.stamp(row)).recordedAt();
                }
            }
        }
    }

    long first() {
        return first;
    }

    Instant oldest() {
        return oldest;
    }
}
