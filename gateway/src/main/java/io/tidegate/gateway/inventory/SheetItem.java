package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.CatalogueCsv.Column;
import io.tidegate.gateway.inventory.SheetRow.Row;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The item that comes of a row: of a column that the table does not have, what the item had; of a cell that is there and
 * empty, nothing. Goes on past a cell that is wrong, so that all that are are told. Used by one thread, for one row.
 */
final class SheetItem {

    private static final Set<String> YES =
            Set.of("yes", "true", "1", "x", "y", "ja", "j", "wahr", "oui", "o", "vrai", "si", "sí", "s");

    private static final Set<String> NO = Set.of("", "no", "false", "0", "n", "nein", "falsch", "non", "faux", "-");

    /** Of what stands in these, the other parts of an item depend. */
    private static final Set<Column> FIRST =
            EnumSet.of(Column.ID, Column.NAME, Column.UNIT, Column.PACKS, Column.CODES);

    /** In place of an item that nobody knows. */
    private static final Item NOBODY = Item.of("x", "x");

    private final SheetRow row;
    private final Optional<Item> before;

    /** Codes that are taken as they stand. */
    private final Set<String> meant = new HashSet<>();

    /** What is wrong in which cell, and what to do. */
    private final Map<Column, String> wrong = new EnumMap<>(Column.class);

    private SheetItem(SheetRow row, Optional<Item> before) {
        this.row = row;
        this.before = before;
    }

    /**
     * What comes of a row.
     *
     * @param row empty with any problem
     */
    record Read(Optional<Row> row, List<String> problems) {}

    /** @param before the item that it means, as the catalogue has it; empty where it makes a new one */
    static Read read(SheetRow row, Optional<Item> before) {
        return new SheetItem(row, before).read();
    }

    /** What is wrong in the cells of a row of which nobody knows which item it means. */
    static Collection<String> wrongCells(SheetRow row) {
        SheetItem read = new SheetItem(row, Optional.of(NOBODY));
        read.said();
        read.wrong.remove(Column.CODES);
        return read.wrong.values();
    }

    private Read read() {
        Said said = said();
        List<String> problems = new ArrayList<>(wrong.values());
        try {
            if (Collections.disjoint(wrong.keySet(), FIRST)) {
                Row made = new Row(row.line(), Soundness.normal(said.item(), meant), Set.copyOf(meant));
                if (problems.isEmpty()) {
                    return new Read(Optional.of(made), problems);
                }
                problems.addAll(Soundness.slips(made.item(), before, meant));
            } else {
                problems.addAll(Soundness.slips(said.apart(), Optional.of(before.orElse(NOBODY)), meant));
            }
        } catch (IllegalArgumentException unfit) {
            problems.add(String.valueOf(unfit.getMessage()));
        }
        return new Read(Optional.empty(), problems);
    }

    /** What the cells say, and what the item had where they say nothing, or nothing that can be read. */
    private record Said(
            String id,
            String name,
            String unit,
            List<Item.Pack> packs,
            List<Item.Code> codes,
            Set<Item.Tracking> tracked,
            Item.Supply supply,
            List<Item.Part> recipe,
            boolean retired) {

        Item item() {
            return new Item(id, name, unit, packs, codes, tracked, supply, recipe, retired);
        }

        /** What can be looked at without knowing its units. */
        Item apart() {
            Item.Supply numbers = new Item.Supply(
                    Optional.empty(),
                    supply.price(),
                    supply.cost(),
                    supply.minimum(),
                    supply.leadTimeDays(),
                    supply.shelfLifeDays(),
                    Optional.empty(),
                    supply.orderMinimum());
            List<Item.Code> bare = codes.stream()
                    .map(code -> new Item.Code(code.code(), NOBODY.unit()))
                    .toList();
            return new Item(
                    NOBODY.id(), NOBODY.name(), NOBODY.unit(), List.of(), bare, Set.of(), numbers, recipe, false);
        }
    }

