package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Renewal;
import io.tidegate.gateway.journal.Sql;
import java.sql.SQLException;

/**
 * Up to which entry a {@link Clerk} has taken up the journal, in a table of its own with one row: moved in the transaction
 * of what came of the entry, so that after a power cut none is taken up twice, and none left out. Immutable.
 *
 * @param table its name
 */
public record Bookmark(String table) {

    /** To be looked at before it is used. */
    public Renewal.Table onDisk() {
        return Renewal.Table.small(table, "one");
    }

    /** @param begin where it stands at first: what is older is history */
    public void create(Sql sql, long begin) throws SQLException {
        sql.change("CREATE TABLE IF NOT EXISTS " + table + " (one INTEGER PRIMARY KEY, position INTEGER NOT NULL)");
        sql.change("INSERT OR IGNORE INTO " + table + " (one, position) VALUES (1, ?)", begin);
    }

    public long position(Sql sql) throws SQLException {
        return sql.number("SELECT position FROM " + table);
    }

    /** Never back. */
    public void move(Sql sql, long position) throws SQLException {
        sql.change("UPDATE " + table + " SET position = max(position, ?)", position);
    }
}
