package io.tidegate.gateway.scanning;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Amount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is being counted, and what was. Stateless. */
final class CountTables {

    /** Sessions that have ended are kept for who looks at them later. */
    private static final int ENDED_MAX = 50;

    private static final String SELECT =
            "SELECT session, item, lot, unit, millionths, first, last FROM scanning_tally WHERE session = ?";

    /** How a session stands. */
    enum State {
        OPEN,
        BOOKED,
        CANCELLED
    }

    private CountTables() {}

    static void create(Sql sql) throws SQLException {
        sql.change("""
                CREATE TABLE IF NOT EXISTS scanning_session (
                  id INTEGER PRIMARY KEY, location TEXT NOT NULL, begun INTEGER NOT NULL, state TEXT NOT NULL)""");
        sql.change("""
                CREATE TABLE IF NOT EXISTS scanning_tally (
                  session INTEGER NOT NULL, item TEXT NOT NULL, lot TEXT NOT NULL, unit TEXT NOT NULL,
                  millionths INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
                  PRIMARY KEY (session, item, lot, unit)) WITHOUT ROWID""");
    }

    static Optional<CountSession> open(Sql sql, String location) throws SQLException {
        return sql.one(
                "SELECT id, location, begun FROM scanning_session WHERE location = ? AND state = ? ORDER BY id DESC LIMIT 1",
                CountTables::session,
                location,
                State.OPEN.name());
    }

    /** All that are going on, by location. */
    static List<CountSession> open(Sql sql) throws SQLException {
        return sql.all(
                "SELECT id, location, begun FROM scanning_session WHERE state = ? ORDER BY location",
                CountTables::session,
                State.OPEN.name());
    }

    /** That one, while it stands so. */
    static Optional<CountSession> in(Sql sql, long session, State state) throws SQLException {
        return sql.one(
                "SELECT id, location, begun FROM scanning_session WHERE id = ? AND state = ?",
                CountTables::session,
                session,
                state.name());
    }

    private static CountSession session(ResultSet row) throws SQLException {
        return new CountSession(row.getLong(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3)));
    }

    static void begin(Sql sql, CountSession session) throws SQLException {
        sql.change(
                "INSERT OR IGNORE INTO scanning_session (id, location, begun, state) VALUES (?, ?, ?, ?)",
                session.id(),
                session.location(),
                session.begun().toEpochMilli(),
                State.OPEN.name());
    }

    static void end(Sql sql, CountSession session, State how) throws SQLException {
        sql.change("UPDATE scanning_session SET state = ? WHERE id = ?", how.name(), session.id());
        sql.change("""
                DELETE FROM scanning_session WHERE state <> ? AND id <=
                  (SELECT id FROM scanning_session WHERE state <> ? ORDER BY id DESC LIMIT 1 OFFSET ?)""", State.OPEN.name(), State.OPEN.name(), ENDED_MAX);
        sql.change("DELETE FROM scanning_tally WHERE session NOT IN (SELECT id FROM scanning_session)");
    }

    /** As if it had never ended. */
    static void reopen(Sql sql, CountSession session) throws SQLException {
        sql.change("UPDATE scanning_session SET state = ? WHERE id = ?", State.OPEN.name(), session.id());
    }

    /** Makes one of two: what was counted is added up. */
    static void merge(Sql sql, CountSession from, CountSession into) throws SQLException {
        sql.change("""
                INSERT INTO scanning_tally (session, item, lot, unit, millionths, first, last)
                SELECT ?, item, lot, unit, millionths, first, last FROM scanning_tally WHERE session = ?
                ON CONFLICT (session, item, lot, unit) DO UPDATE SET millionths = millionths + excluded.millionths,
                  first = min(first, excluded.first), last = max(last, excluded.last)""", into.id(), from.id());
        sql.change("DELETE FROM scanning_tally WHERE session = ?", from.id());
        sql.change("DELETE FROM scanning_session WHERE id = ?", from.id());
    }

    /** The lot of the item in that unit. */
    static Optional<Tally> tally(Sql sql, Tally like) throws SQLException {
        return sql.one(
                SELECT + " AND item = ? AND lot = ? AND unit = ?",
                CountTables::tally,
                like.session(),
                like.item(),
                like.lot(),
                like.amount().unit());
    }

    /** By item and lot; what was taken back altogether is not among them. */
    static List<Tally> tallies(Sql sql, long session) throws SQLException {
        return sql.all(SELECT + " ORDER BY item, lot, unit", CountTables::tally, session);
    }

    static long size(Sql sql, long session) throws SQLException {
        return sql.number("SELECT count(*) FROM scanning_tally WHERE session = ?", session);
    }

    private static Tally tally(ResultSet row) throws SQLException {
        return new Tally(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                Amount.ofMillionths(row.getLong(5), row.getString(4)),
                Instant.ofEpochMilli(row.getLong(6)),
                Instant.ofEpochMilli(row.getLong(7)));
    }

    /** As it is now; one of nothing is forgotten. */
    static void put(Sql sql, Tally tally) throws SQLException {
        if (tally.amount().quantity().signum() == 0) {
            sql.change(
                    "DELETE FROM scanning_tally WHERE session = ? AND item = ? AND lot = ? AND unit = ?",
                    tally.session(),
                    tally.item(),
                    tally.lot(),
                    tally.amount().unit());
            return;
        }
        sql.change(
                """
                INSERT OR REPLACE INTO scanning_tally (session, item, lot, unit, millionths, first, last)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                tally.session(),
                tally.item(),
                tally.lot(),
                tally.amount().unit(),
                tally.amount().millionths(),
                tally.first().toEpochMilli(),
                tally.last().toEpochMilli());
    }
}
