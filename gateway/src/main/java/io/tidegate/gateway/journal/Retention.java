package io.tidegate.gateway.journal;

import io.tidegate.site.GatewaySettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/**
 * Lets go of the oldest entries: by age, once every reader has had them and the clock can be believed; and by size, since a
 * full disk would stop everything. By size those go first that every reader has had; then the others are thinned. The size is
 * that of the entries alone: what history or parked payloads take never costs an entry. Freed pages are used again. Used by
 * the journal's thread only, but for {@link #first} and {@link #oldest}.
 */
final class Retention {

    /** How often it looks. While there is more to let go of, it goes on between groups. */
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Blocks that one look for aged ones goes through. */
    private static final int SEARCH_BLOCKS = 1_000;

    private final GatewaySettings.Retention limits;
    private final Trimming trimming;
    private final Thinning thinning;
    private final Set<Thinness> told = EnumSet.noneOf(Thinness.class);
    private boolean nothingLeft;
    private final LongSupplier nanos;
    private long nextLookAt;
    private long searchedTo;
    private long agedTo;
    private volatile long first = 1;
    private volatile Instant oldest = Instant.EPOCH;

    Retention(GatewaySettings.Retention limits, Damage damage, LongSupplier nanos) {
        this.limits = limits;
        this.trimming = new Trimming(damage);
        this.thinning = new Thinning(damage);
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
        boolean full = store.footprint().bytes() > limits.bytes();
        long had = cursors.doneByAll(store.last());
        long before = now.wall().minus(limits.age()).toEpochMilli();
        long upTo = full ? had : now.synchronised() ? aged(store, had, before) : 0;
        if (upTo > 0 && trim(store, cursors, upTo)) {
            return true;
        }
        return (full && thin(store, cursors, now)) || (now.synchronised() && thinOld(store, cursors, now));
    }

    /** Nothing moves in memory before it is so on disk. False where nothing can go. */
    private boolean trim(Store store, Cursors cursors, long upTo) throws SQLException {
        Connection connection = store.connection();
        Optional<Trimming.Step> step = trimming.step(store, upTo);
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
        store.thinned().removed(step.get().first());
        tell(cursors.removed(gone, store.last()));
        cursors.saved(places);
        return true;
    }

    /** What waits is worth more than readings of each second; what happened to goods is never given up. */
    private boolean thin(Store store, Cursors cursors, ClockState.Stamp now) throws SQLException {
        long applied = cursors.appliedByAll(store.last());
        Optional<Thinning.Step> step =
                thinning.step(store, applied, cursors.readers().ends(), now.wall());
        if (step.isEmpty()) {
            store.rollback();
            tellNothingLeft();
            return false;
        }
        land(store, step.get());
        tell(step.get().to());
        if (step.get().to() == Thinness.GOODS) {
            // Some of what was had ahead may be what is gone.
            cursors.readers().forgetAhead();
        }
        return true;
    }

    /** Whether clouds have had it or not: the site wants it so. */
    private boolean thinOld(Store store, Cursors cursors, ClockState.Stamp now) throws SQLException {
        if (limits.readings().isEmpty()) {
            return false;
        }
        Instant before = now.wall().minus(limits.readings().get());
        long applied = cursors.appliedByAll(store.last());
        Optional<Thinning.Step> step =
                thinning.byTheMinute(store, applied, cursors.readers().ends(), before);
        if (step.isEmpty()) {
            store.rollback();
            return false;
        }
        land(store, step.get());
        return true;
    }

    /** Nothing moves in memory before it is so on disk. */
    private void land(Store store, Thinning.Step step) throws SQLException {
        if (!step.detour()) {
            store.footprint().boardRemoval(store.connection(), step.bytes(), store.last());
            store.commit();
            store.footprint().removed(step.bytes());
            store.thinned().landed(step.range());
        }
        thinning.landed(step);
    }

    private void tell(Thinness to) {
        if (told.add(to)) {
            Logger.warn(
                    "There is no room for all that waits for clouds (gateway.retention.bytes): {}",
                    switch (to) {
                        case WHOLE, MINUTES ->
                            "the oldest readings are summed up by the minute. Look at the page Clouds";
                        case TEN_MINUTES -> "readings are summed up by ten minutes";
                        case DAYS -> "readings are summed up by the day";
                        case GOODS -> "only what happened to goods is kept of the oldest entries";
                    });
        }
    }

    private void tellNothingLeft() {
        if (!nothingLeft) {
            nothingLeft = true;
            Logger.warn("The entries take more than gateway.retention.bytes, and none of them can go: what happened to"
                    + " goods is kept until every cloud has had it, and what summaries have not seen until they have");
        }
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
