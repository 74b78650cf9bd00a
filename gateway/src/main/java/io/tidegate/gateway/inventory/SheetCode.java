package io.tidegate.gateway.inventory;

import io.tidegate.codes.Gtin;
import io.tidegate.observation.Item;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A code as a cell says it: {@code 4006381333931; case:14006381333938; "odd;one"}.
 *
 * @param part all of it
 * @param code as it is looked up
 * @param unit as it stands in front; empty where none does: then it is the item's own
 * @param exact whether it stands in double quotes, and is taken as it is
 */
record SheetCode(String part, String code, Optional<String> unit, boolean exact) {

    /** What stands between codes where people do not know better, and in few codes. */
    private static final Pattern BETWEEN = Pattern.compile("[,\\s\u00a0\u202f]+");

    /** @throws IllegalArgumentException when one may be another one; the message says what to do */
    static List<SheetCode> all(String cell) {
        return SheetCell.parts(cell).stream()
                .flatMap(part -> read(part).stream())
                .toList();
    }

    /** As it is read again, whatever signs are in it. */
    static String written(String code) {
        boolean quoted = SheetCell.mustBeQuoted(code) || mayBeSeveral(code) || Soundness.isDoubtful(code);
        return quoted ? SheetCell.quoted(code) : code;
    }

    private static List<SheetCode> read(String part) {
        int colon = SheetCell.isQuoted(part) ? -1 : part.indexOf(':');
        String text = part.substring(colon + 1).strip();
        Optional<String> unit = colon < 0
                ? Optional.empty()
                : Optional.of(part.substring(0, colon).strip());
        if (SheetCell.isQuoted(text)) {
            return List.of(new SheetCode(part, SheetCell.unquoted(text), unit, true));
        }
        if (unit.isEmpty() && areNumbers(text)) {
            return BETWEEN.splitAsStream(text)
                    .map(each -> new SheetCode(each, normal(each), unit, false))
                    .toList();
        }
        if (mayBeSeveral(text) || unit.filter(SheetCode::holdsCode).isPresent()) {
            throw new IllegalArgumentException(
                    "'" + part + "' may be several codes. Write ';' between codes; a code with a"
                            + " comma or a blank in it goes in double quotes.");
        }
        return List.of(new SheetCode(part, normal(text), unit, false));
    }

    /** Whether it is asked about where it does not stand in double quotes. What a spreadsheet has rounded is one. */
    private static boolean mayBeSeveral(String code) {
        return BETWEEN.matcher(code).find() && !Soundness.isRounded(code);
    }

    /** Several with right check digits cannot be anything else. */
    private static boolean areNumbers(String text) {
        return mayBeSeveral(text)
                && BETWEEN.splitAsStream(text).allMatch(each -> Gtin.read(each).isPresent());
    }

    /** No unit has a comma in it; a blank may be, as in {@code 1 l}. */
    private static boolean holdsCode(String unit) {
        return unit.contains(",")
                || BETWEEN.splitAsStream(unit).anyMatch(each -> Gtin.read(each).isPresent());
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
