package io.tidegate.gateway.commands;

import io.tidegate.gateway.inventory.Bookmark;
import io.tidegate.gateway.journal.Renewal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.CommandResult;
import io.tidegate.observation.CommandResult.Outcome;
import io.tidegate.observation.RemoteCommand;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Commands that were taken up: a repeat is known by them. A row without an outcome is being carried out, or was when the
 * gateway stopped. Stateless.
 */
final class CommandTable {

    static final Bookmark BOOKMARK = new Bookmark("commands_cursor");

    /** Looked at before they are used; what is lost with a damaged one is that an old command is known again. */
    static final List<Renewal.Table> TABLES =
            List.of(Renewal.Table.small("commands_asked", "number"), BOOKMARK.onDisk());

    /** Of each sink. What is older than all of them can be asked again, if it does not say when it expires. */
    static final int KEPT_MAX = 10_000;

    private static final int TRIMMED_EVERY = 100;

    private CommandTable() {}

    /** @param begin where a gateway begins that has never carried out a command */
    static void create(Sql sql, long begin) throws SQLException {
        sql.change("""
                CREATE TABLE IF NOT EXISTS commands_asked (
                  number INTEGER PRIMARY KEY, sink TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL,
                  command TEXT, subject TEXT, at INTEGER NOT NULL, outcome TEXT, reason TEXT, answered INTEGER)""");
        sql.change("CREATE UNIQUE INDEX IF NOT EXISTS commands_asked_id ON commands_asked (sink, id)");
        BOOKMARK.create(sql, begin);
    }

    /**
     * Whether a command was taken up before.
     *
     * @param position of its entry
     */
    record Known(long position, boolean isAnswered) {}

    static Optional<Known> known(Sql sql, String sink, String id) throws SQLException {
        return sql.one(
                "SELECT position, outcome IS NOT NULL FROM commands_asked WHERE sink = ? AND id = ?",
                row -> new Known(row.getLong(1), row.getBoolean(2)),
                sink,
                id);
    }

    /** It is being carried out from now on. */
    static void begin(Sql sql, long position, RemoteCommand command, CommandLabel label) throws SQLException {
        sql.change(
                """
                INSERT INTO commands_asked (sink, id, position, command, subject, at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (sink, id) DO NOTHING""",
                command.device().value(),
                command.id(),
                position,
                label.command().orElse(null),
                label.subject().orElse(null),
                command.at().toEpochMilli());
        if (position % TRIMMED_EVERY == 0) {
            sql.change("""
                    DELETE FROM commands_asked WHERE sink = ? AND number <= (
                      SELECT number FROM commands_asked WHERE sink = ? ORDER BY number DESC LIMIT 1 OFFSET ?)""", command.device().value(), command.device().value(), KEPT_MAX);
        }
    }

    static void answer(Sql sql, CommandResult result) throws SQLException {
        sql.change(
                """
                UPDATE commands_asked SET outcome = ?, reason = ?, answered = ?, subject = COALESCE(subject, ?)
                WHERE sink = ? AND id = ?""",
                result.outcome().word(),
                result.reason().orElse(null),
                result.at().toEpochMilli(),
                CommandLabel.version(result).orElse(null),
                result.device().value(),
                result.id());
    }

    /** Of all sinks, or one; the newest first. */
    static List<AskedCommand> newest(Sql sql, Optional<String> sink, int limit) throws SQLException {
        return sql.all("""
                SELECT sink, id, command, subject, at, outcome, reason, answered FROM commands_asked
                WHERE ?1 IS NULL OR sink = ?1 ORDER BY number DESC LIMIT ?2""", CommandTable::asked, sink.orElse(null), limit);
    }

    private static AskedCommand asked(ResultSet row) throws SQLException {
        long answered = row.getLong(8);
        boolean open = row.wasNull();
        return new AskedCommand(
                row.getString(1),
                row.getString(2),
                Optional.ofNullable(row.getString(3)),
                Optional.ofNullable(row.getString(4)),
                Instant.ofEpochMilli(row.getLong(5)),
                Optional.ofNullable(row.getString(6)).flatMap(Outcome::ofWord),
                Optional.ofNullable(row.getString(7)),
                open ? Optional.empty() : Optional.of(Instant.ofEpochMilli(answered)));
    }
}
