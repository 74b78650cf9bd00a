package io.tidegate.gateway.ordering;

import io.tidegate.gateway.journal.Renewal;
import io.tidegate.gateway.journal.Sql;
import java.sql.SQLException;
import java.util.List;

/**
 * Which proposals have changed, come or gone, each once, with the number of its last change: who knows all up to a number
 * asks for what is behind it. Triggers write it in the transaction of each change, so that no statement can forget it. Stateless.
 */
final class ProposalChanges {

    static final Renewal.Table TABLE = Renewal.Table.small("proposal_change", "number");

    /** Proposals that are gone are remembered for so many changes. */
    private static final int KEPT_MAX = 50_000;

    /** @param id of the proposal, which may be gone */
    record Change(long number, String id) {}

    private ProposalChanges() {}

    static void create(Sql sql) throws SQLException {
        sql.change("""
                CREATE TABLE IF NOT EXISTS proposal_change (
                  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)""");
        trigger(sql, "INSERT", "new.id");
        trigger(sql, "UPDATE", "new.id");
        trigger(sql, "DELETE", "old.id");
    }

    /** Anew at each start: it would stay with a table that was put aside. */
    private static void trigger(Sql sql, String event, String id) throws SQLException {
        String name = "proposal_change_" + event;
        sql.change("DROP TRIGGER IF EXISTS " + name);
        // In one statement: the greatest number stays until there is a greater one, so that none is ever used again.
        sql.change("""
                CREATE TRIGGER %s AFTER %s ON proposal BEGIN
                  INSERT INTO proposal_change (number, id)
                  SELECT coalesce(max(number), 0) + 1, %s FROM proposal_change WHERE true
                  ON CONFLICT (id) DO UPDATE SET number = excluded.number;
                END""".formatted(name, event, id));
    }

    /** The number of the last one; 0 before the first. */
    static long last(Sql sql) throws SQLException {
        return sql.number("SELECT max(number) FROM proposal_change");
    }

    static List<Change> after(Sql sql, long number, int limit) throws SQLException {
        return sql.all(
                "SELECT number, id FROM proposal_change WHERE number > ? ORDER BY number LIMIT ?",
                row -> new Change(row.getLong(1), row.getString(2)),
                number,
                limit);
    }

    /** Forgets those that went long ago. */
    static void trim(Sql sql) throws SQLException {
        sql.change(
                "DELETE FROM proposal_change WHERE number <= ? AND id NOT IN (SELECT id FROM proposal)",
                last(sql) - KEPT_MAX);
    }
}
