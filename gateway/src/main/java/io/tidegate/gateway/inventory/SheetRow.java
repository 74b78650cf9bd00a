package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.CatalogueCsv.Column;
import io.tidegate.gateway.inventory.SheetReader.Row;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Makes an item of one row of a table. What is wrong in it is told by an {@link IllegalArgumentException} that says what to
 * do. Used by one thread.
 */
final class SheetRow {

    private static final Set<String> YES =
            Set.of("yes", "true", "1", "x", "y", "ja", "j", "wahr", "oui", "o", "vrai", "si", "sí", "s");

    private static final Set<String> NO = Set.of("no", "false", "0", "n", "nein", "falsch", "non", "faux", "-");

    private final Map<Column, String> cells;
    private final char separator;

    /** The codes that stand in double quotes. */
    private final Set<String> meant = new HashSet<>();

    private SheetRow(Map<Column, String> cells, char separator) {
        this.cells = cells;
        this.separator = separator;
    }

    /** @param cells those that are not empty */
    static Row read(Map<Column, String> cells, char separator, long line) {
        SheetRow row = new SheetRow(cells, separator);
        Item item = row.item();
        return new Row(line, Soundness.normal(item, row.meant), row.meant);
    }

    private Item item() {
        List<Item.Pack> packs = pairs(Column.PACKS, Item.Pack::new);
        List<String> units = new ArrayList<>(List.of(cells.getOrDefault(Column.UNIT, Amount.EACH)));
        packs.forEach(pack -> units.add(pack.unit()));
        List<Item.Code> codes = codes(cells.getOrDefault(Column.CODES, ""), units);
        String id = cells.get(Column.ID);
        if (id == null) {
            if (codes.isEmpty()) {
                throw new IllegalArgumentException("There is neither an id nor a code. Give it one.");
            }
            id = codes.getFirst().code();
        }
        String name = cells.get(Column.NAME);
        if (name == null) {
            throw new IllegalArgumentException("'" + id + "' has no name. Give it one.");
        }
        return new Item(
                id,
                name,
                units.getFirst(),
                packs,
                codes,
                tracked(cells.getOrDefault(Column.TRACKED, "")),
                supply(),
                pairs(Column.RECIPE, Item.Part::new),
                retired(cells.getOrDefault(Column.RETIRED, "no")));
    }

    /** {@code 4006381333931; case:14006381333938; "odd;one"}. */
    private List<Item.Code> codes(String cell, List<String> units) {
        List<Item.Code> codes = new ArrayList<>();
        for (String part : SheetCell.parts(cell)) {
            int colon = SheetCell.isQuoted(part) ? -1 : part.indexOf(':');
            String unit =
                    colon < 0 ? units.getFirst() : part.substring(0, colon).strip();
            if (!units.contains(unit)) {
                throw new IllegalArgumentException("The code '" + part + "' is of the unit '" + unit
                        + "', which is not among " + String.join(", ", units)
                        + ". Add the pack; or put the code in double quotes where the ':' belongs to it.");
            }
            codes.add(new Item.Code(code(part.substring(colon + 1).strip()), unit));
        }
        return codes;
    }

    private String code(String text) {
        if (SheetCell.isQuoted(text)) {
            String exact = SheetCell.unquoted(text);
            meant.add(exact);
            return exact;
        }
        Soundness.withoutZero(text).ifPresent(gtin -> {
            throw new IllegalArgumentException("The code " + text + " looks like " + gtin
                    + " without its leading 0, which spreadsheets take away. Format that column as text, and fill it in"
                    + " again; a code that really is so goes in double quotes.");
        });
        return Soundness.normal(text);
    }

    /** {@code case=12; pallet=480}. */
    private <T> List<T> pairs(Column column, BiFunction<String, BigDecimal, T> made) {
        List<T> pairs = new ArrayList<>();
        for (String part : SheetCell.parts(cells.getOrDefault(column, ""))) {
            int equals = part.lastIndexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + part + "' has no number. Write it like case=12.");
            }
            String of = part.substring(0, equals).strip();
            pairs.add(made.apply(
                    SheetCell.isQuoted(of) ? SheetCell.unquoted(of) : of,
                    SheetNumber.read(part.substring(equals + 1), separator)));
        }
        return pairs;
    }

    private static boolean retired(String cell) {
        String word = cell.toLowerCase(Locale.ROOT);
        if (!YES.contains(word) && !NO.contains(word)) {
            throw new IllegalArgumentException(
                    "'" + cell + "' in 'retired' is neither yes nor no. Write one of these.");
        }
        return YES.contains(word);
    }

    private static Set<Item.Tracking> tracked(String cell) {
        Set<Item.Tracking> tracked = EnumSet.noneOf(Item.Tracking.class);
        for (String part : SheetCell.parts(cell)) {
            tracked.add(Arrays.stream(Item.Tracking.values())
                    .filter(each -> each.word().equalsIgnoreCase(part))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "'" + part + "' cannot be tracked. Use lot, expiry or serial.")));
        }
        return tracked;
    }

    private Item.Supply supply() {
        return new Item.Supply(
                Optional.ofNullable(cells.get(Column.SUPPLIER)),
                decimal(Column.PRICE),
                decimal(Column.COST),
                decimal(Column.MINIMUM),
                days(Column.LEAD_TIME_DAYS),
                days(Column.SHELF_LIFE_DAYS),
                Optional.ofNullable(cells.get(Column.ORDER_UNIT)),
                decimal(Column.ORDER_MINIMUM));
    }

    private Optional<BigDecimal> decimal(Column column) {
        return Optional.ofNullable(cells.get(column)).map(cell -> SheetNumber.read(cell, separator));
    }

    private Optional<Integer> days(Column column) {
        return decimal(column).map(number -> {
            try {
                return number.intValueExact();
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("'" + column.word() + "' is no whole number of days.", e);
            }
        });
    }
}
