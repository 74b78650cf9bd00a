package io.tidegate.gateway.scanning;

import io.tidegate.gateway.inventory.Bookmark;
import io.tidegate.gateway.journal.Renewal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Symbology;
import io.tidegate.site.ScanTask;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How each scanner works, what it was answered, and up to which entry: written in one transaction, so that after a power
 * cut the scans behind it are taken up again and come to the same. Stateless.
 */
final class ScanTables {

    static final Bookmark BOOKMARK = new Bookmark("scanning_cursor");

    /** Looked at before they are used; what is lost with a damaged one is a mode, or the way back of an undo. */
    static final List<Renewal.Table> TABLES = List.of(
            Renewal.Table.small("scanning_scanner", "device"),
            Renewal.Table.small("scanning_answer", "position"),
            Renewal.Table.small("scanning_session", "id"),
            Renewal.Table.small("scanning_tally", "session", "item", "lot", "unit"),
            BOOKMARK.onDisk());

    /** Answers that are kept: a repeat is known by them, and what was done is taken back. */
    private static final int ANSWERS_MAX = 10_000;

    private static final int TRIMMED_EVERY = 100;

    private ScanTables() {}

    /** @param begin where a gateway begins that has never booked a scan: what was scanned before is history */
    static void create(Sql sql, long begin) throws SQLException {
        sql.change("""
                CREATE TABLE IF NOT EXISTS scanning_scanner (
                  device TEXT PRIMARY KEY, task TEXT NOT NULL, location TEXT NOT NULL, target TEXT, reason TEXT,
                  times INTEGER NOT NULL, usual INTEGER NOT NULL, data TEXT NOT NULL, symbology TEXT NOT NULL,
                  last_times INTEGER NOT NULL, at INTEGER NOT NULL, result TEXT NOT NULL,
                  settled INTEGER NOT NULL, boot INTEGER NOT NULL, nanos INTEGER NOT NULL) WITHOUT ROWID""");
        sql.change("""
                CREATE TABLE IF NOT EXISTS scanning_answer (
                  position INTEGER PRIMARY KEY, device TEXT NOT NULL, scan_id TEXT, answer TEXT NOT NULL,
                  line TEXT, session INTEGER, lot TEXT, undone INTEGER NOT NULL DEFAULT 0)""");
        sql.change("CREATE INDEX IF NOT EXISTS scanning_answer_device ON scanning_answer (device, position)");
        sql.change("""
                CREATE INDEX IF NOT EXISTS scanning_answer_scan ON scanning_answer (scan_id, device)
                WHERE scan_id IS NOT NULL""");
        CountTables.create(sql);
        BOOKMARK.create(sql, begin);
    }

    static Optional<ScannerState> scanner(Sql sql, DeviceId device) throws SQLException {
        return sql.one("""
                SELECT task, location, target, reason, times, usual, data, symbology, last_times, at, result, settled,
                  boot, nanos
                FROM scanning_scanner WHERE device = ?""", ScanTables::state, device.value());
    }

    private static ScannerState state(ResultSet row) throws SQLException {
        Mode mode = new Mode(
                ScanTask.ofWord(row.getString(1)).orElse(ScanTask.LOOK),
                row.getString(2),
                Optional.ofNullable(row.getString(3)),
                Optional.ofNullable(row.getString(4)),
                row.getInt(5),
                row.getBoolean(6));
        ScannerState.Last last = new ScannerState.Last(
                row.getString(7),
                Symbology.ofWord(row.getString(8)),
                row.getInt(9),
                Instant.ofEpochMilli(row.getLong(10)),
                ScanAnswer.Result.ofWord(row.getString(11)));
        return new ScannerState(
                mode, last, new ScannerState.Heard(last.at(), row.getBoolean(12), row.getLong(13), row.getLong(14)));
    }

