package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.CatalogueCsv.Column;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What shops and suppliers call the columns of their tables. Functions only. */
final class ColumnNames {

    /** In lower case and without blanks, dots and the like. */
    private static final Map<String, Column> NAMES = names();

    private ColumnNames() {}

    static Optional<Column> meant(String name) {
        return Optional.ofNullable(NAMES.get(plain(name)));
    }

    private static Map<String, Column> names() {
        Map<String, Column> names = new HashMap<>();
        for (Column column : Column.values()) {
            names.put(plain(column.word()), column);
        }
        also(
                names,
                Column.ID,
                "sku",
                "item",
                "itemnumber",
                "article",
                "articlenumber",
                "artikelnummer",
                "artikelnr",
                "ref");
        also(names, Column.NAME, "description", "title", "product", "productname", "bezeichnung", "artikel", "libelle");
        also(names, Column.CODES, "code", "ean", "ean13", "gtin", "upc", "barcode", "barcodes", "strichcode");
        also(names, Column.UNIT, "uom", "unitofmeasure", "einheit", "unite");
        also(names, Column.PACKS, "pack", "packsize", "caseof", "gebinde");
        also(names, Column.SUPPLIER, "vendor", "lieferant", "fournisseur");
        also(names, Column.PRICE, "retailprice", "salesprice", "preis", "vk", "prix");
        also(names, Column.COST, "purchaseprice", "costprice", "ek", "einkaufspreis");
        also(names, Column.MINIMUM, "min", "minstock", "reorderpoint", "mindestbestand", "meldebestand");
        also(names, Column.LEAD_TIME_DAYS, "leadtime", "lieferzeit");
        also(names, Column.SHELF_LIFE_DAYS, "shelflife", "haltbarkeit");
        also(names, Column.ORDER_UNIT, "orderin", "bestelleinheit");
        also(names, Column.ORDER_MINIMUM, "minimumorder", "minorder", "moq", "mindestbestellmenge");
        return names;
    }

    private static void also(Map<String, Column> names, Column column, String... others) {
        Arrays.stream(others).forEach(other -> names.put(other, column));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}0-9]", "");
    }
}
