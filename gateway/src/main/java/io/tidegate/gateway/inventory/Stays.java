package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.Effect.Moment;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Item;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What stood at a location over some time, by the rules of {@link Ledger}. Safe from any thread; reads the database, so
 * never on an event loop.
 */
public final class Stays {

    private final Books books;

    Stays(Books books) {
        this.books = books;
    }

    /** So much was there, without a break; {@code to} is not in it. */
    public record Stay(Instant from, Instant to, long millionths) {}

    /**
     * One lot, or what was booked without one.
     *
     * @param name of the item; the code where the catalogue does not know it
     * @param unit of its millionths
     * @param stays by time, none empty
     */
    public record Stayed(
            String item,
            String name,
            Optional<String> lot,
            Optional<LocalDate> expiry,
            String unit,
            List<Stay> stays) {}

    /** A lot that may have been there. */
    record Level(String lot, String unit, Optional<LocalDate> expiry) {}

    /** Hands over one lot after the other, in the order of items and lots, that was there at some time. */
    public void each(String location, Instant from, Instant to, Consumer<Stayed> look) throws SQLException {
        books.read(sql -> {
            List<String> items = sql.all(
                    "SELECT DISTINCT item FROM ledger_level WHERE location = ? AND gone = 0 ORDER BY item",
                    row -> row.getString(1),
                    location);
            for (String item : items) {
                each(sql, new Place(item, location), from, to, look);
            }
            return items.size();
        });
    }

    private static void each(Sql sql, Place place, Instant from, Instant to, Consumer<Stayed> look)
            throws SQLException {
        Effects.Count whole = Effects.counted(sql, place, Effect.NO_LOT, before(from));
        long since = whole.equals(Effects.Count.NONE)
                ? from.toEpochMilli()
                : whole.moment().at();
        List<Level> levels = levels(sql, place, since);
        Standing standing = standing(sql, place, levels, whole, from);
        sql.each(
                """
                SELECT lot, at, millionths, counted FROM ledger_effect
                WHERE item = ? AND location = ? AND at >= ? AND at < ? AND reversed = 0 ORDER BY at, id""",
                row -> standing.take(row.getString(1), row.getLong(2), row.getLong(3), row.getBoolean(4)),
                place.item(),
                place.location(),
                from.toEpochMilli(),
                to.toEpochMilli());
        standing.end(to.toEpochMilli());
        if (standing.isEmpty()) {
            return;
        }
        String name = CatalogueTables.item(sql, place.item()).map(Item::name).orElse(place.item());
        for (Level level : levels) {
            List<Stay> stays = standing.of(level.lot);
            if (!stays.isEmpty()) {
                look.accept(new Stayed(place.item(), name, Effect.named(level.lot), level.expiry, level.unit, stays));
            }
        }
    }

    /**
     * The lots of which something is left, or moved from that moment on: of all the others there was nothing then, and in
     * years they become many. The row without a lot is there too: a count of all lots together may leave something of none.
     */
    static List<Level> levels(Sql sql, Place place, long since) throws SQLException {
        return sql.all(
                """
                SELECT level.lot, unit, expiry FROM ledger_level AS level
                LEFT JOIN ledger_lot AS known ON known.item = level.item AND known.lot = level.lot
                WHERE level.item = ? AND location = ? AND (millionths <> 0 OR level.lot = '' OR EXISTS (
                  SELECT 1 FROM ledger_effect AS effect WHERE effect.item = level.item
                    AND effect.location = level.location AND effect.lot = level.lot AND at >= ?))
                ORDER BY level.lot""",
                row -> new Level(
                        row.getString(1),
                        row.getString(2),
                        Optional.ofNullable(row.getString(3)).map(LocalDate::parse)),
                place.item(),
                place.location(),
                since);
    }

    /** As it stood before that moment, the last count of all lots together being this one. */
    private static Standing standing(Sql sql, Place place, List<Level> levels, Effects.Count whole, Instant at)
            throws SQLException {
        boolean counted = !whole.equals(Effects.Count.NONE);
        Standing standing = new Standing(at.toEpochMilli());
        long rest =
                whole.millionths() + Sums.told(Effects.moved(sql, place, Effect.NO_LOT, whole.moment(), before(at)));
        for (Level level : levels) {
            if (!level.lot.equals(Effect.NO_LOT)) {
                standing.begin(level.lot, Sums.told(PastLevel.ofLot(sql, place, level.lot, before(at))));
                // The count counted this lot along; as in Standing, one below zero is none.
                rest -= counted ? Math.max(0, Sums.told(PastLevel.ofLot(sql, place, level.lot, whole.moment()))) : 0;
            }
        }
        standing.begin(Effect.NO_LOT, rest);
        return standing;
    }

    /** After all lines before that moment, and before those of it. */
    private static Moment before(Instant at) {
        return new Moment(at.toEpochMilli(), "");
    }
}
