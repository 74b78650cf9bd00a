package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.CatalogueCsv.Column;
import io.tidegate.observation.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a table makes of one item. Immutable.
 *
 * @param before as the catalogue has it; empty for a new one
 */
public record Difference(Optional<Item> before, Item after) {

    /** Where a price is another by a slip, it is so many times the old one, or so small a part of it. */
    static final Comparator<Difference> GREATEST_LEAP_FIRST =
            Comparator.comparingDouble(Difference::leap).reversed();

    /**
     * One column in which it is another.
     *
     * @param before empty where it had nothing there
     * @param after empty where it has nothing there any more
     */
    public record Cell(String column, String before, String after) {}

    /**
     * In the order of the columns; id and name of a new item are left out, since they say which it is.
     *
     * @param comma whether numbers are written with a decimal comma
     */
    public List<Cell> cells(boolean comma) {
        char decimal = comma ? ',' : '.';
        List<Cell> cells = new ArrayList<>();
        for (Column column : Column.values()) {
            String was =
                    before.map(item -> CatalogueCsv.text(item, column, decimal)).orElse("");
            String is = CatalogueCsv.text(after, column, decimal);
            boolean named = column == Column.ID || (before.isEmpty() && column == Column.NAME);
            if (!named && !was.equals(is)) {
                cells.add(new Cell(column.word(), was, is));
            }
        }
        return cells;
    }

    /** How many times its price or cost is the other one, from 1. */
    private double leap() {
        return Math.max(times(Item.Supply::price), times(Item.Supply::cost));
    }

    private double times(Money money) {
        Optional<Double> was = before.flatMap(item -> money.of(item.supply())).map(BigDecimal::doubleValue);
        Optional<Double> is = money.of(after.supply()).map(BigDecimal::doubleValue);
        if (was.isEmpty() || is.isEmpty() || was.equals(is)) {
            return 1;
        }
        double large = Math.max(was.get(), is.get());
        double small = Math.min(was.get(), is.get());
        return small > 0 ? large / small : Double.POSITIVE_INFINITY;
    }

    private interface Money {

        Optional<BigDecimal> of(Item.Supply supply);
    }
}
