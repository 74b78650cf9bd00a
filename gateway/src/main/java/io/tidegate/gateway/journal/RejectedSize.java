package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * How many refused entries are kept for a reader and how large they are, as the connection sees it: triggers keep that up to
 * date.
 */
record RejectedSize(long items, long bytes) {

    static RejectedSize of(Connection connection, String reader) throws SQLException {
        try (Sql sql = new Sql(connection)) {
            return sql.one(
                            "SELECT items, bytes FROM rejected_size WHERE reader = ?",
                            row -> new RejectedSize(row.getLong(1), row.getLong(2)),
                            reader)
                    .orElse(new RejectedSize(0, 0));
        }
    }

    /**
     * How many must go; of large ones nobody knows, so some at a time.
     *
     * @param some that go where they are too large together
     */
    long above(long itemsMax, long bytesMax, int some) {
        return bytes > bytesMax ? some : Math.max(0, items - itemsMax);
    }
}
