package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.Effect.Moment;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Level;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the effects come to, by item, location and lot; see {@link Ledger} for the rules. For the lines of one
 * transaction, in which a level is read and written once.
 *
 * <p>{@code counted_at} and {@code counted_id} are the moment of the count from which a level starts: what moved before it
 * needs all levels of the place to be settled anew, what moves after it is simply added. {@code announced} is what the
 * last {@code level} entry said.
 */
final class Levels {

    /** After all that was ever booked: no clock says so, and no id is behind it. */
    private static final Moment EVER = new Moment(Long.MAX_VALUE, "");

    private record Key(Place place, String lot) {}

    /** A level as it grows; what is not there yet is 0. */
    private static final class Row {
        long millionths;
        String unit;
        final Moment start;
        boolean changed;

        Row(long millionths, String unit, Moment start) {
            this.millionths = millionths;
            this.unit = unit;
            this.start = start;
        }
    }

    private final Sql sql;
    private final Map<Key, Row> rows = new HashMap<>();

    Levels(Sql sql) {
        this.sql = sql;
    }

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

    /** In which an item or code is kept that the catalogue may not know; empty before anything of it is booked. */
    static Optional<String> unit(Sql sql, String item) throws SQLException {
        return sql.one(
                "SELECT unit FROM ledger_level WHERE item = ? AND gone = 0 AND unit <> '' LIMIT 1",
                row -> row.getString(1),
                item);
    }

    /** Adds the effect to its level; false where that is not enough, and the place is to be settled. */
    boolean moved(Effect effect) throws SQLException {
        Row own = row(new Key(effect.place(), effect.lot()));
        Row whole = row(new Key(effect.place(), Effect.NO_LOT));
        boolean simple = !effect.counted()
                && (effect.reversed()
                        || (effect.moment().compareTo(own.start) > 0
                                && effect.moment().compareTo(whole.start) > 0));
        if (simple && !effect.reversed()) {
            simple = !Sums.isFull(own.millionths);
            own.millionths = Sums.plus(own.millionths, effect.millionths());
        }
        // Whichever comes first: where two gateways took a code for each and for kg, both tell the same.
        own.unit = effect.unit().compareTo(own.unit) > 0 ? effect.unit() : own.unit;
        own.changed = true;
        return simple;
    }

    private Row row(Key key) throws SQLException {
        Row known = rows.get(key);
        if (known == null) {
            known = sql.one(
                            """
                            SELECT millionths, unit, counted_at, counted_id FROM ledger_level
                            WHERE item = ? AND location = ? AND lot = ?""",
                            row -> new Row(
                                    row.getLong(1), row.getString(2), new Moment(row.getLong(3), row.getString(4))),
                            key.place.item(),
                            key.place.location(),
                            key.lot)
                    .orElseGet(() -> new Row(0, "", Moment.NEVER));
            rows.put(key, known);
        }
        return known;
    }

    /** Writes what has moved. */
    void write() throws SQLException {
        for (Map.Entry<Key, Row> each : rows.entrySet()) {
            Row row = each.getValue();
            if (row.changed) {
                sql.change(
                        """
                        INSERT INTO ledger_level (item, location, lot, millionths, unit, counted_at, counted_id)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (item, location, lot) DO UPDATE
                        SET millionths = excluded.millionths, unit = excluded.unit, gone = 0""",
                        each.getKey().place.item(),
                        each.getKey().place.location(),
                        each.getKey().lot,
                        row.millionths,
                        row.unit,
                        row.start.at(),
                        row.start.id());
            }
        }
        rows.clear();
    }

    /** Sums up all lots of the place anew. */
    void settle(Place place) throws SQLException {
        List<String> lots = sql.all(
                "SELECT lot FROM ledger_level WHERE item = ? AND location = ?",
                row -> row.getString(1),
                place.item(),
                place.location());
        Effects.Count whole = Effects.counted(sql, place, Effect.NO_LOT, EVER);
        BigInteger others = BigInteger.ZERO;
        for (String lot : lots) {
            if (!lot.equals(Effect.NO_LOT)) {
                Effects.Count own = Effects.counted(sql, place, lot, EVER);
                set(place, lot, own, own.exactly().add(Effects.moved(sql, place, lot, own.moment(), EVER)));
                others = whole.equals(Effects.Count.NONE)
                        ? others
                        : others.add(PastLevel.ofLot(sql, place, lot, whole.moment()));
            }
        }
        if (lots.contains(Effect.NO_LOT)) {
            BigInteger moved = Effects.moved(sql, place, Effect.NO_LOT, whole.moment(), EVER);
            set(place, Effect.NO_LOT, whole, whole.exactly().subtract(others).add(moved));
        }
    }

    private void set(Place place, String lot, Effects.Count start, BigInteger millionths) throws SQLException {
        sql.change(
                """
                UPDATE ledger_level SET millionths = ?, counted_at = ?, counted_id = ?, gone = ?
                WHERE item = ? AND location = ? AND lot = ?""",
                Sums.told(millionths),
                start.moment().at(),
                start.moment().id(),
                !Effects.any(sql, place, lot),
                place.item(),
                place.location(),
                lot);
    }

    /** A level entry is in the journal. */
    void announced(Level level) throws SQLException {
        sql.change(
                "UPDATE ledger_level SET announced = ? WHERE item = ? AND location = ? AND lot = ?",
                level.amount().millionths(),
                level.item(),
                level.location(),
                level.lot().orElse(Effect.NO_LOT));
    }
}
