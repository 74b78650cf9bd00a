package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Amount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands where, as people look for it. Safe from any thread; reads the database, so never on an event loop. */
public final class Shelves {

    /** Goods are what the catalogue trades, and whatever else is booked. One that is nowhere has a row without a location. */
    private static final String GOODS = """
            WITH goods AS (
              SELECT id, name, folded, json_extract(item, '$.unit') AS unit, json_extract(item, '$.minimum') AS minimum
              FROM catalogue_item
              WHERE retired = 0
                OR EXISTS (SELECT 1 FROM ledger_level WHERE item = id AND gone = 0 AND millionths <> 0)
              UNION ALL
              SELECT item, item, lower(item), min(unit), NULL FROM ledger_level
              WHERE gone = 0 AND item NOT IN (SELECT id FROM catalogue_item) GROUP BY item),\s""";

    private static final String ROWS = """
            SELECT goods.id, goods.name, location, shelf.lot, coalesce(shelf.millionths, 0), coalesce(shelf.unit, goods.unit),
              expiry
            FROM goods LEFT JOIN shelf ON shelf.item = goods.id AND shelf.millionths <> 0
            WHERE\s""";

    private static final String ORDER =
            " ORDER BY goods.folded, goods.id, location, expiry, shelf.lot LIMIT ? OFFSET ?";

    private static final String FOUND = """
            (?2 = '' OR goods.folded LIKE ?3 ESCAPE '\\' OR goods.id LIKE ?3 ESCAPE '\\' OR goods.id = ?4
             OR EXISTS (SELECT 1 FROM catalogue_code WHERE item = goods.id AND code LIKE ?3 ESCAPE '\\'))
            AND (?5 IS NULL OR expiry <= ?5)
            AND""";

    /** SQLite's word for no limit. */
    private static final int ALL_ROWS = -1;

    private final Books books;

    Shelves(Books books) {
        this.books = books;
    }

    /** Which goods. */
    public enum Kind {
        ALL("1"),
        IN_STOCK("shelf.millionths > 0"),
        /** What can be sold is below their minimum, over all locations. */
        LOW("minimum * 1e6 > coalesce((SELECT millionths FROM sellable WHERE item = goods.id), 0)"),
        BELOW_ZERO("shelf.millionths < 0"),
        EXPIRING("shelf.millionths > 0");

        private final String condition;

        Kind(String condition) {
            this.condition = condition;
        }
    }

    /**
     * What somebody looks for.
     *
     * @param text part of a name, an id or a code, or a whole label; empty for all
     * @param lastDay only what may be sold until then at the latest
     */
    public record Wanted(String text, Kind kind, Optional<LocalDate> lastDay) {}

    /**
     * So much of an item is at a location.
     *
     * @param name of the item; the code where the catalogue does not know it
     * @param location empty where there is none of it
     * @param expiry of the lot
     */
    public record Row(
            String item,
            String name,
            Optional<String> location,
            Optional<String> lot,
            Amount amount,
            Optional<LocalDate> expiry) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getString(1),
                    row.getString(2),
                    Optional.ofNullable(row.getString(3)),
                    Effect.named(row.getString(4)),
                    Amount.ofMillionths(row.getLong(5), row.getString(6)),
                    Optional.ofNullable(row.getString(7)).map(LocalDate::parse));
        }
    }

    /**
     * A code that was booked and that nobody has named yet.
     *
     * @param lines that wait for a name, without those that were taken back
     * @param since when the first of them was
     */
    public record Unknown(String code, long lines, Instant since) {}

    /** In the order of names, locations and expiry. */
    public List<Row> rows(Wanted wanted, int skip, int limit) throws SQLException {
        return books.read(sql -> sql.all(query(wanted), Row::of, values(sql, wanted, limit, skip)));
    }

    /** How many rows that are. */
    public long count(Wanted wanted) throws SQLException {
        return books.read(
                sql -> sql.number("SELECT count(*) FROM (" + query(wanted) + ")", values(sql, wanted, ALL_ROWS, 0)));
    }

    private static String query(Wanted wanted) {
        return query("", FOUND + " " + wanted.kind.condition);
    }

    /** Its first parameter is the day. */
    private static String query(String levels, String goods) {
        String sellable =
                ", sellable AS (SELECT item, " + Allotted.sellable("?1") + " AS millionths FROM shelf GROUP BY item) ";
        return GOODS + Allotted.shelf(levels) + sellable + ROWS + goods + ORDER;
    }

    /** In the places of {@link #query}. */
    private @Nullable Object[] values(Sql sql, Wanted wanted, int limit, int skip) throws SQLException {
        String text = wanted.text.strip();
        return new @Nullable Object[] {
            today(),
            text,
            SearchText.pattern(text),
            text.isEmpty() ? "" : books.meant(sql, text),
            wanted.lastDay.map(LocalDate::toString).orElse(null),
            limit,
            skip
        };
    }

    /** Where that item is. */
    public List<Row> of(String item) throws SQLException {
        return books.read(sql ->
                sql.all(query("AND level.item = ?2", "goods.id = ?2"), Row::of, today(), item, Books.ROWS_MAX, 0));
    }

    private String today() {
        return books.today().toString();
    }

    /** Those that wait for most lines first. */
    public List<Unknown> unknown(int limit) throws SQLException {
        return books.read(sql -> sql.all(
                """
                SELECT item, count(*), min(at) FROM ledger_line AS one
                WHERE known = 0 AND NOT EXISTS (SELECT 1 FROM ledger_line AS other WHERE other.reverses = one.id)
                GROUP BY item ORDER BY count(*) DESC, item LIMIT ?""",
                row -> new Unknown(row.getString(1), row.getLong(2), Instant.ofEpochMilli(row.getLong(3))),
                limit));
    }

    /** How much of an item there was, all locations together, at the ends of so many equal parts of a time. */
    public float[] course(String item, Instant from, Instant to, int parts) throws SQLException {
        return books.read(sql -> Course.of(sql, item, from, to, parts));
    }
}
