package io.tidegate.gateway.pages;

import java.util.Map;

/** How a unit is written for people. Functions only. */
final class Units {

    /** Between number and unit, where no line may end (ISO 80000-1, 7.1.4). */
    static final String SPACE = "\u00a0";

    /** UCUM codes that people write otherwise. */
    private static final Map<String, String> SHOWN = Map.ofEntries(
            Map.entry("Cel", "\u00b0C"),
            Map.entry("[degF]", "\u00b0F"),
            Map.entry("1", ""),
            Map.entry("kW.h", "kWh"),
            Map.entry("W.h", "Wh"),
            Map.entry("kvar.h", "kvarh"),
            Map.entry("V.A", "VA"),
            Map.entry("m3", "m\u00b3"),
            Map.entry("m3/h", "m\u00b3/h"),
            Map.entry("m2", "m\u00b2"),
            Map.entry("m/s2", "m/s\u00b2"),
            Map.entry("um", "\u00b5m"),
            Map.entry("ug/m3", "\u00b5g/m\u00b3"),
            Map.entry("[ppm]", "ppm"),
            Map.entry("[ppb]", "ppb"),
            Map.entry("Ohm", "\u03a9"),
            Map.entry("deg", "\u00b0"),
            Map.entry("/min", "1/min"),
            Map.entry("{rpm}", "1/min"));

    private Units() {}

    /** Empty for a plain number. What is no UCUM code that we know is shown as the owner wrote it. */
    static String shown(String unit) {
        return SHOWN.getOrDefault(unit, unit);
    }
}
