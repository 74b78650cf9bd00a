package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.CatalogueCsv.Column;
import io.tidegate.gateway.inventory.SheetRow.Row;
import io.tidegate.observation.Item;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One item as a person writes it: in the texts that the cells of a table have. Immutable.
 *
 * @param texts by the words of the columns; of one that is missing the item keeps what it has
 * @param comma whether numbers are written with a decimal comma
 */
public record ItemCells(Map<String, String> texts, boolean comma) {

    public ItemCells {
        texts = Map.copyOf(texts);
    }

    /** All columns, in their order. */
    public static List<String> columns() {
        return Arrays.stream(Column.values()).map(Column::word).toList();
    }

    /** What is read again as the same, by column. */
    public static Map<String, String> of(Item item, boolean comma) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Column column : Column.values()) {
            texts.put(column.word(), CatalogueCsv.text(item, column, comma ? ',' : '.'));
        }
        return texts;
    }

    /** A code as {@link #of} has it. */
    public static String code(String code) {
        return SheetCode.written(code);
    }

    /** @throws IllegalArgumentException when there is none; the message says what to do */
    String id() {
        return row().idOfNew();
    }

    /** @throws IllegalArgumentException when no item comes of it; the message says what to do */
    Row of(Optional<Item> before) {
        SheetItem.Read read = SheetItem.read(row(), before);
        return read.row()
                .orElseThrow(() -> new IllegalArgumentException(read.problems().getFirst()));
    }

    private SheetRow row() {
        Map<Column, String> cells = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            String text = texts.get(column.word());
            if (text != null) {
                cells.put(column, text.strip());
            }
        }
        return new SheetRow(1, cells, comma ? ';' : ',');
    }
}
