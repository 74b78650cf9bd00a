package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.CatalogueCsv.Column;
import io.tidegate.observation.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a table takes away: what items had, and have no more. A number that becomes another one is no loss.
 *
 * @param column in which it stood
 * @param items that lose something there
 * @param first id of the first of them in the table
 */
public record Loss(String column, int items, String first) {

    /** In the order of the columns. A new item loses nothing. */
    static List<Loss> of(List<Difference> differences) {
        List<Loss> losses = new ArrayList<>();
        for (Column column : Column.values()) {
            List<Item> losing = differences.stream()
                    .filter(each -> each.before()
                            .filter(before -> loses(before, each.after(), column))
                            .isPresent())
                    .map(Difference::after)
                    .toList();
            if (!losing.isEmpty()) {
                losses.add(
                        new Loss(column.word(), losing.size(), losing.getFirst().id()));
            }
        }
        return losses;
    }

    private static boolean loses(Item before, Item after, Column column) {
        Set<Object> gone = new HashSet<>(parts(before, column));
        gone.removeAll(parts(after, column));
        return !gone.isEmpty();
    }

    /** What can be there, and be gone. */
    private static List<? extends Object> parts(Item item, Column column) {
        Item.Supply supply = item.supply();
        return switch (column) {
            case ID, NAME, UNIT, RETIRED -> List.of();
            case CODES -> item.codes().stream().map(Item.Code::code).toList();
            case PACKS -> item.packs().stream().map(Item.Pack::unit).toList();
            case TRACKED -> List.copyOf(item.tracked());
            case RECIPE -> item.recipe().stream().map(Item.Part::item).toList();
            case SUPPLIER -> there(supply.supplier());
            case PRICE -> there(supply.price());
            case COST -> there(supply.cost());
            case MINIMUM -> there(supply.minimum());
            case LEAD_TIME_DAYS -> there(supply.leadTimeDays());
            case SHELF_LIFE_DAYS -> there(supply.shelfLifeDays());
            case ORDER_UNIT -> there(supply.orderUnit());
            case ORDER_MINIMUM -> there(supply.orderMinimum());
        };
    }

    private static List<Boolean> there(Optional<?> value) {
        return value.isPresent() ? List.of(true) : List.of();
    }
}
