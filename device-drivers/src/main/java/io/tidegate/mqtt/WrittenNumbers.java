package io.tidegate.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** Numbers in texts, as some devices write them: {@code 12,5} or {@code 21.5 C}. Immutable. */
public final class WrittenNumbers {

    /** Whatever is no number in JSON stays a text. */
    public static final WrittenNumbers NONE = new WrittenNumbers(false, List.of());

    private final boolean comma;
    private final List<String> units;

    /**
     * @param comma stands before the decimals, where one does
     * @param units what may stand behind a number
     */
    public WrittenNumbers(boolean comma, List<String> units) {
        this.comma = comma;
        // kWh before h
        this.units = units.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The number that the text is, or NaN when it is none that a device would write so. */
    double read(String text) {
        if (!comma && units.isEmpty()) {
            return Double.NaN;
        }
        String number = withoutUnit(spaced(text));
        if (comma && number.indexOf(',') >= 0) {
            if (number.indexOf('.') >= 0) {
                // 1.234,5 or 1,234.5: who groups digits is not understood, rather than read wrong by a thousand.
                return Double.NaN;
            }
            number = number.replace(',', '.');
        }
        byte[] digits = number.getBytes(StandardCharsets.US_ASCII);
        double read = Decimal.parse(digits, 0, digits.length);
        return Double.isFinite(read) ? read : Double.NaN;
    }

    /** Before a unit many write a space that does not break, or a narrow one. */
    private static String spaced(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ').strip();
    }

    private String withoutUnit(String text) {
        for (String unit : units) {
            if (text.endsWith(unit)) {
                return text.substring(0, text.length() - unit.length()).stripTrailing();
            }
        }
        return text;
    }
}
