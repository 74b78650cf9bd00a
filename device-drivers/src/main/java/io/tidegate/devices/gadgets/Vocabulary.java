package io.tidegate.devices.gadgets;

import io.tidegate.observation.Value;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What gadgets mean by their words. Functions only. */
final class Vocabulary {

    /** Units as gadgets write them, in UCUM. What is not here stays as it is. */
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("°C", "Cel"),
            Map.entry("C", "Cel"),
            Map.entry("°F", "[degF]"),
            Map.entry("F", "[degF]"),
            Map.entry("kWh", "kW.h"),
            Map.entry("Wh", "W.h"),
            Map.entry("kvarh", "kvar.h"),
            Map.entry("VA", "V.A"),
            Map.entry("VAr", "var"),
            Map.entry("m³", "m3"),
            Map.entry("m³/h", "m3/h"),
            Map.entry("m²", "m2"),
            Map.entry("lx", "lx"),
            Map.entry("µg/m³", "ug/m3"),
            Map.entry("μg/m³", "ug/m3"),
            Map.entry("ppm", "[ppm]"),
            Map.entry("ppb", "[ppb]"),
            Map.entry("°", "deg"),
            Map.entry("rpm", "{rpm}"));

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,15})(\\.\\d{1,16})?([eE][+-]?\\d{1,2})?");

    /** Longer than any unit. */
    private static final int UNIT_LENGTH_MAX = 32;

    private Vocabulary() {}

    /** {@code on} and {@code true}, {@code off} and {@code false} in any case are flags, everything else is a text. */
    static Value value(String text) {
        return flag(text).map(Value::of).orElseGet(() -> Value.of(text));
    }

    static Optional<Boolean> flag(String text) {
        return switch (text.length() > 5 ? "" : text.toLowerCase(Locale.ROOT)) {
            case "on", "true" -> Optional.of(true);
            case "off", "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Empty for what is no announcement. */
    static Optional<Boolean> presence(String text) {
        return switch (text.length() > 7 ? "" : text.toLowerCase(Locale.ROOT)) {
            case "online", "true" -> Optional.of(true);
            case "offline", "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** A payload that is nothing but a value: a number, else a text. {@code nan} is no value. */
    static Json bare(String payload) {
        String text = payload.strip();
        if (text.equalsIgnoreCase("nan")
                || text.equals("unknown")
                || text.equals("unavailable")
                || text.equals("None")) {
            return Json.Nothing.NOTHING;
        }
        return NUMBER.matcher(text).matches() ? new Json.Numeric(Double.parseDouble(text)) : new Json.Text(text);
    }

    /** Whether both mean the same; {@code "True"}, {@code true} and {@code "on"} do, and {@code 1} and {@code "1"}. */
    static boolean isSame(Json said, Json expected) {
        return plain(said).asValue().equals(plain(expected).asValue());
    }

    private static Json plain(Json said) {
        return said instanceof Json.Text(String text) ? bare(text) : said;
    }

    static String unit(String asWritten) {
        String cut = asWritten.length() > UNIT_LENGTH_MAX ? asWritten.substring(0, UNIT_LENGTH_MAX) : asWritten;
        return UNITS.getOrDefault(cut, cut);
    }
}
