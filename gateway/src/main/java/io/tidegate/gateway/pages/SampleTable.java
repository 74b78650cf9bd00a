package io.tidegate.gateway.pages;

import io.tidegate.gateway.inventory.ItemCells;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of items to begin with, and what stands in its columns, in one reader's words: separated as that reader's
 * spreadsheet does it, and read as it is. Immutable.
 */
record SampleTable(Words words) {

    /** By this a spreadsheet knows that it is UTF-8. */
    private static final String MARK = "\ufeff";

    private static final List<String> ITEMS = List.of("items.sample.first", "items.sample.second");

    String csv() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns().stream().map(ItemsPage.Column::name).toList());
        ITEMS.forEach(key -> rows.add(cells(key)));
        return MARK + rows.stream().map(this::line).collect(Collectors.joining());
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
        String numbers = words.raw(key).replaceAll("([0-9])[.,]([0-9])", "$1" + words.decimalMark() + "$2");
        return List.of(numbers.split("\\|", -1));
    }

    private String line(List<String> cells) {
        String separator = words.decimalMark() == ',' ? ";" : ",";
        return cells.stream()
                .map(cell -> cell.contains(separator) ? '"' + cell + '"' : cell)
                .collect(Collectors.joining(separator, "", "\r\n"));
    }
}
