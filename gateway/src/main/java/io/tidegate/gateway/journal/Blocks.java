package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table {@code block}. Stateless; a connection belongs to the calling thread. */
final class Blocks {

    private static final String COLUMNS = """
            SELECT first, last, recorded, earliest, latest, boot_id, monotonic, synchronised, codec, checksum, body
            FROM block JOIN boot ON boot.id = block.boot
            """;

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

    static void ensureBoot(Connection transaction, String bootId) throws SQLException {
        try (PreparedStatement insert =
                transaction.prepareStatement("INSERT OR IGNORE INTO boot (boot_id) VALUES (?)")) {
            insert.setString(1, bootId);
            insert.executeUpdate();
        }
    }

    /** The block that holds the position, or the next one after it. */
    static Optional<Block> at(Connection connection, long position) throws SQLException {
        Optional<Block> holding = one(connection, "WHERE first <= ? ORDER BY first DESC LIMIT 1", position);
        if (holding.isPresent() && holding.get().last() >= position) {
            return holding;
        }
        return one(connection, "WHERE first > ? ORDER BY first LIMIT 1", position);
    }

    private static Optional<Block> one(Connection connection, String where, long position) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + where)) {
            select.setLong(1, position);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(block(row)) : Optional.empty();
            }
        }
    }

    private static Block block(ResultSet row) throws SQLException {
        long recorded = row.getLong(3);
        ClockState.Stamp stamp = new ClockState.Stamp(
                row.getString(6), row.getLong(7), Instant.ofEpochMilli(recorded), row.getInt(8) == 1);
        return new Block(
                row.getLong(1),
                row.getLong(2),
                recorded,
                row.getLong(4),
                row.getLong(5),
                stamp,
                row.getInt(9),
                row.getLong(10),
                row.getBytes(11));
    }

    /**
     * Entries behind a position, up to about {@code limit}: whole blocks, but the last, which is cut. A damaged block is
     * reported and left out.
     */
    static List<Entry> after(Connection connection, long position, int limit, Damage damage) throws SQLException {
        List<Entry> entries = new ArrayList<>(Math.min(limit, 1024));
        long next = position + 1;
        while (entries.size() < limit) {
            Optional<Block> found = at(connection, next);
            if (found.isEmpty()) {
                break;
            }
            Block block = found.get();
            try {
                for (Entry entry : block.entries()) {
                    if (entry.position() >= next && entries.size() < limit) {
                        entries.add(entry);
                    }
                }
            } catch (DamagedBlock e) {
                damage.found(block.first(), block.last(), e);
            }
            next = block.last() + 1;
        }
        return entries;
    }

    /** Removes the oldest blocks up to a position, but never the newest block, which holds the numbering. */
    static void remove(Connection transaction, long upTo) throws SQLException {
        try (PreparedStatement delete = transaction.prepareStatement(
                "DELETE FROM block WHERE last <= ? AND first < (SELECT max(first) FROM block)")) {
            delete.setLong(1, upTo);
            delete.executeUpdate();
        }
    }
}
