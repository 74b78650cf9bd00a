package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Item;
import io.tidegate.observation.StockJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The catalogue as it is now: each item whole, and what each code means. Stateless. */
final class CatalogueTables {

    private CatalogueTables() {}

    static void create(Sql sql) throws SQLException {
        sql.change("""
                CREATE TABLE IF NOT EXISTS catalogue_item (
                  id TEXT PRIMARY KEY, at INTEGER NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL,
                  retired INTEGER NOT NULL, item TEXT NOT NULL) WITHOUT ROWID""");
        sql.change("""
                CREATE TABLE IF NOT EXISTS catalogue_code (
                  code TEXT PRIMARY KEY, item TEXT NOT NULL, unit TEXT NOT NULL) WITHOUT ROWID""");
        sql.change("CREATE INDEX IF NOT EXISTS catalogue_code_item ON catalogue_code (item)");
    }

    /** False where something newer is known of the item. Of two that say so at one moment the greater text counts. */
    static boolean put(Sql sql, long position, CatalogueItem known) throws SQLException {
        Item item = known.item();
        String text = StockJson.text(known);
        int changed =
                sql.change("""
                INSERT INTO catalogue_item (id, at, position, name, retired, item) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE
                SET at = excluded.at, position = excluded.position, name = excluded.name, retired = excluded.retired,
                    item = excluded.item
                WHERE (excluded.at, excluded.item) > (at, item)""", item.id(), known.at().toEpochMilli(), position, item.name(), item.retired(), text);
        if (changed == 0) {
            return false;
        }
        sql.change("DELETE FROM catalogue_code WHERE item = ?", item.id());
        for (Item.Code code : item.codes()) {
            sql.change(
                    "INSERT OR REPLACE INTO catalogue_code (code, item, unit) VALUES (?, ?, ?)",
                    code.code(),
                    item.id(),
                    code.unit());
        }
        return true;
    }

    /** All that means the item: its own id, and its codes. */
    static List<Naming> namings(Item item) {
        List<Naming> namings = new ArrayList<>();
        namings.add(Naming.of(item));
        item.codes().forEach(code -> namings.add(new Naming(code.code(), item, code.unit())));
        return namings;
    }

    static Optional<Item> item(Sql sql, String id) throws SQLException {
        return sql.one("SELECT id, at, item FROM catalogue_item WHERE id = ?", CatalogueTables::item, id);
    }

    static Item item(ResultSet row) throws SQLException {
        CatalogueItem known = (CatalogueItem) StockJson.read(
                CatalogueItem.KIND, new DeviceId("catalogue"), Instant.ofEpochMilli(row.getLong(2)), row.getString(3));
        return known.item();
    }

    /** What an id or a code means. */
    static Optional<Naming> naming(Sql sql, String code) throws SQLException {
        Optional<Item> byId = item(sql, code);
        if (byId.isPresent()) {
            return byId.map(Naming::of);
        }
        record Found(String item, String unit) {}
        Optional<Found> found = sql.one(
                "SELECT item, unit FROM catalogue_code WHERE code = ?",
                row -> new Found(row.getString(1), row.getString(2)),
                code);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return item(sql, found.get().item).map(item -> new Naming(code, item, found.get().unit));
    }
}
