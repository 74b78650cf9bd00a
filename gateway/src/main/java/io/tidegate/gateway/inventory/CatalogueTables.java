package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.Item;
import io.tidegate.observation.StockJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The catalogue as it is now: each item whole, and what each code means. Stateless. */
final class CatalogueTables {

    /** Who has so many of one name is told these. */
    private static final int CALLED_MAX = 10;

    private CatalogueTables() {}

    static void create(Sql sql) throws SQLException {
        sql.change("""
                CREATE TABLE IF NOT EXISTS catalogue_item (
                  id TEXT PRIMARY KEY, at INTEGER NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL,
                  retired INTEGER NOT NULL, item TEXT NOT NULL) WITHOUT ROWID""");
        if (!sql.hasColumn("catalogue_item", "folded")) {
            sql.change("ALTER TABLE catalogue_item ADD COLUMN folded TEXT NOT NULL DEFAULT ''");
            for (Item item : items(sql)) {
                sql.change(
                        "UPDATE catalogue_item SET folded = ? WHERE id = ?", SearchText.folded(item.name()), item.id());
            }
        }
        boolean old = sql.hasColumn("catalogue_code", "code") && !sql.hasColumn("catalogue_code", "at");
        if (old) {
            sql.change("DROP TABLE catalogue_code");
        }
        sql.change("""
                CREATE TABLE IF NOT EXISTS catalogue_code (
                  code TEXT NOT NULL, item TEXT NOT NULL, unit TEXT NOT NULL, at INTEGER NOT NULL,
                  PRIMARY KEY (code, item)) WITHOUT ROWID""");
        sql.change("CREATE INDEX IF NOT EXISTS catalogue_code_item ON catalogue_code (item)");
        sql.change("CREATE INDEX IF NOT EXISTS catalogue_item_position ON catalogue_item (position)");
        if (old) {
            claimAnew(sql);
        }
    }

    /** Each item's codes, into a table that has none yet. */
    static void claimAnew(Sql sql) throws SQLException {
        if (exist(sql)) {
            for (CatalogueItem known : sql.all("SELECT id, at, item FROM catalogue_item", CatalogueTables::known)) {
                claim(sql, known);
            }
        }
    }

    /** False where something newer is known of the item. Of two that say so at one moment the greater text counts. */
    static boolean put(Sql sql, long position, CatalogueItem known) throws SQLException {
        Item item = known.item();
        String text = StockJson.text(known);
        int changed = sql.change(
                """
                INSERT INTO catalogue_item (id, at, position, name, folded, retired, item) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE
                SET at = excluded.at, position = excluded.position, name = excluded.name, folded = excluded.folded,
                    retired = excluded.retired, item = excluded.item
                WHERE (excluded.at, excluded.item) > (at, item)""",
                item.id(),
                known.at().toEpochMilli(),
                position,
                item.name(),
                SearchText.folded(item.name()),
                item.retired(),
                text);
        if (changed == 0) {
            return false;
        }
        sql.change("DELETE FROM catalogue_code WHERE item = ?", item.id());
        claim(sql, known);
        return true;
    }

    /** Several items may claim a code, when gateways were apart: it is that of the one which said so last. */
    private static void claim(Sql sql, CatalogueItem known) throws SQLException {
        for (Item.Code code : known.item().codes()) {
            sql.change(
                    "INSERT OR REPLACE INTO catalogue_code (code, item, unit, at) VALUES (?, ?, ?, ?)",
                    code.code(),
                    known.item().id(),
                    code.unit(),
                    known.at().toEpochMilli());
        }
    }

    /** Whether {@link #put} would change anything. */
    static boolean isNewer(Sql sql, CatalogueItem known) throws SQLException {
        return sql.number(
                        "SELECT EXISTS (SELECT 1 FROM catalogue_item WHERE id = ? AND (at, item) >= (?, ?))",
                        known.item().id(),
                        known.at().toEpochMilli(),
                        StockJson.text(known))
                == 0;
    }

    static boolean exist(Sql sql) throws SQLException {
        return sql.number("SELECT count(*) FROM sqlite_schema WHERE name = 'catalogue_item'") > 0;
    }

    /** All, in the order of their ids. */
    static List<Item> items(Sql sql) throws SQLException {
        return sql.all("SELECT id, at, item FROM catalogue_item ORDER BY id", CatalogueTables::item);
    }

    static Optional<Item> item(Sql sql, String id) throws SQLException {
        return known(sql, id).map(CatalogueItem::item);
    }

    /** What was said of it last. */
    static Optional<CatalogueItem> known(Sql sql, String id) throws SQLException {
        return sql.one("SELECT id, at, item FROM catalogue_item WHERE id = ?", CatalogueTables::known, id);
    }

    /** The ids of a few that have that name, whatever its case and accents. */
    static List<String> called(Sql sql, String name) throws SQLException {
        return sql.all(
                "SELECT id FROM catalogue_item WHERE folded = ? ORDER BY id LIMIT ?",
                row -> row.getString(1),
                SearchText.folded(name),
                CALLED_MAX);
    }

    /** The item to which a code belongs; empty where there is none. */
    static String owner(Sql sql, String code) throws SQLException {
        return sql.one(
                        "SELECT item FROM catalogue_code WHERE code = ? ORDER BY at DESC, item DESC LIMIT 1",
                        row -> row.getString(1),
                        code)
                .orElse("");
    }

    /** All that claim it. */
    static List<String> owners(Sql sql, String code) throws SQLException {
        return sql.all("SELECT item FROM catalogue_code WHERE code = ?", row -> row.getString(1), code);
    }

    static Item item(ResultSet row) throws SQLException {
        return known(row).item();
    }

    static CatalogueItem known(ResultSet row) throws SQLException {
        return (CatalogueItem) StockJson.read(
                CatalogueItem.KIND, Catalogue.WHO, Instant.ofEpochMilli(row.getLong(2)), row.getString(3));
    }

    /** What an id or a code means. */
    static Optional<Naming> naming(Sql sql, String code) throws SQLException {
        Optional<Item> byId = item(sql, code);
        if (byId.isPresent()) {
            return byId.map(Naming::of);
        }
        record Found(String item, String unit) {}
        Optional<Found> found = sql.one(
                "SELECT item, unit FROM catalogue_code WHERE code = ? ORDER BY at DESC, item DESC LIMIT 1",
                row -> new Found(row.getString(1), row.getString(2)),
                code);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return item(sql, found.get().item).map(item -> new Naming(code, item, found.get().unit));
    }
}
