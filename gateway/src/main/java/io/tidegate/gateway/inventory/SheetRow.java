package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.CatalogueCsv.Column;
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
import java.util.function.Function;

/**
 * What one row of a table says, and the item that comes of it: of a column that the table does not have, what the item had;
 * of a cell that is there and empty, nothing. What is wrong in it is told by an {@link IllegalArgumentException} that says
 * what to do. Used by one thread.
 */
final class SheetRow {

    private static final Set<String> YES =
            Set.of("yes", "true", "1", "x", "y", "ja", "j", "wahr", "oui", "o", "vrai", "si", "sí", "s");

    private static final Set<String> NO = Set.of("", "no", "false", "0", "n", "nein", "falsch", "non", "faux", "-");

    private final long line;
    private final Map<Column, String> cells;
    private final char separator;

    /**
     * @param line of the row in the file
     * @param cells those of the columns that the table has
     */
    SheetRow(long line, Map<Column, String> cells, char separator) {
        this.line = line;
        this.cells = cells;
        this.separator = separator;
    }

    /**
     * An item as a row wants it.
     *
     * @param meant codes that are taken as they stand
     */
    record Row(long line, Item item, Set<String> meant) {}

    long line() {
        return line;
    }

    /** Empty where the row says none, and so means the item that has its code. */
    Optional<String> id() {
        return filled(Column.ID);
    }

    List<SheetCode> codes() {
        return SheetCode.all(cells.getOrDefault(Column.CODES, ""));
    }

    /** Whether it tells what one of something costs: nobody knows of which, where only the code of a pack is said. */
    boolean tellsMoney() {
        return filled(Column.PRICE).or(() -> filled(Column.COST)).isPresent();
    }

    private Optional<String> filled(Column column) {
        return Optional.ofNullable(cells.get(column)).filter(cell -> !cell.isEmpty());
    }

    /** @param before the item that it means, as the catalogue has it; empty where it makes a new one */
    Row of(Optional<Item> before) {
        Item was = before.orElseGet(this::anew);
        String unit = cell(Column.UNIT, was.unit(), SheetRow::unit);
        List<Item.Pack> packs = cell(Column.PACKS, was.packs(), cell -> pairs(cell, Item.Pack::new, "case=12"));
        List<String> units = new ArrayList<>(List.of(unit));
        packs.forEach(pack -> units.add(pack.unit()));
        Set<String> meant = new HashSet<>();
        Item item = new Item(
                was.id(),
                filled(Column.NAME).orElse(was.name()),
                unit,
                packs,
                codes(before, units, meant),
                cell(Column.TRACKED, was.tracked(), SheetRow::tracked),
                supply(was.supply()),
                cell(Column.RECIPE, was.recipe(), cell -> pairs(cell, Item.Part::new, "flour=0.5; lemon=4")),
                cell(Column.RETIRED, was.retired(), SheetRow::retired));
        return new Row(line, Soundness.normal(item, meant), Set.copyOf(meant));
    }

    /** That of a new item: where the row says none its first code is one. */
    String idOfNew() {
        return id().or(() -> codes().stream().findFirst().map(SheetCode::code))
                .orElseThrow(() -> new IllegalArgumentException("There is neither an id nor a code. Give it one."));
    }

    private Item anew() {
        String id = idOfNew();
        return Item.of(
                id,
                filled(Column.NAME)
                        .orElseThrow(() -> new IllegalArgumentException("'" + id
                                + "' has no name, and the catalogue has no such item. Give it one; or leave out the"
                                + " line.")));
    }

    private <T> T cell(Column column, T before, Function<String, T> read) {
        String cell = cells.get(column);
        return cell == null ? before : read.apply(cell);
    }

    private static String unit(String cell) {
        return cell.isEmpty() ? Amount.EACH : cell;
    }

    /** @param meant is given those that are taken as they stand */
    private List<Item.Code> codes(Optional<Item> before, List<String> units, Set<String> meant) {
        if (before.isPresent() && (id().isEmpty() || !cells.containsKey(Column.CODES))) {
            before.get().codes().forEach(code -> meant.add(code.code()));
        }
        List<SheetCode> said = codes();
        said.stream().filter(SheetCode::exact).forEach(code -> meant.add(code.code()));
        if (before.isPresent() && id().isEmpty()) {
            return also(before.get(), said, units);
        }
        return before.isPresent() && !cells.containsKey(Column.CODES)
                ? before.get().codes()
                : said.stream().map(code -> code.in(units)).toList();
    }

    /** Without an id the cell says which item is meant, and no more: that one keeps its others. */
    private static List<Item.Code> also(Item before, List<SheetCode> said, List<String> units) {
        List<Item.Code> codes = new ArrayList<>(before.codes());
        for (SheetCode each : said) {
            if (!Soundness.has(before, each.code()) && !before.id().equals(each.code())) {
                codes.add(each.in(units));
            } else if (each.unit().isPresent()) {
                codes.replaceAll(code -> code.code().equals(each.code()) ? each.in(units) : code);
            }
        }
        return codes;
    }

    /** {@code case=12; pallet=480}. */
    private <T> List<T> pairs(String cell, BiFunction<String, BigDecimal, T> made, String example) {
        List<T> pairs = new ArrayList<>();
        for (String part : SheetCell.parts(cell)) {
            int equals = part.lastIndexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + part + "' has no number. Write it like " + example + ".");
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

    private Item.Supply supply(Item.Supply was) {
        return new Item.Supply(
                cell(Column.SUPPLIER, was.supplier(), SheetRow::text),
                cell(Column.PRICE, was.price(), this::decimal),
                cell(Column.COST, was.cost(), this::decimal),
                cell(Column.MINIMUM, was.minimum(), this::decimal),
                cell(Column.LEAD_TIME_DAYS, was.leadTimeDays(), cell -> days(Column.LEAD_TIME_DAYS, cell)),
                cell(Column.SHELF_LIFE_DAYS, was.shelfLifeDays(), cell -> days(Column.SHELF_LIFE_DAYS, cell)),
                cell(Column.ORDER_UNIT, was.orderUnit(), SheetRow::text),
                cell(Column.ORDER_MINIMUM, was.orderMinimum(), this::decimal));
    }

    private static Optional<String> text(String cell) {
        return Optional.of(cell).filter(text -> !text.isEmpty());
    }

    private Optional<BigDecimal> decimal(String cell) {
        return text(cell).map(text -> SheetNumber.read(text, separator));
    }

    private Optional<Integer> days(Column column, String cell) {
        return decimal(cell).map(number -> {
            try {
                return number.intValueExact();
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("'" + column.word() + "' is no whole number of days.", e);
            }
        });
    }
}
