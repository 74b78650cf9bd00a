package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Item;
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

    /** Runs of production between a lot and its farthest kin, at most. */
    public static final int DEPTH_MAX = 50;

    /** Of each way in one answer at most; and lines of the lot itself. */
    public static final int KIN_MAX = 1_000;

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
            Kinship madeFrom = Kinship.madeFrom(sql, self, depth);
            Kinship wentInto = Kinship.wentInto(sql, self, depth);
            String name = CatalogueTables.item(sql, id).map(Item::name).orElse(id);
            return Optional.of(new Life(
                    known.getFirst(),
                    name,
                    lines.stream().limit(KIN_MAX).toList(),
                    madeFrom.told(),
                    wentInto.told(),
                    lines.size() > KIN_MAX || madeFrom.more() || wentInto.more()));
        });
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
