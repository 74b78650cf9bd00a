package io.tidegate.gateway.inventory;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers as spreadsheets of several countries write them. Functions only. */
final class SheetNumber {

    private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");

    /** As a country writes it in which the decimal sign is a comma. */
    private static final Pattern WITH_COMMA = Pattern.compile("-?([0-9]{1,40}|[0-9]{1,3}(\\.[0-9]{3})+),[0-9]{1,40}");

    /** A thousand and more in one country, a little more than one in the other. */
    private static final Pattern TWO_WAYS = Pattern.compile("-?[1-9][0-9]{0,2}[.,][0-9]{3}");

    private SheetNumber() {}

    /**
     * With a decimal comma where commas do not separate the cells.
     *
     * @throws IllegalArgumentException when it is none, or may be one of two; the message says how to write it
     */
    static BigDecimal read(String cell, char separator) {
        String text = cell.strip().replaceAll("[\\s€$£'\u00a0\u202f]", "");
        if (separator != ',' && TWO_WAYS.matcher(text).matches() && !isSure(text, separator)) {
            throw new IllegalArgumentException(twoWays(cell, text, separator));
        }
        if (separator != ',' && WITH_COMMA.matcher(text).matches()) {
            text = text.replace(".", "").replace(',', '.');
        }
        if (!PLAIN.matcher(text).matches()) {
            throw new IllegalArgumentException(noNumber(cell, separator));
        }
        return new BigDecimal(text);
    }

    /** Who separates cells by semicolons does so because of the decimal comma; tabs come from everywhere. */
    private static boolean isSure(String text, char separator) {
        return separator == ';' && text.contains(",");
    }

    private static String twoWays(String cell, String text, char separator) {
        String large = text.replaceAll("[.,]", "");
        String small =
                new BigDecimal(text.replace(',', '.')).stripTrailingZeros().toPlainString();
        String written = separator == ';' ? small.replace('.', ',') : text.replace(',', '.') + "0";
        return asked(cell, large, written);
    }

    /** Said as it is to be written: what is asked about means one thing to one reader, and another to the next. */
    private static String asked(String cell, String large, String written) {
        return "'" + cell + "' may be " + large + " or " + written + ". Write " + large + " or " + written
                + ", without a sign between the thousands.";
    }

    private static String noNumber(String cell, char separator) {
        return separator == ','
                ? "'" + cell + "' is no number. Write it like 1.20."
                : "'" + cell + "' is no number. Write it like 1,20.";
    }
}
