package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What the journal's entries take on disk, without the other tables of the file. To add that up takes a minute where the
 * file is large and the card slow; so the sum up to some position stands among the counters, and a start adds only what
 * came after it. Used by the journal's thread only.
 */
final class Footprint {

    /** What a row takes besides its body: positions, times, checksum, its share of the tree. */
    static final int ROW_BYTES = 64;

    /** After so much more the sum is written down again. */
    private static final long SAVE_BYTES = 8 << 20;

    private static final String BYTES = "block-bytes";
    private static final String READINGS = "block-bytes-readings";
    private static final String EVENTS = "block-bytes-events";
    private static final String UP_TO = "block-bytes-up-to";
    static final String COUNTERS = "counters";

    /**
     * On disk.
     *
     * @param readings of all, about
     * @param events of all, about
     */
    record Bytes(long all, long readings, long events) {

        static final Bytes NONE = new Bytes(0, 0, 0);

        Bytes plus(Bytes more) {
            return new Bytes(all + more.all, readings + more.readings, events + more.events);
        }

        Bytes minus(Bytes less) {
            return new Bytes(all - less.all, readings - less.readings, events - less.events);
        }

        JournalStatus.EntriesBytes byClass() {
            return new JournalStatus.EntriesBytes(Math.max(0, all - readings - events), events, readings);
        }

        /** Where the sum was damaged, it may have been too small. */
        private Bytes atLeastNone() {
            return new Bytes(Math.max(0, all), Math.max(0, readings), Math.max(0, events));
        }
    }

    private final Damage damage;
    private boolean counted = true;
    private Bytes bytes;
    private long unsaved;

    /** As it is on disk. */
    Footprint(Connection connection, Damage damage) throws SQLException {
        this.damage = damage;
        long[] known = new long[4];
        damage.sparing(COUNTERS, () -> {
            known[0] = counter(connection, BYTES);
            known[1] = counter(connection, UP_TO);
            known[2] = counter(connection, READINGS);
            known[3] = counter(connection, EVENTS);
        });
        long used =
                (Schema.number(connection, "PRAGMA page_count") - Schema.number(connection, "PRAGMA freelist_count"))
                        * Schema.number(connection, "PRAGMA page_size");
        boolean believed = known[0] >= 0 && known[0] <= used;
        Bytes since = sum(connection, believed ? known[1] : 0);
        unsaved = since.all;
        bytes = believed ? since.plus(new Bytes(known[0], known[2], known[3])) : since;
    }

    Bytes bytes() {
        return bytes;
    }

    /** These are in the open transaction. */
    void board(Connection transaction, Bytes more, long last) throws SQLException {
        if (unsaved + more.all >= SAVE_BYTES) {
            write(transaction, bytes.plus(more), last);
        }
    }

    /** The transaction is on disk. */
    void added(Bytes more) {
        bytes = bytes.plus(more);
        unsaved = unsaved + more.all >= SAVE_BYTES ? 0 : unsaved + more.all;
    }

    /** These go in the open transaction, and {@link #removed} says later that it is on disk. */
    void boardRemoval(Connection transaction, Bytes less, long last) throws SQLException {
        write(transaction, bytes.minus(less).atLeastNone(), last);
    }

    void removed(Bytes less) {
        bytes = bytes.minus(less).atLeastNone();
        unsaved = 0;
    }

    /** Where the counters are damaged it throws once, and goes on without them. */
    private void write(Connection transaction, Bytes sum, long upTo) throws SQLException {
        if (!counted) {
            return;
        }
        try {
            Schema.count(transaction, BYTES, sum.all);
            Schema.count(transaction, READINGS, sum.readings);
            Schema.count(transaction, EVENTS, sum.events);
            Schema.count(transaction, UP_TO, upTo);
        } catch (SQLException e) {
            if (DiskTrouble.isDamage(e)) {
                counted = false;
                damage.found(COUNTERS, e);
            }
            throw e;
        }
    }

    static long counter(Connection connection, String name) throws SQLException {
        return Schema.number(connection, "SELECT value FROM counter WHERE name = '" + name + "'");
    }

    /** Of the blocks behind a position; what SQLite cannot read does not count. */
    private static Bytes sum(Connection connection, long after) throws SQLException {
        Bytes sum = Bytes.NONE;
        long next = after + 1;
        while (true) {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT first, codec, length(body) FROM block WHERE first >= ? ORDER BY first")) {
                select.setLong(1, next);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        next = row.getLong(1) + 1;
                        sum = sum.plus(Codec.read(row.getInt(2)).bytes(row.getLong(3)));
                    }
                }
                return sum;
            } catch (SQLException e) {
                if (!DiskTrouble.isDamage(e)) {
                    throw e;
                }
                long readable = Salvage.readableFrom(connection, next);
                if (readable == Salvage.NOWHERE) {
                    return sum;
                }
                next = Math.max(next + 1, readable);
            }
        }
    }
}
