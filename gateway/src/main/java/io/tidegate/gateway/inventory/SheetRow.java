package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.CatalogueCsv.Column;
import io.tidegate.observation.Item;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one row of a table says. Immutable.
 *
 * @param line of the row in the file
 * @param cells those of the columns that the table has
 * @param separator of the cells in the file, by which numbers are read
 */
record SheetRow(long line, Map<Column, String> cells, char separator) {

    /**
     * An item as a row wants it.
     *
     * @param meant codes that are taken as they stand
     */
    record Row(long line, Item item, Set<String> meant) {}

    /** Empty where the row says none, and so means the item that has its code. */
    Optional<String> id() {
        return filled(Column.ID);
    }

    /** @throws IllegalArgumentException when one may be another one; the message says what to do */
    List<SheetCode> codes() {
        return SheetCode.all(cells.getOrDefault(Column.CODES, ""));
    }

    /** Whether it tells what one of something costs: nobody knows of which, where only the code of a pack is said. */
    boolean tellsMoney() {
        return filled(Column.PRICE).or(() -> filled(Column.COST)).isPresent();
    }

    Optional<String> filled(Column column) {
        return Optional.ofNullable(cells.get(column)).filter(cell -> !cell.isEmpty());
    }

    /** That of a new item: where the row says none its first code is one. */
    String idOfNew() {
        return id().or(() -> codes().stream().findFirst().map(SheetCode::code))
                .orElseThrow(() -> new IllegalArgumentException("There is neither an id nor a code. Give it one."));
    }
}
