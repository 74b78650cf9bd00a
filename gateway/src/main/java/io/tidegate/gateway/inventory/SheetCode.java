package io.tidegate.gateway.inventory;

import io.tidegate.observation.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A code as a cell says it: {@code 4006381333931; case:14006381333938; "odd;one"}.
 *
 * @param part all of it
 * @param code as it is looked up
 * @param unit as it stands in front; empty where none does: then it is the item's own
 * @param exact whether it stands in double quotes, and is taken as it is
 */
record SheetCode(String part, String code, Optional<String> unit, boolean exact) {

    /** @throws IllegalArgumentException when one may be another one; the message says what to do */
    static List<SheetCode> all(String cell) {
        List<SheetCode> codes = new ArrayList<>();
        for (String part : SheetCell.parts(cell)) {
            int colon = SheetCell.isQuoted(part) ? -1 : part.indexOf(':');
            String text = part.substring(colon + 1).strip();
            boolean exact = SheetCell.isQuoted(text);
            codes.add(new SheetCode(
                    part,
                    exact ? SheetCell.unquoted(text) : normal(text),
                    colon < 0
                            ? Optional.empty()
                            : Optional.of(part.substring(0, colon).strip()),
                    exact));
        }
        return codes;
    }

    private static String normal(String text) {
        Soundness.withoutZero(text).ifPresent(gtin -> {
            throw new IllegalArgumentException("The code " + text + " looks like " + gtin
                    + " without its leading 0, which spreadsheets take away. Format that column as text, and fill it in"
                    + " again; a code that really is so goes in double quotes.");
        });
        return Soundness.normal(text);
    }

    /**
     * @param units of the item, its own first
     * @throws IllegalArgumentException when it is of none of them; the message says what to do
     */
    Item.Code in(List<String> units) {
        String said = unit.orElse(units.getFirst());
        if (!units.contains(said)) {
            throw new IllegalArgumentException("The code '" + part + "' is of the unit '" + said
                    + "', which is not among " + String.join(", ", units)
                    + ". Add the pack; or put the code in double quotes where the ':' belongs to it.");
        }
        return new Item.Code(code, said);
    }
}
