package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/**
 * Applies projections: along with a group's commit where one is nearly up to date, in slices of its own between groups
 * where it is far behind, each of which ends as soon as a group waits. State and cursor always go in one transaction.
 * Registered from any thread; all else is for the journal's thread.
 */
final class Projections implements Rider {

    /** Who is further behind goes in slices of its own. */
    static final int SLICE_ENTRIES = 2_000;

    /** In one commit of its own at most, while no group waits: the longer, the fewer pages are written twice. */
    private static final int ALONE_ENTRIES_MAX = 20_000;

    /** So long it works without looking whether a group waits, for which the slice then ends. */
    private static final long PART_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int PART_ENTRIES_MIN = 50;

    /** One that is in the very commit of each group takes whatever is in it. */
    private static final int RIDE_ENTRIES_MAX = WaitingLine.GROUP_MAX + SLICE_ENTRIES;

    private static final long RIDE_BYTES_MAX = WaitingLine.GROUP_BYTES_MAX + BlockReader.SLICE_BYTES;

    /** What is due and finds no group to go along with waits this long before it gets a commit of its own. */
    private static final long ALONE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final long RETRY_MIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long RETRY_MAX_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final class Running {
        final Projection projection;
        final String cursor;
        final BlockReader blocks;
        long dueAt;
        long retryNanos;

        /** Damaged blocks lie ahead: only a slice of its own gets past them. */
        boolean detours;

        /** The last slice was full before its end, or made way: it goes on at once. */
        boolean cut;

        /** As many as take {@link #PART_NANOS}, by what the last took. */
        int partEntries = PART_ENTRIES_MIN;

        Running(Projection projection, BlockReader blocks, long now) {
            this.projection = projection;
            this.cursor = Cursors.PROJECTION + projection.name();
            this.blocks = blocks;
            this.dueAt = now;
        }

        void took(int entries, long nanos) {
            if (entries >= PART_ENTRIES_MIN) {
                long fitting = entries * PART_NANOS / Math.max(1, nanos);
                partEntries = Math.clamp(fitting, PART_ENTRIES_MIN, SLICE_ENTRIES);
            }
        }

        boolean patient() {
            return !projection.lag().isZero();
        }
    }

    /**
     * What to apply at once: entries up to the newest, at most so many and so large.
     *
     * @param givesWay whether it may end before that, for a group that waits
     */
    private record Slice(long last, int limit, long bytes, boolean givesWay) {

        static Slice alone(long last) {
            return new Slice(last, ALONE_ENTRIES_MAX, BlockReader.SLICE_BYTES, true);
        }

        /** In a group's commit, like {@link #along}, but it can wait for the next where that is much. */
        static Slice patient(long last) {
            return new Slice(last, SLICE_ENTRIES, BlockReader.SLICE_BYTES, false);
        }

        /** @param onlyGroup nothing else is to be applied: it is in memory already, however large */
        static Slice along(long last, boolean onlyGroup) {
            return new Slice(last, RIDE_ENTRIES_MAX, onlyGroup ? Long.MAX_VALUE : RIDE_BYTES_MAX, false);
        }
    }

    /** One that stands in the open transaction. */
    private record Boarded(Running running, Slice slice, long upTo, long skipped) {

        boolean isCut() {
            return upTo < slice.last;
        }
    }

    /** One that is up to date, and to which the group in the open transaction is nothing. */
    private record Passing(Running running, long upTo) {}

    private final List<Running> all = new CopyOnWriteArrayList<>();
    private final Cursors cursors;
    private final BlockTimes times;
    private final Damage damage;
    private final LongSupplier nanos;
    private final BooleanSupplier groupWaits;
    private final List<Boarded> boarded = new ArrayList<>();
    private final List<Passing> passing = new ArrayList<>();

    /** @param groupWaits whether a group could be committed now */
    Projections(Cursors cursors, BlockTimes times, Damage damage, LongSupplier nanos, BooleanSupplier groupWaits) {
        this.cursors = cursors;
        this.times = times;
        this.damage = damage;
        this.nanos = nanos;
        this.groupWaits = groupWaits;
    }

    void add(Projection projection) {
        Running running = new Running(projection, new BlockReader(times, damage), nanos.getAsLong());
        cursors.openProjection(running.cursor);
        all.add(running);
    }

    @Override
    public void board(Connection transaction, List<Observation> group, long last) throws SQLException {
        boarded.clear();
        passing.clear();
        for (Running each : all) {
            long upTo = ready(each, last);
            long behind = upTo - cursors.done(each.cursor);
            if (behind == group.size() && !each.patient() && passes(each, group)) {
                passing.add(new Passing(each, upTo));
                continue;
            }
            Slice slice = each.patient() ? Slice.patient(upTo) : Slice.along(upTo, behind == group.size());
            boolean near = behind <= slice.limit && behind - group.size() <= SLICE_ENTRIES;
            if (isDue(each) && behind > 0 && near && !each.detours) {
                apply(each, transaction, transaction, slice);
            }
        }
    }

