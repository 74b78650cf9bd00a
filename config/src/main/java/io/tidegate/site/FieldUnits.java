package io.tidegate.site;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The units of the fields that the gateway's own kinds of devices make, by the field's name: each has one meaning in all of
 * them. Functions only.
 */
public final class FieldUnits {

    /** UCUM codes, as in profiles. */
    private static final Map<String, String> BY_NAME = Map.ofEntries(
            Map.entry("temperature", "Cel"),
            Map.entry("temperatureHeatSink", "Cel"),
            Map.entry("temperatureOther", "Cel"),
            Map.entry("temperatureTransformer", "Cel"),
            Map.entry("boardTemperature", "Cel"),
            Map.entry("humidity", "%"),
            Map.entry("pressure", "hPa"),
            Map.entry("voltage", "V"),
            Map.entry("voltageLL", "V"),
            Map.entry("dcVoltage", "V"),
            Map.entry("current", "A"),
            Map.entry("dcCurrent", "A"),
            Map.entry("power", "W"),
            Map.entry("dcPower", "W"),
            Map.entry("apparentPower", "V.A"),
            Map.entry("reactivePower", "var"),
            Map.entry("frequency", "Hz"),
            Map.entry("phaseAngle", "deg"),
            Map.entry("energy", "kW.h"),
            Map.entry("energyImport", "kW.h"),
            Map.entry("energyExport", "kW.h"),
            Map.entry("reactiveEnergyImport", "kvar.h"),
            Map.entry("reactiveEnergyExport", "kvar.h"),
            Map.entry("volume", "m3"),
            Map.entry("flow", "m3/h"),
            Map.entry("weight", "kg"),
            Map.entry("tare", "kg"),
            Map.entry("memory", "%"),
            Map.entry("disk", "%"),
            Map.entry("diskFree", "MB"),
            Map.entry("uptime", "s"),
            Map.entry("cardWorn", "%"),
            Map.entry("energyReturned", "kW.h"),
            Map.entry("deviceTemperature", "Cel"),
            Map.entry("battery", "%"),
            Map.entry("batteryVoltage", "V"),
            Map.entry("illuminance", "lx"),
            Map.entry("position", "%"),
            Map.entry("brightness", "%"),
            Map.entry("signal", "dBm"));

    private FieldUnits() {}

    /** Nothing for a field that has none. One of three phases has the unit of all. */
    public static Optional<String> of(String field) {
        return Optional.ofNullable(BY_NAME.get(field.replaceFirst("L[123]$", "")));
    }

    static Map<String, String> of(Collection<String> fields) {
        Map<String, String> units = new LinkedHashMap<>();
        fields.forEach(field -> of(field).ifPresent(unit -> units.put(field, unit)));
        return units;
    }

    /** For a device of which only the device itself knows which fields it has. */
    static Map<String, String> all() {
        Map<String, String> units = new LinkedHashMap<>(BY_NAME);
        for (String each : BY_NAME.keySet()) {
            for (int phase = 1; phase <= 3; phase++) {
                units.put(each + "L" + phase, BY_NAME.get(each));
            }
        }
        return units;
    }
}
