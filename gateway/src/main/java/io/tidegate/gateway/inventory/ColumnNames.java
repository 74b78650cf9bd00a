package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.CatalogueCsv.Column;
import io.tidegate.site.Nearest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What shops and suppliers call the columns of their tables. Functions only. */
final class ColumnNames {

    /** In lower case and without blanks, dots and the like. */
    private static final Map<String, Column> NAMES = names();

    /** Behind a name, as in {@code Preis (EUR)}. */
    private static final Pattern MONEY = Pattern.compile("(in)?(eur|euro|chf|gbp)$");

    private ColumnNames() {}

    static Optional<Column> meant(String name) {
        String plain = plain(name);
        return Optional.ofNullable(NAMES.get(plain))
                .or(() -> Optional.ofNullable(NAMES.get(MONEY.matcher(plain).replaceFirst(""))));
    }

    /** Which column was meant by a name that none has, or those that there are. */
    static String hint(String name) {
        return Nearest.to(plain(name), NAMES.keySet())
                .flatMap(ColumnNames::meant)
                .map(column -> "Did you mean '" + column.word() + "'?")
                .orElseGet(() -> Nearest.hint(
                        name, Arrays.stream(Column.values()).map(Column::word).toList()));
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
                "itemno",
                "itemnumber",
                "article",
                "articleno",
                "articlenumber",
                "artikelnummer",
                "artikelnr",
                "artnr",
                "ref");
        also(names, Column.NAME, "description", "title", "product", "productname", "itemname", "articlename");
        also(names, Column.NAME, "bezeichnung", "artikel", "artikelbezeichnung", "artikelname", "libelle");
        also(names, Column.CODES, "code", "ean", "ean13", "eancode", "gtin", "upc", "barcode", "barcodes");
        also(names, Column.CODES, "strichcode", "eannummer", "eannr");
        also(names, Column.UNIT, "uom", "unitofmeasure", "einheit", "unite");
        also(names, Column.PACKS, "pack", "packsize", "caseof", "gebinde");
        also(names, Column.SUPPLIER, "vendor", "lieferant", "fournisseur");
        also(names, Column.PRICE, "retailprice", "salesprice", "saleprice", "sellingprice");
        also(names, Column.PRICE, "rrp", "msrp", "preis", "vk", "vkpreis", "verkaufspreis", "vkp");
        also(names, Column.PRICE, "vkbrutto", "vkpreisbrutto", "uvp", "ladenpreis", "verkaufspreisbrutto", "prix");
        also(names, Column.COST, "purchaseprice", "purchasingprice", "buyingprice", "costprice", "unitcost", "costs");
        also(names, Column.COST, "wholesaleprice", "ek", "ekp", "ekpreis", "einkaufspreis", "ekpreisnetto", "eknetto");
        also(names, Column.COST, "einkaufspreisnetto", "einstandspreis", "kosten");
        also(
                names,
                Column.MINIMUM,
                "min",
                "minstock",
                "minimumstock",
                "reorderpoint",
                "mindestbestand",
                "meldebestand");
        also(names, Column.LEAD_TIME_DAYS, "leadtime", "lieferzeit", "lieferzeittage");
        also(names, Column.SHELF_LIFE_DAYS, "shelflife", "haltbarkeit", "haltbarkeittage");
        also(names, Column.ORDER_UNIT, "orderin", "bestelleinheit");
        also(names, Column.ORDER_MINIMUM, "minimumorder", "minorder", "moq", "mindestbestellmenge");
        also(names, Column.RECIPE, "rezept", "rezeptur", "ingredients", "zutaten", "bom", "stueckliste", "stückliste");
        also(names, Column.TRACKED, "tracking", "verfolgt");
        also(names, Column.RETIRED, "discontinued", "ausgelistet");
        return names;
    }

    private static void also(Map<String, Column> names, Column column, String... others) {
        Arrays.stream(others).forEach(other -> names.put(other, column));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}0-9]", "");
    }
}