    private Said said() {
        Item was = before.orElse(NOBODY);
        String id = before.isPresent() ? was.id() : told(Column.ID, row::idOfNew, was.id());
        String name = row.filled(Column.NAME).orElseGet(() -> told(Column.NAME, () -> nameOf(id), was.name()));
        String unit = cell(Column.UNIT, was.unit(), SheetItem::unit);
        List<Item.Pack> packs = cell(Column.PACKS, was.packs(), cell -> pairs(cell, Item.Pack::new, "case=12"));
        return new Said(
                id,
                name,
                unit,
                packs,
                wrong.containsKey(Column.ID) ? was.codes() : told(Column.CODES, () -> codes(unit, packs), was.codes()),
                cell(Column.TRACKED, was.tracked(), SheetItem::tracked),
                supply(was.supply()),
                cell(Column.RECIPE, was.recipe(), cell -> pairs(cell, Item.Part::new, "flour=0.5; lemon=4")),
                cell(Column.RETIRED, was.retired(), SheetItem::retired));
    }

    private String nameOf(String id) {
        if (before.isEmpty() && !wrong.containsKey(Column.ID)) {
            throw new IllegalArgumentException(
                    "'" + id + "' has no name, and the catalogue has no such item. Give it one;"
                            + " or leave out the line, or all of what the catalogue does not have.");
        }
        return before.orElse(NOBODY).name();
    }

    private <T> T cell(Column column, T had, Function<String, T> read) {
        String cell = row.cells().get(column);
        return cell == null ? had : told(column, () -> read.apply(cell), had);
    }

    private <T> T told(Column column, Supplier<T> read, T otherwise) {
        try {
            return read.get();
        } catch (IllegalArgumentException unfit) {
            wrong.put(column, String.valueOf(unfit.getMessage()));
            return otherwise;
        }
    }

    private static String unit(String cell) {
        return cell.isEmpty() ? Amount.EACH : cell;
    }

    private List<Item.Code> codes(String unit, List<Item.Pack> packs) {
        List<String> units = new ArrayList<>(List.of(unit));
        packs.forEach(pack -> units.add(pack.unit()));
        if (before.isPresent() && (row.id().isEmpty() || !row.cells().containsKey(Column.CODES))) {
            before.get().codes().forEach(code -> meant.add(code.code()));
        }
        List<SheetCode> said = row.codes();
        said.stream().filter(SheetCode::exact).forEach(code -> meant.add(code.code()));
        if (before.isPresent() && row.id().isEmpty()) {
            return also(before.get(), said, units);
        }
        return before.isPresent() && !row.cells().containsKey(Column.CODES)
                ? before.get().codes()
                : said.stream().map(code -> in(code, units)).toList();
    }

    /** Without an id the cell says which item is meant, and no more: that one keeps its others. */
    private List<Item.Code> also(Item before, List<SheetCode> said, List<String> units) {
        List<Item.Code> codes = new ArrayList<>(before.codes());
        for (SheetCode each : said) {
            if (!Soundness.has(before, each.code()) && !before.id().equals(each.code())) {
                codes.add(in(each, units));
            } else if (each.unit().isPresent()) {
                codes.replaceAll(code -> code.code().equals(each.code()) ? in(each, units) : code);
            }
        }
        return codes;
    }

    /** While its packs cannot be read nobody knows its units. */
    private Item.Code in(SheetCode code, List<String> units) {
        return wrong.containsKey(Column.PACKS) ? new Item.Code(code.code(), units.getFirst()) : code.in(units);
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
                    SheetNumber.read(part.substring(equals + 1), row.separator())));
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
                cell(Column.SUPPLIER, was.supplier(), SheetItem::text),
                cell(Column.PRICE, was.price(), this::decimal),
                cell(Column.COST, was.cost(), this::decimal),
                cell(Column.MINIMUM, was.minimum(), this::decimal),
                cell(Column.LEAD_TIME_DAYS, was.leadTimeDays(), cell -> days(Column.LEAD_TIME_DAYS, cell)),
                cell(Column.SHELF_LIFE_DAYS, was.shelfLifeDays(), cell -> days(Column.SHELF_LIFE_DAYS, cell)),
                cell(Column.ORDER_UNIT, was.orderUnit(), SheetItem::text),
                cell(Column.ORDER_MINIMUM, was.orderMinimum(), this::decimal));
    }

    private static Optional<String> text(String cell) {
        return Optional.of(cell).filter(text -> !text.isEmpty());
    }

    private Optional<BigDecimal> decimal(String cell) {
        return text(cell).map(text -> SheetNumber.read(text, row.separator()));
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
