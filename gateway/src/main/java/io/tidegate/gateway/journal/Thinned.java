package io.tidegate.gateway.journal;

import io.tidegate.gateway.journal.Standing.Range;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many entries are no more in each block that was thinned: by that a reader's books are right also for what it has not
 * come to yet. Changed by the journal's thread only; read by any.
 */
final class Thinned {

    private static final String TABLE = "thinned";
    private static final String SUMMED_UP = "entries-summed-up";
    private static final String DROPPED = "entries-dropped";
    private static final String FOR_ROOM_TO = "entries-thinned-for-room-to";

    /**
     * What is no more between the first position of a block and its last.
     *
     * @param summedUp are a part of entries that are left
     * @param dropped are nowhere
     */
    record Holes(long last, long summedUp, long dropped) {

        private static final Holes NONE = new Holes(0, 0, 0);

        long all() {
            return summedUp + dropped;
        }

        Holes and(Holes other) {
            return new Holes(Math.max(last, other.last), summedUp + other.summedUp, dropped + other.dropped);
        }

        Holes atMost(long entries) {
            return all() <= entries
                    ? this
                    : new Holes(last, Math.min(summedUp, entries), entries - Math.min(summedUp, entries));
        }

        /** Of a part of the block, as if they were spread evenly. */
        private Holes part(long of, long whole) {
            return of == whole ? this : new Holes(last, summedUp * of / whole, dropped * of / whole);
        }
    }

    /** False where the table turned out to be damaged at the start: then nobody writes to it, and what waits is told too large. */
    private boolean kept = true;

    /** Ever, by this journal; {@link Holes#last} says nothing. */
    private volatile Holes ever = Holes.NONE;

    private Holes everThen = Holes.NONE;

    /** Up to there some were thinned for want of room; 0 where none ever was. */
    private volatile long forRoomTo;

    private long forRoomToThen;

    /** Since the program started. */
    private final AtomicLong steps = new AtomicLong();

    private final ConcurrentSkipListMap<Long, Holes> byFirst = new ConcurrentSkipListMap<>();

    /** What the open transaction changes. */
    private final NavigableMap<Long, Holes> boarded = new TreeMap<>();

    void load(Connection connection, Damage damage) throws SQLException {
        damage.sparing(Footprint.COUNTERS, () -> {
            ever = new Holes(0, Footprint.counter(connection, SUMMED_UP), Footprint.counter(connection, DROPPED));
            forRoomTo = Footprint.counter(connection, FOR_ROOM_TO);
        });
        forRoomToThen = forRoomTo;
        kept = damage.sparing(TABLE, () -> {
            try (Sql sql = new Sql(connection)) {
                sql.each(
                        "SELECT first, last, summed_up, dropped FROM thinned",
                        row -> byFirst.put(row.getLong(1), new Holes(row.getLong(2), row.getLong(3), row.getLong(4))));
            }
        });
    }

    /**
     * In the place of all blocks in that range there are these now. {@link #landed} says that they are on disk.
     *
     * @param had whether every sink has had what is dropped, so that nobody misses it
     */
    void board(Connection transaction, Block.Range range, Map<Long, Holes> blocks, boolean had) throws SQLException {
        boarded.clear();
        Holes before = in(new Range(range.first() - 1, range.last()));
        Holes now = blocks.values().stream().reduce(Holes.NONE, Holes::and);
        everThen = new Holes(
                0,
                ever.summedUp + Math.max(0, now.summedUp - before.summedUp),
                ever.dropped + (had ? 0 : Math.max(0, now.dropped - before.dropped)));
        Schema.count(transaction, SUMMED_UP, everThen.summedUp);
        Schema.count(transaction, DROPPED, everThen.dropped);
        delete(transaction, range.first(), range.last());
        if (kept) {
            insert(transaction, blocks);
        }
        boarded.putAll(blocks);
    }

    /** @param upTo what is thinned for want of room in the open transaction; 0 where nothing is */
    void boardForRoom(Connection transaction, long upTo) throws SQLException {
        forRoomToThen = Math.max(forRoomTo, upTo);
        if (forRoomToThen > forRoomTo) {
            Schema.count(transaction, FOR_ROOM_TO, forRoomToThen);
        }
    }

    long forRoomTo() {
        return forRoomTo;
    }

    private static void insert(Connection transaction, Map<Long, Holes> blocks) throws SQLException {
        try (Sql sql = new Sql(transaction)) {
            for (Map.Entry<Long, Holes> each : blocks.entrySet()) {
                Holes holes = each.getValue();
                sql.change(
                        "INSERT INTO thinned (first, last, summed_up, dropped) VALUES (?, ?, ?, ?)",
                        each.getKey(),
                        holes.last,
                        holes.summedUp,
                        holes.dropped);
            }
        }
    }

    void landed(Block.Range range) {
        steps.incrementAndGet();
        byFirst.subMap(range.first(), true, range.last(), true).clear();
        byFirst.putAll(boarded);
        ever = everThen;
        forRoomTo = forRoomToThen;
    }

    long steps() {
        return steps.get();
    }

    /** Entries that this journal has ever summed up, and dropped before every sink had had them. */
    Holes ever() {
        return ever;
    }

    /** Everything before that position goes in the open transaction. */
    void boardRemoval(Connection transaction, long first) throws SQLException {
        delete(transaction, 0, first - 1);
    }

    void removed(long first) {
        byFirst.headMap(first).clear();
    }

    private void delete(Connection transaction, long first, long last) throws SQLException {
        if (!kept) {
            return;
        }
        try (Sql sql = new Sql(transaction)) {
            sql.change("DELETE FROM thinned WHERE first BETWEEN ? AND ?", first, last);
        }
    }

    /** What is no more of a range; within a block that the range begins or ends in, about so many. */
    Holes in(Range range) {
        Holes sum = Holes.NONE;
        Long before = byFirst.floorKey(range.after() + 1);
        for (Map.Entry<Long, Holes> each : byFirst.subMap(
                        before == null ? range.after() + 1 : before,
                        true,
                        Math.max(range.upTo(), range.after() + 1),
                        true)
                .entrySet()) {
            long from = Math.max(each.getKey(), range.after() + 1);
            long to = Math.min(each.getValue().last, range.upTo());
            if (from <= to) {
                sum = sum.and(each.getValue().part(to - from + 1, each.getValue().last - each.getKey() + 1));
            }
        }
        return sum;
    }
}
