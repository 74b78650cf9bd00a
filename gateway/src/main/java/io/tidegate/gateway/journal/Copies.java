package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import io.tidegate.sync.EntrySize;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Copies of refused entries, as they stand in the table {@code rejected}. Stateless; a connection belongs to the calling thread. */
final class Copies {

    private Copies() {}

    /** With the reasons; one that is refused once more takes the place of the copy that is there. */
    static void write(
            Connection transaction, String reader, Map<Entry, String> reasons, Set<Long> leaveOut, Instant now)
            throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement("""
                INSERT INTO rejected (reader, position, at, reason, recorded, entry) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (reader, position) DO UPDATE
                SET times = times + (at <> excluded.at), at = excluded.at, reason = excluded.reason, replay = 0""")) {
            for (Map.Entry<Entry, String> each : reasons.entrySet()) {
                Entry entry = each.getKey();
                if (leaveOut.contains(entry.position())) {
                    continue;
                }
                insert.setString(1, reader);
                insert.setLong(2, entry.position());
                insert.setLong(3, now.toEpochMilli());
                insert.setString(4, each.getValue());
                insert.setLong(5, entry.recordedAt().toEpochMilli());
                insert.setBytes(6, EntryCodec.encode(List.of(entry.observation())));
                insert.executeUpdate();
            }
        }
    }

    /**
     * Those that shall be sent once more.
     *
     * @param entries that are found, up to a number and a size, but one at least
     * @param damaged positions of which the copy cannot be read
     */
    static void read(
            Connection connection, String reader, Rejections.Limit limit, List<Entry> entries, List<Long> damaged)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT position, recorded, entry FROM rejected WHERE reader = ? AND replay = 1 ORDER BY position"
                        + " LIMIT ?")) {
            select.setString(1, reader);
            select.setInt(2, limit.entries());
            try (ResultSet row = select.executeQuery()) {
                for (long left = limit.bytes(); left > 0 && row.next(); ) {
                    long position = row.getLong(1);
                    try {
                        Entry entry = entry(position, row.getLong(2), row.getBytes(3));
                        left -= EntrySize.of(entry);
                        if (left >= 0 || entries.isEmpty()) {
                            entries.add(entry);
                        }
                    } catch (DamagedBlock e) {
                        damaged.add(position);
                    }
                }
            }
        }
    }

    /** From the copy that is kept of it. */
    static Entry entry(long position, long recorded, byte[] copy) throws DamagedBlock {
        return EntryCodec.decode(copy, position, 1, new Hindsight(recorded, 0, true))
                .getFirst();
    }
}
