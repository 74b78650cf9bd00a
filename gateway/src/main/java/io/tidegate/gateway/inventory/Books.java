package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.View;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Item;
import io.tidegate.observation.Symbology;
import io.tidegate.site.StockCounter.Ingredient;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be looked up in the ledger. Safe from any thread; reads the database, so never on an event loop. */
public final class Books {

    /** Rows of one answer at most. */
    public static final int ROWS_MAX = 1_000;

    private final View view;
    private final Drafting.Rules rules;

    Books(Journal journal, Drafting.Rules rules) {
        this.view = new View(journal);
        this.rules = rules;
    }

    /**
     * So much of an item is at a location.
     *
     * @param lot empty for what is booked without one
     */
    public record LevelRow(String item, String location, Optional<String> lot, Amount amount) {

        static LevelRow of(ResultSet row) throws SQLException {
            return new LevelRow(
                    row.getString(1),
                    row.getString(2),
                    Effect.named(row.getString(3)),
                    Amount.ofMillionths(row.getLong(4), row.getString(5)));
        }
    }

    /** Where a list of levels goes on: behind this one. */
    public record After(String item, String location, String lot) {

        public static final After START = new After("", "", "");
    }

    /** Levels in the order of item, location and lot. */
    public List<LevelRow> levels(Optional<String> item, Optional<String> location, After after, int limit)
            throws SQLException {
        return read(sql -> sql.all(
                """
                SELECT item, location, lot, millionths, unit FROM ledger_level
                WHERE gone = 0 AND (item, location, lot) > (?, ?, ?)
                  AND (?4 IS NULL OR item = ?4) AND (?5 IS NULL OR location = ?5)
                ORDER BY item, location, lot LIMIT ?6""",
                LevelRow::of,
                after.item,
                after.location,
                after.lot,
                item.isPresent() ? meant(sql, item.get()) : null,
                location.orElse(null),
                limit));
    }

    /** How much of an item is at a location, all lots together; empty where nothing of it is booked at all. */
    public Optional<Amount> level(String item, String location) throws SQLException {
        return read(sql -> {
            String id = meant(sql, item);
            Optional<String> unit = Levels.unit(sql, id);
            BigInteger millionths = Sums.of(
                    sql,
                    "SELECT " + Sums.MILLIONTHS + " FROM ledger_level WHERE item = ? AND location = ? AND gone = 0",
                    id,
                    location);
            return unit.map(known -> Amount.ofMillionths(Sums.told(millionths), known));
        });
    }

    /** Those lines behind a position, in the order in which they were recorded. */
    public List<Line> lines(Sought sought, long after, int limit) throws SQLException {
        return read(sql -> sought.behind(sql, after, limit));
    }

    /** The last lines of an item, the newest first. */
    public List<Line> newest(String item, int limit) throws SQLException {
        return read(sql -> Lines.newest(sql, item, limit));
    }

    public Optional<Line> line(String id) throws SQLException {
        return read(sql -> sql.one(Lines.SELECT + " WHERE id = ?", Lines::line, id));
    }

    /** The item that an id, a code or a whole label means. */
    public Optional<Item> item(String text) throws SQLException {
        return read(sql ->
                Meant.of(sql, rules.codes(), text, rules.today()).naming().map(Naming::item));
    }

    /** What a code says that was scanned. */
    public Scanned scanned(String data, Symbology symbology) throws SQLException {
        return read(sql ->
                Meant.of(sql, rules.codes(), data, symbology, rules.today()).scanned());
    }

    /** The id under which what a text means is booked: that of an item, else the code. */
    public String idOf(String text) throws SQLException {
        return read(sql -> meant(sql, text));
    }

    /** The items that those ids, codes or labels mean, by these; without what the catalogue does not know. */
    public Map<String, Item> items(Collection<String> texts) throws SQLException {
        return read(sql -> {
            Map<String, Item> items = new HashMap<>();
            for (String text : texts) {
                Meant.of(sql, rules.codes(), text, rules.today())
                        .naming()
                        .ifPresent(naming -> items.put(text, naming.item()));
            }
            return items;
        });
    }

    /** Items behind an id, in the order of their ids. */
    public List<Item> items(String after, int limit) throws SQLException {
        return read(sql -> sql.all(
                "SELECT id, at, item FROM catalogue_item WHERE id > ? ORDER BY id LIMIT ?",
                CatalogueTables::item,
                after,
                limit));
    }

    /**
     * Items of the catalogue in the order of their names, those that are no longer traded at the end.
     *
     * @param text part of a name, an id or a code, or a whole label; empty for all
     */
    public List<Item> found(String text, int skip, int limit) throws SQLException {
        String wanted = text.strip();
        return read(sql -> sql.all(
                """
                SELECT id, at, item FROM catalogue_item AS goods
                WHERE ?1 = '' OR folded LIKE ?2 ESCAPE '\\' OR id LIKE ?2 ESCAPE '\\' OR id = ?3
                  OR EXISTS (SELECT 1 FROM catalogue_code WHERE item = goods.id AND code LIKE ?2 ESCAPE '\\')
                ORDER BY retired, folded, id LIMIT ?4 OFFSET ?5""",
                CatalogueTables::item,
                wanted,
                SearchText.pattern(wanted),
                wanted.isEmpty() ? "" : meant(sql, wanted),
                limit,
                skip));
    }

    /** Tells this ledger from any other, also from one that begins anew in its place. */
    public String ledger() throws SQLException {
        return read(Mark::name);
    }

    /** The day by the site's clock: what could be sold until yesterday has expired. */
    public LocalDate today() {
        return rules.today();
    }

    public Optional<LocalDate> expiry(String item, String lot) throws SQLException {
        return read(sql -> Lots.expiry(sql, item, lot));
    }

    /** Another text whenever a line or an item has come, in the very commit: before it is acknowledged. */
    public String edition() throws SQLException {
        return read(sql -> sql.number("SELECT max(position) FROM ledger_line") + "." + newestItem(sql));
    }

    /** The same for the catalogue alone. */
    public String catalogueEdition() throws SQLException {
        return read(sql -> Long.toString(newestItem(sql)));
    }

    private static long newestItem(Sql sql) throws SQLException {
        return sql.number("SELECT max(position) FROM catalogue_item");
    }

    /** The id of the item that is meant, else the code as it is booked until somebody names it. */
    String meant(Sql sql, String text) throws SQLException {
        return Meant.of(sql, rules.codes(), text, rules.today()).item();
    }

    /**
     * What goes into so much of an item by the recipe of the catalogue; nothing where it has none.
     *
     * @param item its id, or a code of it
     */
    public List<Ingredient> ingredients(String item, Amount made) throws SQLException {
        return read(sql -> {
            Optional<Naming> naming = CatalogueTables.naming(sql, item);
            if (naming.isEmpty() || !naming.get().has(made.unit())) {
                return List.of();
            }
            BigDecimal units = BigDecimal.valueOf(naming.get().book(made).millionths(), Amount.DIGITS);
            List<Ingredient> ingredients = new ArrayList<>();
            for (Item.Part part : naming.get().item().recipe()) {
                String unit =
                        CatalogueTables.item(sql, part.item()).map(Item::unit).orElse(Amount.EACH);
                Amount one = new Amount(part.quantity(), unit);
                ingredients.add(new Ingredient(part.item(), one.in(unit, units)));
            }
            return ingredients;
        });
    }

    <T> T read(View.Question<T> question) throws SQLException {
        return view.ask(question);
    }
}
