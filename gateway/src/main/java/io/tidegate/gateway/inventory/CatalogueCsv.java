package io.tidegate.gateway.inventory;

import io.tidegate.observation.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The catalogue as a table that every spreadsheet opens (RFC 4180, UTF-8), one row an item. What {@link SheetReader} reads
 * of it is the same again. Functions only.
 */
final class CatalogueCsv {

    /** The columns, in this order when they are written. */
    enum Column {
        ID("id"),
        NAME("name"),
        UNIT("unit"),
        CODES("codes"),
        PACKS("packs"),
        TRACKED("tracked"),
        SUPPLIER("supplier"),
        PRICE("price"),
        COST("cost"),
        MINIMUM("minimum"),
        LEAD_TIME_DAYS("leadTimeDays"),
        SHELF_LIFE_DAYS("shelfLifeDays"),
        ORDER_UNIT("orderUnit"),
        ORDER_MINIMUM("orderMinimum"),
        RECIPE("recipe"),
        RETIRED("retired");

        private final String word;

        Column(String word) {
            this.word = word;
        }

        /** In the first row. */
        String word() {
            return word;
        }
    }

    private CatalogueCsv() {}

    static String write(List<Item> items) {
        List<String> header = Arrays.stream(Column.values()).map(Column::word).toList();
        return CsvText.of(',', Stream.concat(Stream.of(header), items.stream().map(CatalogueCsv::row)));
    }

    private static List<String> row(Item item) {
        List<String> cells = new ArrayList<>();
        for (Column column : Column.values()) {
            cells.add(cell(item, column));
        }
        return cells;
    }

    private static String cell(Item item, Column column) {
        String text = text(item, column, '.');
        return switch (column) {
            case ID, NAME, CODES, SUPPLIER, RECIPE -> SheetCell.guarded(text);
            default -> text;
        };
    }

    /** What {@link SheetRow} reads from a cell. */
    static String text(Item item, Column column, char decimal) {
        Item.Supply supply = item.supply();
        return switch (column) {
            case ID -> item.id();
            case NAME -> item.name();
            case UNIT -> item.unit();
            case CODES -> joined(item.codes(), code -> code(item, code));
            case PACKS -> joined(item.packs(), pack -> pack.unit() + "=" + plain(pack.of(), decimal));
            case TRACKED ->
                item.tracked().isEmpty()
                        ? ""
                        : joined(List.copyOf(EnumSet.copyOf(item.tracked())), Item.Tracking::word);
            case SUPPLIER -> supply.supplier().orElse("");
            case PRICE -> number(supply.price(), decimal);
            case COST -> number(supply.cost(), decimal);
            case MINIMUM -> number(supply.minimum(), decimal);
            case LEAD_TIME_DAYS -> number(supply.leadTimeDays().map(BigDecimal::valueOf), decimal);
            case SHELF_LIFE_DAYS -> number(supply.shelfLifeDays().map(BigDecimal::valueOf), decimal);
            case ORDER_UNIT -> supply.orderUnit().orElse("");
            case ORDER_MINIMUM -> number(supply.orderMinimum(), decimal);
            case RECIPE -> joined(item.recipe(), part -> part(part, decimal));
            case RETIRED -> item.retired() ? "yes" : "";
        };
    }

    private static String code(Item item, Item.Code code) {
        String text = SheetCode.written(code.code());
        return code.unit().equals(item.unit()) ? text : code.unit() + ":" + text;
    }

    private static String part(Item.Part part, char decimal) {
        String item = SheetCell.mustBeQuoted(part.item()) ? SheetCell.quoted(part.item()) : part.item();
        return item + "=" + plain(part.quantity(), decimal);
    }

    private static <T> String joined(List<T> all, Function<T, String> text) {
        return all.stream().map(text).collect(Collectors.joining(SheetCell.BETWEEN));
    }

    private static String number(Optional<BigDecimal> number, char decimal) {
        return number.map(known -> plain(known, decimal)).orElse("");
    }

    private static String plain(BigDecimal number, char decimal) {
        return number.toPlainString().replace('.', decimal);
    }
}
