package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Booking;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Movement;
import io.tidegate.observation.Reversal;
import io.tidegate.observation.StockJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The table of lines, each once, for ever: the journal may forget its entries. What is asked for stands in columns of its
 * own; the line itself is the JSON of its entry. Stateless.
 */
final class Lines {

    /** What {@link #line} reads. */
    static final String SELECT = """
            SELECT position, device, at, line, item,
              EXISTS (SELECT 1 FROM ledger_line AS other WHERE other.reverses = one.id)
            FROM ledger_line AS one""";

    private Lines() {}

    static void create(Sql sql) throws SQLException {
        sql.change("""
                CREATE TABLE IF NOT EXISTS ledger_line (
                  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, device TEXT NOT NULL,
                  item TEXT NOT NULL, known INTEGER NOT NULL, lot TEXT, run TEXT, reverses TEXT, line TEXT NOT NULL)""");
        sql.change("CREATE INDEX IF NOT EXISTS ledger_line_item ON ledger_line (item, at)");
        sql.change("CREATE INDEX IF NOT EXISTS ledger_line_lot ON ledger_line (lot, at) WHERE lot IS NOT NULL");
        sql.change("CREATE INDEX IF NOT EXISTS ledger_line_run ON ledger_line (run) WHERE run IS NOT NULL");
        sql.change("""
                CREATE INDEX IF NOT EXISTS ledger_line_reverses ON ledger_line (reverses)
                WHERE reverses IS NOT NULL""");
        sql.change("CREATE INDEX IF NOT EXISTS ledger_line_unknown ON ledger_line (item, at) WHERE known = 0");
        sql.change("CREATE TABLE IF NOT EXISTS ledger_conflict (position INTEGER PRIMARY KEY, id TEXT NOT NULL)");
    }

    /**
     * False where a line with that id is there already; if that one says something else, it is noted.
     *
     * @param known whether the catalogue knows the item
     */
    static boolean add(Sql sql, Line line, boolean known) throws SQLException {
        Booking booking = line.booking();
        int added = sql.change(
                """
                INSERT OR IGNORE INTO ledger_line
                  (position, id, at, device, item, known, lot, run, reverses, line)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                line.position(),
                booking.id(),
                booking.at().toEpochMilli(),
                booking.device().value(),
                line.item(),
                known,
                booking instanceof Movement movement ? movement.goods().lot().orElse(null) : null,
                booking.cause().run().orElse(null),
                booking instanceof Reversal reversal ? reversal.reverses() : null,
                StockJson.text(booking));
        if (added == 0 && !find(sql, booking.id()).orElseThrow().deed().equals(line.deed())) {
            sql.change(
                    "INSERT OR IGNORE INTO ledger_conflict (position, id) VALUES (?, ?)",
                    line.position(),
                    booking.id());
        }
        return added > 0;
    }

    static Optional<Line> find(Sql sql, String id) throws SQLException {
        return sql.one(SELECT + " WHERE id = ?", Lines::line, id);
    }

    static Line line(ResultSet row) throws SQLException {
        Booking booking = (Booking) StockJson.read(
                Booking.KIND, new DeviceId(row.getString(2)), Instant.ofEpochMilli(row.getLong(3)), row.getString(4));
        return new Line(row.getLong(1), booking, row.getString(5), row.getBoolean(6));
    }

    static boolean isReversed(Sql sql, String id) throws SQLException {
        return sql.number("SELECT EXISTS (SELECT 1 FROM ledger_line WHERE reverses = ?)", id) != 0;
    }

    /** Lines under a code that nobody had named when they were booked. */
    static List<Line> unknown(Sql sql, String code) throws SQLException {
        return sql.all(SELECT + " WHERE item = ? AND known = 0", Lines::line, code);
    }

    static void name(Sql sql, String id, String item) throws SQLException {
        sql.change("UPDATE ledger_line SET item = ?, known = 1 WHERE id = ?", item, id);
    }
}
