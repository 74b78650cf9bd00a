package io.tidegate.gateway.pages;

import io.tidegate.gateway.inventory.CsvText;
import io.tidegate.gateway.inventory.ItemCells;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table of items to begin with, and what stands in its columns, in one reader's words: separated as that reader's
 * spreadsheet does it, and read as it is. Immutable.
 */
record SampleTable(Words words) {

    /** By this a spreadsheet knows that it is UTF-8. */
    private static final String MARK = "\ufeff";

    private static final List<String> ITEMS = List.of("items.sample.first", "items.sample.second");

    String csv() {
        List<String> header = columns().stream().map(ItemsPage.Column::name).toList();
        char separator = words.decimalMark() == ',' ? ';' : ',';
        return MARK
                + CsvText.of(
                        separator,
                        Stream.concat(Stream.of(header), ITEMS.stream().map(this::cells)));
    }

    List<ItemsPage.Column> columns() {
        List<ItemsPage.Column> columns = new ArrayList<>();
        List<String> names = ItemCells.columns();
        for (int at = 0; at < names.size(); at++) {
            columns.add(new ItemsPage.Column(
                    words.raw("items.column." + names.get(at)),
                    words.raw("items.means." + names.get(at)),
                    example(at)));
        }
        return columns;
    }

    /** That of the first item that has one. */
    private String example(int column) {
        return ITEMS.stream()
                .map(key -> cells(key).get(column))
                .filter(cell -> !cell.isEmpty())
                .findFirst()
                .orElse("");
    }

    private List<String> cells(String key) {
        return List.of(words.marked(words.raw(key)).split("\\|", -1));
    }
}
