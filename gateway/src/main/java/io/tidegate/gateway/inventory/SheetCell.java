package io.tidegate.gateway.inventory;

import java.util.ArrayList;
import java.util.List;

/**
 * How texts stand in one cell of a table, so that a spreadsheet leaves them as they are and they come out again. Functions
 * only.
 *
 * <p>A text that a spreadsheet would take for a formula has an apostrophe in front. Several texts have a semicolon between
 * them, and one with a sign that separates stands in double quotes, with a double quote in it written twice:
 * {@code 4006381333931; case:14006381333938; "odd;one"}.
 */
public final class SheetCell {

    /** Between several in one cell. A comma could be a decimal one. */
    static final String BETWEEN = "; ";

    private static final String FORMULAS = "=+-@\t\r";

    private static final String SEPARATING = ";:=\"";

    private SheetCell() {}

    /** As it is written: with an apostrophe where {@link #bare} takes one off, and where a formula begins. */
    public static String guarded(String text) {
        return beginsFormula(text) || isGuarded(text) ? "'" + text : text;
    }

    /** As it is meant. An apostrophe in front of anything else is the text's own: {@code 's Heerenberg}. */
    static String bare(String cell) {
        return isGuarded(cell) ? cell.substring(1) : cell;
    }

    private static boolean isGuarded(String cell) {
        return cell.startsWith("'") && (cell.startsWith("''") || beginsFormula(cell.substring(1)));
    }

    private static boolean beginsFormula(String text) {
        return !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0;
    }

    /** Whether it would be taken for something else among several. */
    static boolean mustBeQuoted(String text) {
        return !text.equals(text.strip()) || text.chars().anyMatch(each -> SEPARATING.indexOf(each) >= 0);
    }

    static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    static boolean isQuoted(String part) {
        return part.startsWith("\"");
    }

    /**
     * What stands between the double quotes.
     *
     * @throws IllegalArgumentException when it is not all of the part; the message says what to do
     */
    static String unquoted(String part) {
        String inner = part.length() > 1 && part.endsWith("\"") ? part.substring(1, part.length() - 1) : "\"";
        if (inner.replace("\"\"", "").contains("\"")) {
            throw new IllegalArgumentException(
                    "In " + part + " the double quotes are not closed as they should be. Close"
                            + " them at the end; a double quote inside of them is written twice.");
        }
        return inner.replace("\"\"", "\"");
    }

    /** Several, each as it stands and without blanks around it; none of them is empty. */
    static List<String> parts(String cell) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean within = false;
        boolean justClosed = false;
        for (int at = 0; at < cell.length(); at++) {
            char each = cell.charAt(at);
            boolean turns = each == '"'
                    && (within || justClosed || opens(part.toString().strip()));
            justClosed = turns && within;
            within = turns != within;
            if (each == ';' && !within) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(each);
            }
        }
        parts.add(part.toString().strip());
        return parts.stream().filter(each -> !each.isEmpty()).toList();
    }

    /** Whether a double quote behind this begins a text: at the beginning, and behind a code's unit. */
    private static boolean opens(String before) {
        return before.isEmpty() || before.indexOf(':') == before.length() - 1;
    }
}
