package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Movement;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of effects, in the order of their moments. Stateless. */
final class Effects {

    /** What was last counted, and when. */
    record Count(Effect.Moment moment, long millionths) {

        static final Count NONE = new Count(Effect.Moment.NEVER, 0);

        BigInteger exactly() {
            return BigInteger.valueOf(millionths);
        }
    }

    private Effects() {}

    static void create(Sql sql) throws SQLException {
        sql.change("""
                CREATE TABLE IF NOT EXISTS ledger_effect (
                  item TEXT NOT NULL, location TEXT NOT NULL, lot TEXT NOT NULL, at INTEGER NOT NULL, id TEXT NOT NULL,
                  millionths INTEGER NOT NULL, counted INTEGER NOT NULL, reversed INTEGER NOT NULL,
                  kind TEXT NOT NULL DEFAULT '', PRIMARY KEY (item, location, lot, at, id)) WITHOUT ROWID""");
        sql.change("""
                CREATE INDEX IF NOT EXISTS ledger_count ON ledger_effect (item, location, lot, at, id)
                WHERE counted = 1""");
        if (sql.number("SELECT count(*) FROM pragma_table_info('ledger_effect') WHERE name = 'kind'") == 0) {
            sql.change("ALTER TABLE ledger_effect ADD COLUMN kind TEXT NOT NULL DEFAULT ''");
            sql.change(
                    "UPDATE ledger_effect SET kind = coalesce("
                            + "(SELECT json_extract(line, '$.kind') FROM ledger_line WHERE ledger_line.id = ledger_effect.id), '')");
        }
        sql.change("CREATE INDEX IF NOT EXISTS ledger_receipt ON ledger_effect (item, at, id) WHERE kind = 'receive'");
    }

    static void add(Sql sql, Effect effect) throws SQLException {
        sql.change(
                """
                INSERT OR REPLACE INTO ledger_effect (item, location, lot, at, id, millionths, counted, reversed, kind)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                effect.place().item(),
                effect.place().location(),
                effect.lot(),
                effect.moment().at(),
                effect.moment().id(),
                effect.millionths(),
                effect.counted(),
                effect.reversed(),
                effect.kind().word());
    }

    /** What the movement does, as it is booked for the item. The unit is that of the level. */
    static List<Effect> of(Sql sql, Movement movement, String item) throws SQLException {
        List<Effect> effects = new ArrayList<>();
        String lot = movement.goods().lot().orElse(Effect.NO_LOT);
        Effect.Moment moment = Effect.Moment.of(movement);
        for (String location : movement.way().locations()) {
            effects.addAll(sql.all(
                    """
                    SELECT millionths, reversed FROM ledger_effect
                    WHERE item = ? AND location = ? AND lot = ? AND at = ? AND id = ?""",
                    row -> new Effect(
                            new Place(item, location),
                            lot,
                            moment,
                            row.getLong(1),
                            "",
                            movement.kindOfMovement(),
                            row.getBoolean(2)),
                    item,
                    location,
                    lot,
                    moment.at(),
                    moment.id()));
        }
        return effects;
    }

    static void reverse(Sql sql, Effect effect, boolean reversed) throws SQLException {
        sql.change(
                """
                UPDATE ledger_effect SET reversed = ?
                WHERE item = ? AND location = ? AND lot = ? AND at = ? AND id = ?""",
                reversed,
                effect.place().item(),
                effect.place().location(),
                effect.lot(),
                effect.moment().at(),
                effect.moment().id());
    }

    static void remove(Sql sql, Effect effect) throws SQLException {
        sql.change(
                "DELETE FROM ledger_effect WHERE item = ? AND location = ? AND lot = ? AND at = ? AND id = ?",
                effect.place().item(),
                effect.place().location(),
                effect.lot(),
                effect.moment().at(),
                effect.moment().id());
    }

    /** The last count of the lot that is not reversed, up to a moment. */
    static Count counted(Sql sql, Place place, String lot, Effect.Moment upTo) throws SQLException {
        Optional<Count> last = sql.one(
                """
                SELECT at, id, millionths FROM ledger_effect
                WHERE item = ? AND location = ? AND lot = ? AND (at, id) <= (?, ?) AND counted = 1 AND reversed = 0
                ORDER BY at DESC, id DESC LIMIT 1""",
                row -> new Count(new Effect.Moment(row.getLong(1), row.getString(2)), row.getLong(3)),
                place.item(),
                place.location(),
                lot,
                upTo.at(),
                upTo.id());
        return last.orElse(Count.NONE);
    }

    /** What moved after one moment, up to and with another. */
    static BigInteger moved(Sql sql, Place place, String lot, Effect.Moment after, Effect.Moment upTo)
            throws SQLException {
        return Sums.of(
                sql,
                "SELECT " + Sums.MILLIONTHS + """
                 FROM ledger_effect
                WHERE item = ? AND location = ? AND lot = ? AND (at, id) > (?, ?) AND (at, id) <= (?, ?)
                  AND counted = 0 AND reversed = 0""",
                place.item(),
                place.location(),
                lot,
                after.at(),
                after.id(),
                upTo.at(),
                upTo.id());
    }

    static boolean any(Sql sql, Place place, String lot) throws SQLException {
        return sql.number(
                        "SELECT EXISTS (SELECT 1 FROM ledger_effect WHERE item = ? AND location = ? AND lot = ?)",
                        place.item(),
                        place.location(),
                        lot)
                != 0;
    }
}
