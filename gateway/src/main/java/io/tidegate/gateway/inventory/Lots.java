package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Movement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;

/** What is known of each lot; the newest line that says it counts. Stateless. */
final class Lots {

    private Lots() {}

    static void create(Sql sql) throws SQLException {
        sql.change("""
                CREATE TABLE IF NOT EXISTS ledger_lot (
                  item TEXT NOT NULL, lot TEXT NOT NULL, expiry TEXT NOT NULL, at INTEGER NOT NULL, id TEXT NOT NULL,
                  PRIMARY KEY (item, lot)) WITHOUT ROWID""");
        sql.change("CREATE INDEX IF NOT EXISTS ledger_lot_expiry ON ledger_lot (expiry)");
    }

    static void note(Sql sql, String item, Movement movement) throws SQLException {
        Goods goods = movement.goods();
        if (goods.lot().isPresent() && goods.expiry().isPresent()) {
            sql.change(
                    """
                    INSERT INTO ledger_lot (item, lot, expiry, at, id) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (item, lot) DO UPDATE SET expiry = excluded.expiry, at = excluded.at, id = excluded.id
                    WHERE (excluded.at, excluded.id) > (at, id)""",
                    item,
                    goods.lot().get(),
                    goods.expiry().get().toString(),
                    movement.at().toEpochMilli(),
                    movement.id());
        }
    }

    /** A line of that lot is the item's no longer. */
    static void noteAnew(Sql sql, String item, String lot) throws SQLException {
        sql.change("DELETE FROM ledger_lot WHERE item = ? AND lot = ?", item, lot);
        for (Line line : Lines.ofLot(sql, item, lot)) {
            if (line.booking() instanceof Movement movement) {
                note(sql, item, movement);
            }
        }
    }

    static Optional<LocalDate> expiry(Sql sql, String item, String lot) throws SQLException {
        return sql.one(
                "SELECT expiry FROM ledger_lot WHERE item = ? AND lot = ?",
                row -> LocalDate.parse(row.getString(1)),
                item,
                lot);
    }
}
