package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.Effect.Moment;
import io.tidegate.observation.Level;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the effects come to, by item, location and lot; see {@link Ledger} for the rules. Stateless.
 *
 * <p>{@code counted_at} and {@code counted_id} are the moment of the count from which a level starts: what moved before it
 * needs all levels of the place to be settled anew, what moves after it is simply added. {@code announced} is what the
 * last {@code level} entry said.
 */
final class Levels {

    /** After all that was ever booked: no clock says so, and no id is behind it. */
    private static final Moment EVER = new Moment(Long.MAX_VALUE, "");

    private Levels() {}

    static void create(Sql sql) throws SQLException {
        sql.change("""
                CREATE TABLE IF NOT EXISTS ledger_level (
                  item TEXT NOT NULL, location TEXT NOT NULL, lot TEXT NOT NULL,
                  millionths INTEGER NOT NULL, unit TEXT NOT NULL,
                  counted_at INTEGER NOT NULL, counted_id TEXT NOT NULL,
                  announced INTEGER, gone INTEGER NOT NULL DEFAULT 0,
                  PRIMARY KEY (item, location, lot)) WITHOUT ROWID""");
        sql.change("""
                CREATE INDEX IF NOT EXISTS ledger_news ON ledger_level (item, location, lot)
                WHERE announced IS NOT millionths""");
    }

    /** Adds the effect to its level; false where that is not enough, and the place is to be settled. */
    static boolean moved(Sql sql, Effect effect) throws SQLException {
        Map<String, Moment> starts = starts(sql, effect);
        Moment own = starts.getOrDefault(effect.lot(), Moment.NEVER);
        Moment whole = starts.getOrDefault(Effect.NO_LOT, Moment.NEVER);
        boolean simple = !effect.counted()
                && (effect.reversed()
                        || (effect.moment().compareTo(own) > 0
                                && effect.moment().compareTo(whole) > 0));
        long more = simple && !effect.reversed() ? effect.millionths() : 0;
        sql.change(
                """
                INSERT INTO ledger_level (item, location, lot, millionths, unit, counted_at, counted_id)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (item, location, lot) DO UPDATE
                SET millionths = millionths + excluded.millionths, unit = excluded.unit, gone = 0""",
                effect.place().item(),
                effect.place().location(),
                effect.lot(),
                more,
                effect.unit(),
                Moment.NEVER.at(),
                Moment.NEVER.id());
        return simple;
    }

    private static Map<String, Moment> starts(Sql sql, Effect effect) throws SQLException {
        Map<String, Moment> starts = new HashMap<>();
        sql.all(
                """
                SELECT lot, counted_at, counted_id FROM ledger_level
                WHERE item = ? AND location = ? AND lot IN ('', ?)""",
                row -> starts.put(row.getString(1), new Moment(row.getLong(2), row.getString(3))),
                effect.place().item(),
                effect.place().location(),
                effect.lot());
        return starts;
    }

    /** Sums up all lots of the place anew. */
    static void settle(Sql sql, Place place) throws SQLException {
        List<String> lots = sql.all(
                "SELECT lot FROM ledger_level WHERE item = ? AND location = ?",
                row -> row.getString(1),
                place.item(),
                place.location());
        Effects.Count whole = Effects.counted(sql, place, Effect.NO_LOT, EVER);
        long others = 0;
        for (String lot : lots) {
            if (!lot.equals(Effect.NO_LOT)) {
                Effects.Count own = Effects.counted(sql, place, lot, EVER);
                set(sql, place, lot, own, own.millionths() + Effects.moved(sql, place, lot, own.moment(), EVER));
                others += whole.equals(Effects.Count.NONE) ? 0 : at(sql, place, lot, whole.moment());
            }
        }
        if (lots.contains(Effect.NO_LOT)) {
            long rest = whole.millionths() - others;
            set(sql, place, Effect.NO_LOT, whole, rest + Effects.moved(sql, place, "", whole.moment(), EVER));
        }
    }

    /** What the lot was at a moment. */
    private static long at(Sql sql, Place place, String lot, Moment moment) throws SQLException {
        Effects.Count own = Effects.counted(sql, place, lot, moment);
        return own.millionths() + Effects.moved(sql, place, lot, own.moment(), moment);
    }

    private static void set(Sql sql, Place place, String lot, Effects.Count start, long millionths)
            throws SQLException {
        sql.change(
                """
                UPDATE ledger_level SET millionths = ?, counted_at = ?, counted_id = ?, gone = ?
                WHERE item = ? AND location = ? AND lot = ?""",
                millionths,
                start.moment().at(),
                start.moment().id(),
                !Effects.any(sql, place, lot),
                place.item(),
                place.location(),
                lot);
    }

    /** A level entry is in the journal. */
    static void announced(Sql sql, Level level) throws SQLException {
        sql.change(
                "UPDATE ledger_level SET announced = ? WHERE item = ? AND location = ? AND lot = ?",
                level.amount().millionths(),
                level.item(),
                level.location(),
                level.lot().orElse(Effect.NO_LOT));
    }
}
