package io.tidegate.gateway.pages;

import io.tidegate.gateway.inventory.ItemCells;
import io.tidegate.observation.Item;
import java.math.BigDecimal;
import java.util.List;

/** The catalogue in one reader's words. Immutable. */
record ItemWords(Words words) {

    static ItemWords of(Rooms rooms, Asked asked) {
        return new ItemWords(rooms.words(asked));
    }

    /** Whether numbers are written with a decimal comma here. */
    boolean comma() {
        return words.decimalMark() == ',';
    }

    ItemsPage.Row row(Item item) {
        String href = StockWords.href(item.id());
        return new ItemsPage.Row(
                href, editHref(item), item.name(), item.id(), codes(item), price(item), item.retired());
    }

    static String editHref(Item item) {
        return StockWords.href(item.id()) + "/edit";
    }

    /** As they are read again where somebody copies them. */
    private String codes(Item item) {
        return ItemCells.of(item, comma()).getOrDefault("codes", "");
    }

    private String price(Item item) {
        return item.supply()
                .price()
                .map(price -> words.say("items.price.of", words.money(price), words.unit(item.unit(), BigDecimal.ONE)))
                .orElse("");
    }

    /** Price, codes and supplier, each with its name. */
    List<StockItem.Fact> facts(Item item) {
        return List.of(
                        new StockItem.Fact(label("price"), price(item)),
                        new StockItem.Fact(label("codes"), codes(item)),
                        new StockItem.Fact(
                                label("supplier"), item.supply().supplier().orElse("")))
                .stream()
                .filter(fact -> !fact.value().isEmpty())
                .toList();
    }

    /** The fields of the form: all columns but those that are ticked. */
    static List<String> fields() {
        return ItemCells.columns().stream()
                .filter(column -> !column.equals("tracked") && !column.equals("retired"))
                .toList();
    }

    String label(String column) {
        return words.raw(
                switch (column) {
                    case "id" -> "items.id";
                    case "name" -> "items.name";
                    case "unit" -> "items.unit";
                    case "codes" -> "items.codes";
                    case "packs" -> "items.packs";
                    case "tracked" -> "items.tracked";
                    case "supplier" -> "items.supplier";
                    case "price" -> "items.price";
                    case "cost" -> "items.cost";
                    case "minimum" -> "items.minimum";
                    case "leadTimeDays" -> "items.leadTimeDays";
                    case "shelfLifeDays" -> "items.shelfLifeDays";
                    case "orderUnit" -> "items.orderUnit";
                    case "orderMinimum" -> "items.orderMinimum";
                    case "recipe" -> "items.recipe";
                    default -> "items.retired";
                });
    }

    /** In the very words that are read. */
    String example(String column) {
        return words.marked(
                switch (column) {
                    case "unit" -> "each, kg, l";
                    case "codes" -> "4006381333931; case:14006381333938";
                    case "packs" -> "case=12; pallet=480";
                    case "price", "cost" -> "1.20";
                    case "orderUnit" -> "case";
                    case "recipe" -> "flour=0.5; lemon=4";
                    default -> "";
                });
    }
}
