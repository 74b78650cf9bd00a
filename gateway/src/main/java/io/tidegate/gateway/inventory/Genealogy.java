package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Item;
import io.tidegate.observation.MovementKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a lot came from and where it went. Reversed lines do not count. Safe from any thread; reads the database, so never
 * on an event loop.
 */
public final class Genealogy {

    /** Runs of production between a lot and its farthest kin, at most: what goes round in circles ends here, too. */
    public static final int DEPTH_MAX = 50;

    /** Of each way in one answer at most; and lines of the lot itself. */
    public static final int KIN_MAX = 1_000;

    /** Steps from lot to lot of one question at most; the nearest are taken first. */
    private static final int STEPS_MAX = 20_000;

    /**
     * From lot to lot by way of the runs: the lines of what went in where the lot came out ({@code produce}), and the
     * reverse. What was booked without a lot is told, and leads no farther. A plus keeps the planner from the longer index.
     */
    private static final String KIN = """
            WITH RECURSIVE kin (depth, id, ofItem, ofLot, item, lot) AS (
              SELECT 0, '', '', '', ?1, ?2
              UNION
              SELECT kin.depth + 1, other.id, kin.item, kin.lot, other.item, other.lot
              FROM kin
              CROSS JOIN ledger_line AS own ON own.lot = kin.lot AND +own.item = kin.item
              CROSS JOIN ledger_line AS other ON other.run = own.run
              WHERE kin.depth < ?3 AND json_extract(own.line, '$.kind') = ?4
                AND json_extract(other.line, '$.kind') = ?5
                AND NOT EXISTS (SELECT 1 FROM ledger_line AS undo WHERE undo.reverses IN (own.id, other.id))
              LIMIT %d)
            SELECT min(depth), kin.item, kin.lot, ofItem, ofLot, line.run, line.at, effect.millionths, level.unit
            FROM kin
            JOIN ledger_line AS line ON line.id = kin.id
            JOIN ledger_effect AS effect ON effect.item = line.item AND effect.lot = coalesce(line.lot, '')
              AND effect.location = coalesce(json_extract(line.line, '$.from'), json_extract(line.line, '$.to'))
              AND effect.at = line.at AND effect.id = line.id
            JOIN ledger_level AS level ON level.item = effect.item AND level.location = effect.location
              AND level.lot = effect.lot
            GROUP BY kin.id, ofItem, ofLot ORDER BY min(depth), line.at, kin.id LIMIT ?6""".formatted(STEPS_MAX);

    private static final String LOTS = """
            SELECT some.item, some.lot, expiry, location, millionths, unit
            FROM (
              SELECT DISTINCT item, lot FROM ledger_level
              WHERE gone = 0 AND lot <> '' AND (item, lot) > (?1, ?2) AND (?3 IS NULL OR item = ?3)
                AND (?4 IS NULL OR (location = ?4 AND millionths <> 0)) AND (?5 IS NULL OR lot = ?5)
              ORDER BY item, lot LIMIT ?6) AS some
            LEFT JOIN ledger_lot AS known ON known.item = some.item AND known.lot = some.lot
            LEFT JOIN ledger_level AS level ON level.item = some.item AND level.lot = some.lot AND gone = 0
              AND millionths <> 0
            ORDER BY some.item, some.lot, location""";

    private final Books books;

    Genealogy(Books books) {
        this.books = books;
    }

    /** One batch of an item. */
    public record LotId(String item, String lot) {}

    /** @param held where how much of it is now; empty when nothing is left */
    public record Lot(LotId id, Optional<LocalDate> expiry, List<Held> held) {}

    /** So much at a location. */
    public record Held(String location, Amount amount) {}

    /**
     * A line of production by which a lot is kin to another.
     *
     * @param depth runs between the two; 1 for the next kin
     * @param lot empty for what was booked without one
     * @param of into which it went, or of which it was made
     */
    public record Kin(int depth, String item, Optional<String> lot, LotId of, String run, Instant at, Amount amount) {}