    @Override
    public void landed() {
        long now = nanos.getAsLong();
        for (Boarded each : boarded) {
            cursors.advance(each.running.cursor, each.upTo, Counts.missed(each.skipped));
            each.running.projection.reached(each.upTo);
            each.running.retryNanos = 0;
            each.running.cut = each.isCut();
            each.running.dueAt =
                    each.isCut() ? now : now + each.running.projection.lag().toNanos();
        }
        boarded.clear();
        for (Passing each : passing) {
            cursors.pass(each.running.cursor, each.upTo);
            each.running.projection.reached(each.upTo);
        }
        passing.clear();
    }

    /** Nothing of what the group brings concerns it. */
    private static boolean passes(Running each, List<Observation> group) {
        return !group.isEmpty() && group.stream().noneMatch(each.projection::concerns);
    }

    /** Brings on, by one slice each, those that are far behind or that no group takes along. True when more is to do. */
    boolean step(Store store) throws SQLException {
        boolean more = false;
        for (Running each : all) {
            long upTo = ready(each, store.last());
            long behind = upTo - cursors.done(each.cursor);
            boolean far = behind > SLICE_ENTRIES || each.detours || each.cut;
            if (isDue(each) && behind > 0 && (far || waitedEnough(each))) {
                slice(each, store, upTo);
                more |= far || each.cut;
            }
        }
        return more;
    }

    /** Up to where it may be brought now. */
    private long ready(Running each, long last) {
        return each.projection.needsSettledTimes() ? times.unsettled().settledTo(last) : last;
    }

    private void slice(Running each, Store store, long last) throws SQLException {
        boarded.clear();
        passing.clear();
        try {
            apply(each, store.reader(), store.connection(), Slice.alone(last));
        } catch (SQLException e) {
            if (!DiskTrouble.isDamage(e)) {
                throw e;
            }
            store.rollback();
            return;
        }
        store.commit();
        landed();
    }

    private boolean isDue(Running each) {
        return nanos.getAsLong() - each.dueAt >= 0;
    }

    private boolean waitedEnough(Running each) {
        return !each.patient() || nanos.getAsLong() - each.dueAt >= ALONE_NANOS;
    }

    /** One that fails is taken out of the transaction; what else is in it stays, unless it met damage. */
    private void apply(Running each, Connection reader, Connection transaction, Slice slice) throws SQLException {
        Savepoint before = transaction.setSavepoint();
        try {
            Boarded taken = take(each, reader, transaction, slice);
            cursors.applies(each.cursor);
            CursorTable.write(
                    transaction, each.cursor, Cursor.Place.of(taken.upTo, cursors.missed(each.cursor) + taken.skipped));
            transaction.releaseSavepoint(before);
            boarded.add(taken);
        } catch (SQLException | RuntimeException e) {
            if (DiskTrouble.mayPass(e)) {
                throw e;
            }
            transaction.rollback(before);
            failed(each, e);
            if (DiskTrouble.isDamage(e)) {
                throw e;
            }
        }
    }

    /** Part by part, or all at once where the group is in the transaction already. */
    private Boarded take(Running each, Connection reader, Connection transaction, Slice slice) throws SQLException {
        long done = cursors.done(each.cursor);
        long upTo = done;
        int taken = 0;
        do {
            int limit = slice.givesWay ? Math.min(each.partEntries, slice.limit - taken) : slice.limit;
            long began = nanos.getAsLong();
            List<Entry> entries =
                    each.blocks.after(reader, upTo, (int) Math.min(limit, slice.last - upTo), slice.bytes);
            // Where blocks are damaged, as many entries reach further.
            boolean further = entries.removeIf(entry -> entry.position() > slice.last);
            each.detours = each.blocks.detoured() && reader.equals(transaction);
            if (each.detours) {
                throw DiskTrouble.damage("the journal is damaged on the way");
            }
            upTo = each.blocks.isCut() && !further ? entries.getLast().position() : slice.last;
            if (!entries.isEmpty()) {
                each.projection.apply(entries, transaction);
            }
            taken += entries.size();
            each.took(entries.size(), nanos.getAsLong() - began);
        } while (slice.givesWay && upTo < slice.last && taken < slice.limit && !groupWaits.getAsBoolean());
        return new Boarded(each, slice, upTo, Math.max(0, upTo - done - taken));
    }

    /** Where its tables are damaged it may still get past the place: new entries seldom touch old pages. */
    private void failed(Running each, Exception e) {
        if (each.detours) {
            return;
        }
        if (DiskTrouble.isDamage(e)) {
            damage.foundBy(each.projection.name(), e);
        }
        if (each.retryNanos == 0) {
            Logger.error(
                    e, "'{}' cannot be brought up to date; the rest goes on, and I try again", each.projection.name());
        }
        each.retryNanos = Math.clamp(2 * each.retryNanos, RETRY_MIN_NANOS, RETRY_MAX_NANOS);
        each.dueAt = nanos.getAsLong() + each.retryNanos;
    }
}
