package io.tidegate.gateway.ordering;

import io.tidegate.gateway.journal.Renewal;
import io.tidegate.gateway.journal.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The table with the last run, in one row. Stateless. */
final class RunTable {

    static final Renewal.Table TABLE = Renewal.Table.small("proposal_run", "one");

    private RunTable() {}

    static void create(Sql sql) throws SQLException {
        sql.change("""
                CREATE TABLE IF NOT EXISTS proposal_run (
                  one INTEGER PRIMARY KEY, started INTEGER NOT NULL, finished INTEGER NOT NULL, items INTEGER NOT NULL,
                  proposals INTEGER NOT NULL, failed INTEGER NOT NULL)""");
    }

    static void ran(Sql sql, Run run) throws SQLException {
        sql.change(
                "INSERT OR REPLACE INTO proposal_run (one, started, finished, items, proposals, failed) VALUES (1, ?, ?, ?, ?, ?)",
                run.started().toEpochMilli(),
                run.finished().toEpochMilli(),
                run.items(),
                run.proposals(),
                run.failed());
    }

    static Optional<Run> last(Sql sql) throws SQLException {
        return sql.one(
                "SELECT started, finished, items, proposals, failed FROM proposal_run WHERE one = 1",
                row -> new Run(
                        Instant.ofEpochMilli(row.getLong(1)),
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getInt(3),
                        row.getInt(4),
                        row.getInt(5)));
    }
}
