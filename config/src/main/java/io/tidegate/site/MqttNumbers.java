package io.tidegate.site;

import java.util.List;

/**
 * How devices write numbers that are none in JSON.
 *
 * @param decimal what stands before the decimals
 * @param units what may stand behind a number, and is left out
 */
public record MqttNumbers(Decimal decimal, List<String> units) {

    /** Whatever is no number in JSON is a text. */
    public static final MqttNumbers AS_JSON = new MqttNumbers(Decimal.POINT, List.of());

    private static final int UNITS_MAX = 20;
    private static final int UNIT_LENGTH_MAX = 16;

    private static final Scalar<String> UNIT = new Scalar<>(Scalar.Type.TEXT, "\"\u00b0C\"", "C", text -> {
        if (text.length() > UNIT_LENGTH_MAX || "0123456789+-.,".indexOf(text.charAt(0)) >= 0) {
            throw new Unfit("'" + text + "' is no unit. Use 1 to " + UNIT_LENGTH_MAX
                    + " characters that do not begin like a number, as the device writes it.");
        }
        return text;
    });

    /** A comma in its place makes no number in JSON. */
    public enum Decimal {
        POINT,
        COMMA;

        private static final Scalar<Decimal> SCALAR = Scalars.oneOf(Decimal.class);
    }

    public MqttNumbers {
        units = List.copyOf(units);
    }

    static MqttNumbers read(Mapping item) {
        return item.section("numbers").map(MqttNumbers::of).orElse(AS_JSON);
    }

    private static MqttNumbers of(Mapping section) {
        MqttNumbers numbers = new MqttNumbers(
                section.optional("decimal", Decimal.SCALAR, Decimal.POINT), section.values("units", UNIT, UNITS_MAX));
        section.close();
        return numbers;
    }

    void show(YamlWriter yaml) {
        if (!equals(AS_JSON)) {
            yaml.section("numbers", () -> {
                yaml.text("decimal", Scalars.word(decimal));
                if (!units.isEmpty()) {
                    yaml.texts("units", units);
                }
            });
        }
    }
}
