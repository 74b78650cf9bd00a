package io.tidegate.gateway.journal;

import io.tidegate.gateway.journal.RetentionNews.Why;
import io.tidegate.site.GatewaySettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.LongSupplier;

/**
 * Lets go of the oldest entries: by age, once every reader has had them and the clock can be believed; and by size, since a
 * full disk would stop everything. By size those go first that every reader has had; then the others are thinned, and so are
 * classes of entries that take more than their quotas. The size is that of the entries alone: what history or parked payloads
 * take never costs an entry. Freed pages are used again. Used by the journal's thread only, but for what it tells.
 */
final class Retention {

    /** How often it looks. While there is more to let go of, it goes on between groups. */
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** So soon again where somebody was reading just then. */
    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final GatewaySettings.Retention limits;
    private final Aged aged = new Aged();
    private final Trimming trimming;
    private final Thinning thinning;
    private final RetentionNews news = new RetentionNews();
    private final LongSupplier nanos;
    private long nextLookAt;
    private boolean disturbed;
    private volatile long first = 1;
    private volatile Instant oldest = Instant.EPOCH;
    private volatile Footprint.Bytes bytes = Footprint.Bytes.NONE;

    /** Some of what was thinned for want of room waits still. */
    private volatile boolean pressed;

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
        bytes = store.footprint().bytes();
        pressed = cursors.doneByAll(store.last()) < store.thinned().forRoomTo();
        if (!more) {
            nextLookAt = nanos.getAsLong() + (disturbed ? SOON_NANOS : EVERY_NANOS);
        }
        return more;
    }

    private boolean oneStep(Store store, Cursors cursors, ClockState.Stamp now) throws SQLException {
        boolean full = store.footprint().bytes().all() > limits.bytes();
        long had = cursors.doneByAll(store.last());
        long upTo = full
                ? had
                : now.synchronised()
                        ? Math.min(
                                had,
                                aged.upTo(store, first, since(now, limits.age()).toEpochMilli()))
                        : 0;
        if (upTo > 0 && trim(store, cursors, upTo)) {
            return true;
        }
        Lock stillness = cursors.readers().stillness();
        disturbed = !stillness.tryLock();
        if (disturbed) {
            return false;
        }
        try {
            return giveWay(store, cursors, now);
        } finally {
            stillness.unlock();
        }
    }

    /** One step, for the first need that there is and for which something can give way. */
    private boolean giveWay(Store store, Cursors cursors, ClockState.Stamp now) throws SQLException {
        Thinning.Leave leave = new Thinning.Leave(
                cursors.appliedByAll(store.last()),
                cursors.doneByAll(store.last()),
                cursors.readers().seams());
        for (Why why : Why.values()) {
            Optional<Thinning.Step> step = step(store, leave, why, now);
            if (step.isPresent()) {
                land(store, cursors, why, step.get());
                return true;
            }
        }
        store.rollback();
        return false;
    }

    /** In the open transaction; empty where there is no need, or nothing gives way. */
    private Optional<Thinning.Step> step(Store store, Thinning.Leave leave, Why why, ClockState.Stamp now)
            throws SQLException {
        Footprint.Bytes bytes = store.footprint().bytes();
        boolean needed = switch (why) {
            case FULL -> bytes.all() > limits.bytes();
            case READINGS -> bytes.readings() > limits.readings().bytes().orElse(Long.MAX_VALUE);
            case EVENTS -> bytes.events() > limits.events().bytes().orElse(Long.MAX_VALUE);
            case OLD_READINGS -> now.synchronised() && limits.readings().age().isPresent();
            case OLD_EVENTS -> now.synchronised() && limits.events().age().isPresent();
        };
        if (!needed) {
            return Optional.empty();
        }
        Optional<Thinning.Step> step = switch (why) {
            case FULL -> thinning.step(store, leave, now.wall(), Reduction.FOR_ROOM);
            case READINGS -> thinning.step(store, leave, now.wall(), Reduction.SUMMING_UP);
            case EVENTS -> thinning.step(store, leave, now.wall(), List.of(Reduction.NO_EVENTS));
            // Whether clouds have had them or not.
            case OLD_READINGS -> thinning.old(store, leave, since(now, limits.readings()), Reduction.MINUTES);
            case OLD_EVENTS -> thinning.old(store, leave.onlyHad(), since(now, limits.events()), Reduction.NO_EVENTS);
        };
        if (why == Why.FULL && step.isEmpty()) {
            news.nothingLeft();
        }
        return step;
    }

    private static Instant since(ClockState.Stamp now, GatewaySettings.Quota quota) {
        return since(now, quota.age().orElseThrow());
    }

    private static Instant since(ClockState.Stamp now, Duration age) {
        return now.wall().minus(age);
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
        news.missed(cursors.removed(gone, store.last()));
        cursors.saved(places);
        return true;
    }

    /** Nothing moves in memory before it is so on disk. */
    private void land(Store store, Cursors cursors, Why why, Thinning.Step step) throws SQLException {
        if (!step.detour()) {
            // In the same commit: or after a crash a reader would have what it had had as a part of something else, or
            // miss it.
            Map<String, Cursor.Place> places = cursors.save(store.connection());
            store.footprint().boardRemoval(store.connection(), step.bytes(), store.last());
            store.thinned()
                    .boardForRoom(
                            store.connection(), why == Why.FULL ? step.range().last() : 0);
            store.commit();
            store.footprint().removed(step.bytes());
            store.thinned().landed(step.range());
            news.thinned(why, step.by());
            cursors.saved(places);
        }
        thinning.landed(step);
    }

    /** Where the journal begins now. */
    void look(Store store) throws SQLException {
        try {
            look(store, trimming.from());
        } catch (SQLException e) {
            if (!DiskTrouble.isDamage(e)) {
                throw e;
            }
            long readable = Salvage.readableFrom(store.connection(), trimming.from());
            if (readable != Salvage.NOWHERE) {
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

    /** Empty before anything was found: the first entries wait for the next look. */
    Optional<Instant> oldest() {
        return Optional.of(oldest).filter(Instant.EPOCH::isBefore);
    }

    Footprint.Bytes bytes() {
        return bytes;
    }

    boolean pressed() {
        return pressed;
    }
}