    /**
     * All that is known of one lot.
     *
     * @param name of the item; the code where the catalogue does not know it
     * @param lines of the lot itself, by time
     * @param madeFrom what went into it, the nearest first
     * @param wentInto what was made with it, the nearest first
     * @param more whether there is more than is told
     */
    public record Life(Lot lot, String name, List<Line> lines, List<Kin> madeFrom, List<Kin> wentInto, boolean more) {}

    /**
     * Lots in the order of item and lot, also those of which nothing is left.
     *
     * @param location only what is there now
     * @param after behind this one
     */
    public List<Lot> lots(Optional<String> item, Optional<String> location, LotId after, int limit)
            throws SQLException {
        return books.read(sql -> lots(
                sql,
                after.item,
                after.lot,
                item.isPresent() ? books.meant(sql, item.get()) : null,
                location.orElse(null),
                null,
                limit));
    }

    /**
     * Empty for a lot that was never booked.
     *
     * @param item its id, or a code of it
     * @param depth how many runs far
     */
    public Optional<Life> of(String item, String lot, int depth) throws SQLException {
        return books.read(sql -> {
            String id = books.meant(sql, item);
            List<Lot> known = lots(sql, "", "", id, null, lot, 1);
            if (known.isEmpty()) {
                return Optional.empty();
            }
            LotId self = known.getFirst().id;
            List<Line> lines = sql.all(Lines.SELECT + """
                     WHERE lot = ? AND +item = ? AND NOT EXISTS (
                       SELECT 1 FROM ledger_line AS undo WHERE undo.reverses = one.id)
                    ORDER BY at, id LIMIT ?""", Lines::line, self.lot, self.item, KIN_MAX + 1);
            List<Kin> madeFrom = kin(sql, self, depth, MovementKind.PRODUCE, MovementKind.CONSUME);
            List<Kin> wentInto = kin(sql, self, depth, MovementKind.CONSUME, MovementKind.PRODUCE);
            String name = CatalogueTables.item(sql, id).map(Item::name).orElse(id);
            return Optional.of(new Life(
                    known.getFirst(),
                    name,
                    first(lines),
                    first(madeFrom),
                    first(wentInto),
                    lines.size() > KIN_MAX || madeFrom.size() > KIN_MAX || wentInto.size() > KIN_MAX));
        });
    }

    private static <T> List<T> first(List<T> all) {
        return all.stream().limit(KIN_MAX).toList();
    }

    /** From lines of the one kind to lines of the other. */
    private static List<Kin> kin(Sql sql, LotId self, int depth, MovementKind own, MovementKind other)
            throws SQLException {
        return sql.all(KIN, Genealogy::kin, self.item, self.lot, depth, own.word(), other.word(), KIN_MAX + 1);
    }

    private static Kin kin(ResultSet row) throws SQLException {
        return new Kin(
                row.getInt(1),
                row.getString(2),
                Effect.named(row.getString(3)),
                new LotId(row.getString(4), row.getString(5)),
                row.getString(6),
                Instant.ofEpochMilli(row.getLong(7)),
                Amount.ofMillionths(Math.abs(row.getLong(8)), row.getString(9)));
    }

    private static List<Lot> lots(Sql sql, @Nullable Object... asked) throws SQLException {
        List<Lot> lots = new ArrayList<>();
        sql.each(
                LOTS,
                row -> {
                    LotId id = new LotId(row.getString(1), row.getString(2));
                    if (lots.isEmpty() || !lots.getLast().id.equals(id)) {
                        Optional<LocalDate> expiry =
                                Optional.ofNullable(row.getString(3)).map(LocalDate::parse);
                        lots.add(new Lot(id, expiry, new ArrayList<>()));
                    }
                    String location = row.getString(4);
                    if (location != null) {
                        lots.getLast()
                                .held
                                .add(new Held(location, Amount.ofMillionths(row.getLong(5), row.getString(6))));
                    }
                },
                asked);
        return lots;
    }
}
