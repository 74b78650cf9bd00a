package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The table {@code block}. Stateless; a connection belongs to the calling thread. */
final class Blocks {

    /** What {@link #stamp} reads, the last position and the codec: all in front of the row, so that no page of a body is touched. */
    static final String STAMPS = "SELECT first, recorded, synchronised, boot, monotonic, last, codec FROM block ";

    /** What {@link #read} reads. */
    static final String SELECT = "SELECT first, recorded, synchronised, boot, monotonic, last, earliest, latest, codec,"
            + " checksum, body FROM block ";

    /** No row is smaller, so a page holds no more of them than this allows. */
    private static final long ROW_BYTES_MIN = 32;

    private Blocks() {}

    static void insert(Connection transaction, Block block) throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement("""
                INSERT INTO block (first, recorded, synchronised, boot, monotonic, last, earliest, latest, codec, checksum, body)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setLong(1, block.first());
            insert.setLong(2, block.stamp().wall().toEpochMilli());
            insert.setInt(3, block.stamp().synchronised() ? 1 : 0);
            insert.setLong(4, block.stamp().boot());
            insert.setLong(5, block.stamp().monotonicNanos());
            insert.setLong(6, block.last());
            insert.setLong(7, block.earliest());
            insert.setLong(8, block.latest());
            insert.setInt(9, block.codec());
            insert.setLong(10, block.checksum());
            insert.setBytes(11, block.body());
            insert.executeUpdate();
        }
    }

    static void delete(Connection transaction, Block.Range range) throws SQLException {
        try (PreparedStatement delete = transaction.prepareStatement("DELETE FROM block WHERE first BETWEEN ? AND ?")) {
            delete.setLong(1, range.first());
            delete.setLong(2, range.last());
            delete.executeUpdate();
        }
    }

    /** What the clocks showed at the block's commit, if it is there and can be read. */
    static Optional<ClockState.Stamp> stampAt(Connection connection, long first) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STAMPS + "WHERE first = ?")) {
            select.setLong(1, first);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(stamp(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            if (DiskTrouble.isDamage(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    static ClockState.Stamp stamp(ResultSet row) throws SQLException {
        return new ClockState.Stamp(
                row.getLong(4), row.getLong(5), Instant.ofEpochMilli(row.getLong(2)), row.getInt(3) == 1);
    }

    /** The row as it stands there; whether it is what was written, {@link Block#entries} tells. */
    static Block read(ResultSet row) throws SQLException {
        byte[] body = row.getBytes(11);
        return new Block(
                row.getLong(1),
                row.getLong(6),
                stamp(row),
                row.getLong(7),
                row.getLong(8),
                row.getInt(9),
                row.getLong(10),
                body == null ? new byte[0] : body);
    }

    /**
     * The position of the newest entry; 0 in an empty journal. Where the newest block is damaged its own word is not
     * believed: the numbering goes on behind the largest position that it can have had, so that none is used twice.
     */
    static long newestPosition(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "ORDER BY first DESC LIMIT 1");
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return 0;
            }
            Block newest = read(row);
            try {
                newest.entries(Hindsight.asShown(newest.stamp()));
                return behindTaken(connection, newest.last());
            } catch (DamagedBlock damage) {
                long newestPossible = newest.first() + Block.ENTRIES_MAX - 1;
                return behindTaken(connection, Math.max(newestPossible, behindTheOneBefore(connection)));
            }
        } catch (SQLException e) {
            if (!DiskTrouble.isDamage(e)) {
                throw e;
            }
            return Math.max(newestPossible(connection), behindTheOneBefore(connection));
        }
    }

    /** Where the newest block ends at most by the one before it, as its own number may say less; 0 where that is damaged, too. */
    private static long behindTheOneBefore(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "ORDER BY first DESC LIMIT 1 OFFSET 1");
                ResultSet row = select.executeQuery()) {
            if (row.next()) {
                Block before = read(row);
                before.entries(Hindsight.asShown(before.stamp()));
                return before.last() + Block.ENTRIES_MAX;
            }
        } catch (DamagedBlock damage) {
            // Then nobody knows better than the newest.
        } catch (SQLException e) {
            if (!DiskTrouble.isDamage(e)) {
                throw e;
            }
        }
        return 0;
    }

    /** A number that flipped may be one of the next, which the page of the newest blocks would not take a second time. */
    private static long behindTaken(Connection connection, long newest) throws SQLException {
        long rows = Schema.PAGE_BYTES / ROW_BYTES_MIN;
        long taken = newest;
        try (PreparedStatement select =
                connection.prepareStatement("SELECT first FROM block ORDER BY first DESC LIMIT ?")) {
            select.setLong(1, rows);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (row.getLong(1) <= newest + rows * Block.ENTRIES_MAX) {
                        taken = Math.max(taken, row.getLong(1));
                    }
                }
            }
        }
        return taken;
    }

    /** The body of the newest block cannot be read, or not even the page that says where the newest blocks begin. */
    private static long newestPossible(Connection connection) throws SQLException {
        long readable = 0;
        long unreadable = Long.MAX_VALUE;
        while (unreadable - readable > 1) {
            long middle = readable + (unreadable - readable) / 2;
            if (canFind(connection, middle)) {
                readable = middle;
            } else {
                unreadable = middle;
            }
        }
        boolean onlyTheBody = unreadable == Long.MAX_VALUE;
        long begins = onlyTheBody ? Schema.number(connection, "SELECT max(first) FROM block") : readable;
        long blocks = onlyTheBody ? 1 : 1 + Schema.number(connection, "PRAGMA page_size") / ROW_BYTES_MIN;
        return begins + blocks * Block.ENTRIES_MAX - 1;
    }

    private static boolean canFind(Connection connection, long position) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT first FROM block WHERE first <= ? ORDER BY first DESC LIMIT 1")) {
            select.setLong(1, position);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return true;
            }
        } catch (SQLException e) {
            if (DiskTrouble.isDamage(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Whether that very block is there. */
    static boolean holds(Connection connection, Block block) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT 1 FROM block WHERE first = ? AND last = ? AND checksum = ?")) {
            select.setLong(1, block.first());
            select.setLong(2, block.last());
            select.setLong(3, block.checksum());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }
}
