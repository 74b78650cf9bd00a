package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.CatalogueCsv.Column;
import io.tidegate.site.Nearest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
                .map(near -> "Did you mean '" + written(near) + "'?")
                .orElseGet(() -> "The columns are: "
                        + Arrays.stream(Column.values()).map(Column::word).collect(Collectors.joining(", ")) + ".");
    }

    /** Our own name as we write it, and another with a capital, as it is read too. */
    private static String written(String near) {
        return Arrays.stream(Column.values())
                .map(Column::word)
                .filter(word -> plain(word).equals(near))
                .findFirst()
                .orElseGet(() -> near.substring(0, 1).toUpperCase(Locale.ROOT) + near.substring(1));
    }

    private static Map<String, Column> names() {
        Map<String, Column> names = new HashMap<>();
        for (Column column : Column.values()) {
            names.put(plain(column.word()), column);
        }
        for (Column column : Column.values()) {
            for (String other : others(column).split(" ", -1)) {
                names.put(other, column);
            }
        }
        return names;
    }

    /** What else it is called, as it is looked up. */
    private static String others(Column column) {
        return switch (column) {
            case ID ->
                "sku item itemno itemnumber article articleno articlenumber artikelnummer artikelnr "
                        + "artnr ref kennung";
            case NAME ->
                "description title product productname itemname articlename bezeichnung artikel "
                        + "artikelbezeichnung artikelname libelle";
            case CODES -> "code ean ean13 eancode gtin upc barcode barcodes strichcode eannummer eannr";
            case UNIT -> "uom unitofmeasure einheit unite";
            case PACKS -> "pack packsize caseof gebinde";
            case SUPPLIER -> "vendor lieferant fournisseur";
            case PRICE ->
                "retailprice salesprice saleprice sellingprice rrp msrp preis vk vkpreis verkaufspreis "
                        + "vkp vkbrutto vkpreisbrutto uvp ladenpreis verkaufspreisbrutto prix";
            case COST ->
                "purchaseprice purchasingprice buyingprice costprice unitcost costs wholesaleprice ek "
                        + "ekp ekpreis einkaufspreis ekpreisnetto eknetto einkaufspreisnetto einstandspreis "
                        + "kosten";
            case MINIMUM -> "min minstock minimumstock reorderpoint mindestbestand meldebestand";
            case LEAD_TIME_DAYS -> "leadtime lieferzeit lieferzeittage lieferzeitintagen";
            case SHELF_LIFE_DAYS -> "shelflife haltbarkeit haltbarkeittage haltbarkeitintagen";
            case ORDER_UNIT -> "orderin bestelleinheit";
            case ORDER_MINIMUM -> "minimumorder minorder moq mindestbestellmenge";
            case RECIPE -> "rezept rezeptur ingredients zutaten bom stueckliste stückliste";
            case TRACKED -> "tracking verfolgt";
            case RETIRED -> "discontinued ausgelistet";
        };
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}0-9]", "");
    }
}
