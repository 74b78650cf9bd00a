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
    private static final String UP_TO = "block-bytes-up-to";
    static final String COUNTERS = "counters";

    private final Damage damage;
    private boolean counted = true;
    private long bytes;
    private long unsaved;

    /** As it is on disk. */
    Footprint(Connection connection, Damage damage) throws SQLException {
        this.damage = damage;
        long[] known = new long[2];
        damage.sparing(COUNTERS, () -> {
            known[0] = counter(connection, BYTES);
            known[1] = counter(connection, UP_TO);
        });
        long used =
                (Schema.number(connection, "PRAGMA page_count") - Schema.number(connection, "PRAGMA freelist_count"))
                        * Schema.number(connection, "PRAGMA page_size");
        boolean believed = known[0] >= 0 && known[0] <= used;
        unsaved = sum(connection, believed ? known[1] : 0);
        bytes = (believed ? known[0] : 0) + unsaved;
    }

    static long of(Block block) {
        return (long) ROW_BYTES + block.body().length;
    }

    long bytes() {
        return bytes;
    }

    /** These are in the open transaction. */
    void board(Connection transaction, long more, long last) throws SQLException {
        if (unsaved + more >= SAVE_BYTES) {
            write(transaction, bytes + more, last);
        }
    }

    /** The transaction is on disk. */
    void added(long more) {
        bytes += more;
        unsaved = unsaved + more >= SAVE_BYTES ? 0 : unsaved + more;
    }

    /** These go in the open transaction, and {@link #removed} says later that it is on disk. */
    void boardRemoval(Connection transaction, long less, long last) throws SQLException {
        write(transaction, Math.max(0, bytes - less), last);
    }

    void removed(long less) {
        bytes = Math.max(0, bytes - less);
        unsaved = 0;
    }

    /** Where the counters are damaged it throws once, and goes on without them. */
    private void write(Connection transaction, long sum, long upTo) throws SQLException {
        if (!counted) {
            return;
        }
        try {
            Schema.count(transaction, BYTES, sum);
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
    private static long sum(Connection connection, long after) throws SQLException {
        long sum = 0;
        long next = after + 1;
        while (true) {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT first, length(body) FROM block WHERE first >= ? ORDER BY first")) {
                select.setLong(1, next);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        next = row.getLong(1) + 1;
                        sum += ROW_BYTES + row.getLong(2);
                    }
                }
                return sum;
            } catch (SQLException e) {
                if (!DiskTrouble.isDamage(e)) {
                    throw e;
                }
                long readable = BlockReader.readableFrom(connection, next);
                if (readable == BlockReader.NOWHERE) {
                    return sum;
                }
                next = Math.max(next + 1, readable);
            }
        }
    }
}
