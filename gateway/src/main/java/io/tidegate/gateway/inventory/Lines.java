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
import org.jspecify.annotations.Nullable;

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
                  item TEXT NOT NULL, known INTEGER NOT NULL, lot TEXT, run TEXT, reverses TEXT, line TEXT NOT NULL,
                  code TEXT)""");
        if (!sql.hasColumn("ledger_line", "code")) {
            sql.change("ALTER TABLE ledger_line ADD COLUMN code TEXT");
            sql.change("""
                    UPDATE ledger_line SET code = json_extract(line, '$.item')
                    WHERE reverses IS NULL AND json_extract(line, '$.booked') IS NULL""");
        }
        sql.change("CREATE INDEX IF NOT EXISTS ledger_line_code ON ledger_line (code) WHERE code IS NOT NULL");
        // The effects have the same order: to keep it twice took a third of the time of a line.
        sql.change("DROP INDEX IF EXISTS ledger_line_item");
        sql.change("CREATE INDEX IF NOT EXISTS ledger_line_lot ON ledger_line (lot, at) WHERE lot IS NOT NULL");
        sql.change("CREATE INDEX IF NOT EXISTS ledger_line_run ON ledger_line (run) WHERE run IS NOT NULL");
        sql.change("""
                CREATE INDEX IF NOT EXISTS ledger_line_reverses ON ledger_line (reverses)
                WHERE reverses IS NOT NULL""");
        sql.change("CREATE INDEX IF NOT EXISTS ledger_line_unknown ON ledger_line (item, at) WHERE known = 0");
    }

    /**
     * False where a line with that id is there already.
     *
     * @param known whether the catalogue knows the item
     */
    static boolean add(Sql sql, Line line, boolean known) throws SQLException {
        Booking booking = line.booking();
        return sql.change(
                        """
                        INSERT OR IGNORE INTO ledger_line
                          (position, id, at, device, item, known, lot, run, reverses, line, code)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                        line.position(),
                        booking.id(),
                        booking.at().toEpochMilli(),
                        booking.device().value(),
                        line.item(),
                        known,
                        booking instanceof Movement movement
                                ? movement.goods().lot().orElse(null)
                                : null,
                        booking.cause().run().orElse(null),
                        booking instanceof Reversal reversal ? reversal.reverses() : null,
                        StockJson.text(booking),
                        code(booking))
                > 0;
    }

    /** By which the catalogue finds the item; null where the line says itself for which it is booked. */
    private static @Nullable String code(Booking booking) {
        return booking instanceof Movement movement && movement.goods().booked().isEmpty()
                ? movement.goods().item()
                : null;
    }

    static void remove(Sql sql, Line line) throws SQLException {
        sql.change("DELETE FROM ledger_line WHERE position = ?", line.position());
    }

    static Optional<Line> find(Sql sql, String id) throws SQLException {
        return sql.one(SELECT + " WHERE id = ?", Lines::line, id);
    }

    /** The last lines of an item, the newest first. A transfer has two effects, a line that moved nothing here has none. */
    static List<Line> newest(Sql sql, String item, int limit) throws SQLException {
        return sql.all(SELECT + """
                 WHERE id IN (
                  SELECT id FROM ledger_effect WHERE item = ?1 GROUP BY at, id ORDER BY at DESC, id DESC LIMIT ?2)
                ORDER BY at DESC, id DESC""", Lines::line, item, limit);
    }

    /** In the order of their positions. */
    static List<Line> after(Sql sql, long position, int limit) throws SQLException {
        return sql.all(SELECT + " WHERE position > ? ORDER BY position LIMIT ?", Lines::line, position, limit);
    }

    static Line line(ResultSet row) throws SQLException {
        Booking booking = (Booking) StockJson.read(
                Booking.KIND, new DeviceId(row.getString(2)), Instant.ofEpochMilli(row.getLong(3)), row.getString(4));
        return new Line(row.getLong(1), booking, row.getString(5), row.getBoolean(6));
    }

    static boolean isReversed(Sql sql, String id) throws SQLException {
        return sql.number("SELECT EXISTS (SELECT 1 FROM ledger_line WHERE reverses = ?)", id) != 0;
    }

    /** By another line than that one. */
    static boolean isReversed(Sql sql, String id, Line but) throws SQLException {
        return sql.number(
                        "SELECT EXISTS (SELECT 1 FROM ledger_line WHERE reverses = ? AND position <> ?)",
                        id,
                        but.position())
                != 0;
    }

    /** Lines that are booked for whatever a code means. */
    static List<Line> under(Sql sql, String code) throws SQLException {
        return sql.all(SELECT + " WHERE code = ?", Lines::line, code);
    }

    /** Lines of a lot. */
    static List<Line> ofLot(Sql sql, String item, String lot) throws SQLException {
        return sql.all(SELECT + " WHERE lot = ? AND item = ?", Lines::line, lot, item);
    }

    static void name(Sql sql, String id, Booked booked) throws SQLException {
        sql.change("UPDATE ledger_line SET item = ?, known = ? WHERE id = ?", booked.item(), booked.known(), id);
    }
}
