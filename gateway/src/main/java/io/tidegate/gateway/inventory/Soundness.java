package io.tidegate.gateway.inventory;

import io.tidegate.codes.Gtin;
import io.tidegate.observation.Item;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Slips that an item shows by itself, however it comes into the catalogue. Functions only. */
final class Soundness {

    private Soundness() {}

    /**
     * The item, with its codes in the form in which they are looked up.
     *
     * @throws IllegalArgumentException that says what to do
     */
    static Item checked(Item item) {
        notBelowZero(item.supply());
        return new Item(
                item.id(),
                item.name(),
                item.unit(),
                item.packs(),
                item.codes().stream()
                        .map(each -> new Item.Code(code(each.code()), each.unit()))
                        .toList(),
                item.tracked(),
                item.supply(),
                item.recipe(),
                item.retired());
    }

    /** A number with the length of a GTIN is one; a spreadsheet may have made something else of it. */
    static String code(String code) {
        if (code.matches("[0-9](\\.[0-9]+)?[eE]\\+[0-9]+")) {
            throw new IllegalArgumentException("The code " + code
                    + " was rounded by the spreadsheet. Format that column as text, and fill it in again.");
        }
        Optional<Gtin> gtin = Gtin.read(code);
        if (gtin.isEmpty() && code.matches("[0-9]{12,14}")) {
            throw new IllegalArgumentException(
                    "The code " + code + " has a wrong check digit. Look for a slip, or put a letter in front.");
        }
        return gtin.map(Gtin::shortest).orElse(code);
    }

    private static void notBelowZero(Item.Supply supply) {
        Map<String, Optional<BigDecimal>> numbers = new LinkedHashMap<>();
        numbers.put("price", supply.price());
        numbers.put("cost", supply.cost());
        numbers.put("minimum", supply.minimum());
        numbers.put("leadTimeDays", supply.leadTimeDays().map(BigDecimal::valueOf));
        numbers.put("shelfLifeDays", supply.shelfLifeDays().map(BigDecimal::valueOf));
        numbers.put("orderMinimum", supply.orderMinimum());
        numbers.forEach((name, number) -> {
            if (number.isPresent() && number.get().signum() < 0) {
                throw new IllegalArgumentException("'" + name + "' is below 0. Look for a slip.");
            }
        });
    }
}
