package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which refused entries a person has given up: the table {@code given_up}, so that no report of a receiver brings them back.
 * Stateless; a connection belongs to the calling thread.
 */
final class GivenUp {

    private static final String TABLE = "refused entries that were given up";

    /** Kept per reader, the newest: as many as can be refused at a time. */
    private static final int KEPT_MAX = Rejections.KEPT_MAX;

    private GivenUp() {}

    /** @return how many of them were kept for the reader until now */
    static long add(Connection transaction, String reader, Collection<Long> positions) throws SQLException {
        long gone = 0;
        try (Sql sql = new Sql(transaction)) {
            for (long position : positions) {
                sql.change(
                        "INSERT OR IGNORE INTO given_up SELECT reader, position FROM rejected WHERE reader = ? AND position = ?",
                        reader,
                        position);
                gone += sql.change("DELETE FROM rejected WHERE reader = ? AND position = ?", reader, position);
            }
            sql.change("""
                    DELETE FROM given_up WHERE reader = ?1 AND position <=
                      (SELECT position FROM given_up WHERE reader = ?1 ORDER BY position DESC LIMIT 1 OFFSET ?2)""", reader, KEPT_MAX);
        }
        return gone;
    }

    /** Those between two positions, with both, rising; none where their table is damaged. */
    static List<Long> within(Connection connection, Damage damage, String reader, long first, long last)
            throws SQLException {
        List<Long> found = new ArrayList<>();
        damage.sparing(TABLE, () -> {
            try (Sql sql = new Sql(connection)) {
                sql.each(
                        "SELECT position FROM given_up WHERE reader = ? AND position BETWEEN ? AND ? ORDER BY position",
                        row -> found.add(row.getLong(1)),
                        reader,
                        first,
                        last);
            }
        });
        return found;
    }

    /** In the transaction in which the reader goes. */
    static void forget(Connection transaction, String reader) throws SQLException {
        try (Sql sql = new Sql(transaction)) {
            sql.change("DELETE FROM given_up WHERE reader = ?", reader);
        }
    }
}
