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
                "sku item itemno itemnumber article articleno articlenumber artikelnummer artikelnr " + "artnr ref";
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
            case LEAD_TIME_DAYS -> "leadtime lieferzeit lieferzeittage";
            case SHELF_LIFE_DAYS -> "shelflife haltbarkeit haltbarkeittage";
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