    static void put(Sql sql, DeviceId device, ScannerState state) throws SQLException {
        Mode mode = state.mode();
        ScannerState.Last last = state.last();
        sql.change(
                """
                INSERT OR REPLACE INTO scanning_scanner
                  (device, task, location, target, reason, times, usual, data, symbology, last_times, at, result, settled,
                   boot, nanos)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                device.value(),
                mode.task().word(),
                mode.location(),
                mode.to().orElse(null),
                mode.reason().orElse(null),
                mode.times(),
                mode.usual(),
                last.data(),
                last.symbology().word(),
                last.times(),
                last.at().toEpochMilli(),
                last.result().word(),
                state.heard().settled(),
                state.heard().boot(),
                state.heard().nanos());
    }

    /** @param what there is to take back */
    static void put(Sql sql, ScanAnswer answer, Optional<Action.What> what) throws SQLException {
        put(sql, answer, answer.scan().scanId(), what);
    }

    /** One that counts for nothing under the scan's id: who sends the scan again is not answered by it. */
    static void putApart(Sql sql, ScanAnswer answer) throws SQLException {
        put(sql, answer, Optional.empty(), Optional.empty());
    }

    private static void put(Sql sql, ScanAnswer answer, Optional<String> scanId, Optional<Action.What> what)
            throws SQLException {
        Optional<Tally> counted = what.flatMap(
                each -> each instanceof Action.Counted counting ? Optional.of(counting.added()) : Optional.empty());
        Optional<Long> ended = what.flatMap(
                each -> each instanceof Action.Ended(long session) ? Optional.of(session) : Optional.empty());
        sql.change(
                """
                INSERT OR REPLACE INTO scanning_answer (position, device, scan_id, answer, line, session, lot)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                answer.scan().position(),
                answer.scan().device().value(),
                scanId.orElse(null),
                ScanAnswerJson.text(answer),
                what.flatMap(each -> each instanceof Action.Line line ? Optional.of(line.id()) : Optional.empty())
                        .orElse(null),
                counted.map(Tally::session).or(() -> ended).orElse(null),
                counted.map(Tally::lot).orElse(null));
        if (answer.scan().position() % TRIMMED_EVERY == 0) {
            sql.change("""
                    DELETE FROM scanning_answer WHERE position <=
                      (SELECT position FROM scanning_answer ORDER BY position DESC LIMIT 1 OFFSET ?)""", ANSWERS_MAX);
        }
    }

    /** Who counted on meanwhile began another count, which becomes part of it. */
    static void reopen(Sql sql, CountSession session) throws SQLException {
        Optional<CountSession> other =
                CountTables.open(sql, session.location()).filter(open -> open.id() != session.id());
        if (other.isPresent()) {
            CountTables.merge(sql, other.get(), session);
            sql.change(
                    "UPDATE scanning_answer SET session = ? WHERE session = ?",
                    session.id(),
                    other.get().id());
        }
        CountTables.reopen(sql, session);
    }

    static void takeBack(Sql sql, Action action) throws SQLException {
        sql.change(
                "UPDATE scanning_answer SET undone = 1 WHERE position = ?",
                action.answer().scan().position());
    }

    /** The answer to the scan that its sender knows by that id. */
    static Optional<ScanAnswer> answer(Sql sql, DeviceId device, String scanId) throws SQLException {
        return sql.one(
                "SELECT answer FROM scanning_answer WHERE scan_id = ? AND device = ? ORDER BY position LIMIT 1",
                row -> ScanAnswerJson.read(row.getString(1)),
                scanId,
                device.value());
    }

    /** The newest first. */
    static List<ScanAnswer> newest(Sql sql, DeviceId device, int limit) throws SQLException {
        return sql.all(
                "SELECT answer FROM scanning_answer WHERE device = ? ORDER BY position DESC LIMIT ?",
                row -> ScanAnswerJson.read(row.getString(1)),
                device.value(),
                limit);
    }

    /** What the scanner did last and has not taken back. */
    static Optional<Action> lastAction(Sql sql, DeviceId device) throws SQLException {
        return sql.one("""
                SELECT answer, line, session, lot FROM scanning_answer
                WHERE device = ? AND undone = 0 AND (line IS NOT NULL OR session IS NOT NULL)
                ORDER BY position DESC LIMIT 1""", ScanTables::action, device.value());
    }

    private static Action action(ResultSet row) throws SQLException {
        ScanAnswer answer = ScanAnswerJson.read(row.getString(1));
        String line = row.getString(2);
        if (line != null) {
            return new Action(answer, new Action.Line(line));
        }
        if (answer.subject().isEmpty()) {
            return new Action(answer, new Action.Ended(row.getLong(3)));
        }
        ScanAnswer.Subject subject = answer.subject().get();
        Instant at = answer.scan().at();
        Tally added = new Tally(row.getLong(3), subject.item(), row.getString(4), subject.amount(), at, at);
        return new Action(answer, new Action.Counted(added));
    }

    /** Scanners that were used, the newest first. */
    static List<DeviceId> devices(Sql sql, int limit) throws SQLException {
        return sql.all(
                "SELECT device FROM scanning_scanner ORDER BY at DESC, device LIMIT ?",
                row -> new DeviceId(row.getString(1)),
                limit);
    }
}
