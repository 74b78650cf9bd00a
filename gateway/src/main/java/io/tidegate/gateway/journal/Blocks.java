package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** The table {@code block}. Stateless; a connection belongs to the calling thread. */
final class Blocks {

    static final String FROM = " FROM block LEFT JOIN boot ON boot.id = block.boot ";

    /** By how many milliseconds the clock was behind at the commit, as far as it was set later in the same boot. */
    static final String SHIFT = """
            CASE WHEN synchronised = 0 AND set_wall IS NOT NULL
            THEN set_wall - (set_monotonic - monotonic) / 1000000 - recorded ELSE 0 END""";

    /** When a block was recorded, as its {@link Hindsight} says. */
    static final String RECORDED = "recorded + " + SHIFT;

    /** What {@link #read} reads. */
    static final String SELECT =
            "SELECT first, last, recorded, earliest, latest, boot_id, monotonic, synchronised, codec, checksum, body, "
                    + SHIFT + FROM;

    /** No row is smaller, so a page holds no more of them than this allows. */
    private static final long ROW_BYTES_MIN = 32;

    private Blocks() {}

    static void insert(Connection transaction, Block block) throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement("""
                INSERT INTO block (first, last, recorded, earliest, latest, boot, monotonic, synchronised, codec, checksum, body)
                VALUES (?, ?, ?, ?, ?, (SELECT id FROM boot WHERE boot_id = ?), ?, ?, ?, ?, ?)""")) {
            insert.setLong(1, block.first());
            insert.setLong(2, block.last());
            insert.setLong(3, block.recorded());
            insert.setLong(4, block.earliest());
            insert.setLong(5, block.latest());
            insert.setString(6, block.stamp().bootId());
            insert.setLong(7, block.stamp().monotonicNanos());
            insert.setInt(8, block.stamp().synchronised() ? 1 : 0);
            insert.setInt(9, block.codec());
            insert.setLong(10, block.checksum());
            insert.setBytes(11, block.body());
            insert.executeUpdate();
        }
    }

    /** Whether a block that was read when nobody knew the right time is read otherwise now. */
    static boolean isSetRight(Connection connection, long first) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT " + SHIFT + FROM + "WHERE first = ?")) {
            select.setLong(1, first);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getLong(1) != 0;
            }
        }
    }

    /** Notes what the clocks showed when the boot's clock was first known to be right. */
    static void clockIsSet(Connection transaction, ClockState.Stamp stamp) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(
                "UPDATE boot SET set_wall = ?, set_monotonic = ? WHERE boot_id = ? AND set_wall IS NULL")) {
            update.setLong(1, stamp.wall().toEpochMilli());
            update.setLong(2, stamp.monotonicNanos());
            update.setString(3, stamp.bootId());
            update.executeUpdate();
        }
    }

    static void ensureBoot(Connection transaction, String bootId) throws SQLException {
        try (PreparedStatement insert =
                transaction.prepareStatement("INSERT OR IGNORE INTO boot (boot_id) VALUES (?)")) {
            insert.setString(1, bootId);
            insert.executeUpdate();
        }
    }

    /** The row as it stands there; whether it is what was written, {@link Block#entries} tells. */
    static Block read(ResultSet row) throws SQLException {
        long recorded = row.getLong(3);
        String bootId = row.getString(6);
        byte[] body = row.getBytes(11);
        ClockState.Stamp stamp = new ClockState.Stamp(
                bootId == null ? "" : bootId, row.getLong(7), Instant.ofEpochMilli(recorded), row.getInt(8) == 1);
        return new Block(
                row.getLong(1),
                row.getLong(2),
                recorded,
                row.getLong(4),
                row.getLong(5),
                stamp,
                row.getInt(9),
                row.getLong(10),
                body == null ? new byte[0] : body,
                row.getLong(12));
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
                newest.entries();
                return newest.last();
            } catch (DamagedBlock damage) {
                return newest.first() + Block.ENTRIES_MAX - 1;
            }
        } catch (SQLException e) {
            if (!DiskTrouble.isDamage(e)) {
                throw e;
            }
            return newestPossible(connection);
        }
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

    /** The position of the oldest entry; one behind the newest in an empty journal. */
    static long oldestPosition(Connection connection, long newest) throws SQLException {
        long oldest = Schema.number(connection, "SELECT first FROM block ORDER BY first LIMIT 1");
        return oldest == 0 ? newest + 1 : oldest;
    }
}
