package io.tidegate.gateway.journal;

import io.tidegate.observation.Parked;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Payloads that nobody understood, on their way to disk: the newest {@link #ITEMS_MAX} or {@link #BYTES_MAX}, whichever
 * is less, since a gadget that sends rubbish must not fill the box. Older ones go; how many there were is kept for ever.
 * Used by the journal's thread only.
 */
final class ParkedTable {

    static final String NAME = "parked payloads";

    static final int ITEMS_MAX = 10_000;
    static final long BYTES_MAX = 16 << 20;

    /** The counter of all that were ever parked. */
    static final String EVER = "parked";

    private static final int TRIM_ITEMS = 64;

    private long ever;
    private long items;
    private long bytes;
    private Added added = new Added(0, 0, 0);

    /** What the open transaction changes. */
    private record Added(long ever, long items, long bytes) {}

    /** As it is on disk. */
    ParkedTable(Connection connection, Damage damage) throws SQLException {
        damage.sparing(NAME, () -> count(connection));
    }

    private void count(Connection connection) throws SQLException {
        ever = Schema.number(connection, "SELECT value FROM counter WHERE name = '" + EVER + "'");
        items = Schema.number(connection, "SELECT count(*) FROM parked");
        bytes = Schema.number(connection, "SELECT total(length(payload)) FROM parked");
    }

    long ever() {
        return ever;
    }

    void park(Connection transaction, List<Parked> parked) throws SQLException {
        added = new Added(0, 0, 0);
        if (parked.isEmpty()) {
            return;
        }
        long more = 0;
        try (PreparedStatement insert = transaction.prepareStatement(
                "INSERT INTO parked (source, at, address, payload, reason) VALUES (?, ?, ?, ?, ?)")) {
            for (Parked each : parked) {
                insert.setString(1, each.source());
                insert.setLong(2, each.at().toEpochMilli());
                insert.setString(3, each.address());
                insert.setBytes(4, each.payload());
                insert.setString(5, each.reason());
                insert.executeUpdate();
                more += each.payload().length;
            }
        }
        Schema.count(transaction, EVER, ever + parked.size());
        added = trimmed(transaction, new Added(parked.size(), parked.size(), more));
    }

    private Added trimmed(Connection transaction, Added before) throws SQLException {
        Added now = before;
        while (items + now.items > ITEMS_MAX || bytes + now.bytes > BYTES_MAX) {
            long gone = 0;
            long goneBytes = 0;
            long upTo = 0;
            try (PreparedStatement oldest = transaction.prepareStatement(
                            "SELECT id, length(payload) FROM parked ORDER BY id LIMIT " + TRIM_ITEMS);
                    ResultSet row = oldest.executeQuery()) {
                while (row.next()) {
                    upTo = row.getLong(1);
                    goneBytes += row.getLong(2);
                    gone++;
                }
            }
            if (gone == 0) {
                // A person deleted some behind our back.
                return new Added(now.ever, -items, -bytes);
            }
            Schema.execute(transaction, "DELETE FROM parked WHERE id <= " + upTo);
            now = new Added(now.ever, now.items - gone, now.bytes - goneBytes);
        }
        return now;
    }

    /** The transaction is on disk. */
    void landed() {
        ever += added.ever;
        items += added.items;
        bytes += added.bytes;
        added = new Added(0, 0, 0);
    }
}
