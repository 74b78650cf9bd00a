package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Puts a damaged table aside and makes it anew. SQLite renames a table without touching its pages, whatever stands in them;
 * to drop it would meet the damage. Stateless; a connection belongs to the calling thread.
 */
final class Renewal {

    private static final String ASIDE = "damaged_";

    private Renewal() {}

    /** An empty table takes its place, in the open transaction. What is put aside stays, for somebody who can mend it. */
    static void putAside(Connection transaction, String table) throws SQLException {
        String create = definition(transaction, table);
        String aside = ASIDE + table;
        for (int number = 2; !definition(transaction, aside).isEmpty(); number++) {
            aside = ASIDE + table + "_" + number;
        }
        Schema.execute(transaction, "ALTER TABLE " + table + " RENAME TO " + aside);
        Schema.execute(transaction, create);
    }

    /** The statement that made it; empty when there is none. */
    private static String definition(Connection connection, String table) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?")) {
            select.setString(1, table);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }
}
