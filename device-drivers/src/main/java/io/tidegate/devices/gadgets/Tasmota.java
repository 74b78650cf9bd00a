package io.tidegate.devices.gadgets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.devices.gadgets.Said.Described;
import io.tidegate.devices.gadgets.Said.Presence;
import io.tidegate.devices.gadgets.Said.Unread;
import io.tidegate.devices.gadgets.Said.WallClock;
import io.tidegate.observation.Value;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tasmota: {@code tele/NAME/SENSOR} and {@code STATE} every five minutes, {@code stat/NAME/POWER} when it is switched;
 * {@code tele} and the name may stand the other way round. Its times have no offset, so those of arrival count.
 */
record Tasmota(Topics topics) implements Family {

    private static final Map<String, String> METER = Map.ofEntries(
            Map.entry("Power", "power"),
            Map.entry("ApparentPower", "apparentPower"),
            Map.entry("ReactivePower", "reactivePower"),
            Map.entry("Factor", "powerFactor"),
            Map.entry("Voltage", "voltage"),
            Map.entry("Current", "current"),
            Map.entry("Frequency", "frequency"),
            Map.entry("Total", "energy"),
            Map.entry("Today", "energyToday"),
            Map.entry("Yesterday", "energyYesterday"),
            Map.entry("ExportActive", "energyReturned"));

    private static final Map<String, String> METER_UNITS = Map.ofEntries(
            Map.entry("power", "W"),
            Map.entry("apparentPower", "V.A"),
            Map.entry("reactivePower", "var"),
            Map.entry("voltage", "V"),
            Map.entry("current", "A"),
            Map.entry("frequency", "Hz"),
            Map.entry("energy", "kW.h"),
            Map.entry("energyToday", "kW.h"),
            Map.entry("energyYesterday", "kW.h"),
            Map.entry("energyReturned", "kW.h"));

    private static final Map<String, String> SENSOR_UNITS = Map.ofEntries(
            Map.entry("Humidity", "%"),
            Map.entry("Illuminance", "lx"),
            Map.entry("CarbonDioxide", "[ppm]"),
            Map.entry("eCO2", "[ppm]"),
            Map.entry("TVOC", "[ppb]"),
            Map.entry("Distance", "cm"),
            Map.entry("Weight", "kg"),
            Map.entry("Moisture", "%"));

    /** Members of a sensor that it does not measure, and of the meter that say since when. */
    private static final Set<String> NO_FIELDS = Set.of("Id", "Address", "TotalStartTime", "Period");

    @Override
    public List<String> filters() {
        return topics.filters("tele/+/+", "stat/+/+", "+/tele/+", "+/stat/+");
    }

    @Override
    public List<Said> hear(String topic, byte[] payload) {
        List<String> levels = topics.levels(topic);
        if (levels.size() != 3) {
            return List.of();
        }
        boolean inOrder = isKind(levels.get(0));
        String kind = inOrder ? levels.get(0) : levels.get(1);
        String name = inOrder ? levels.get(1) : levels.get(0);
        return kind.equals("tele")
                ? told(name, levels.get(2), payload)
                : kind.equals("stat") ? answered(name, levels.get(2), payload) : List.of();
    }

    private static boolean isKind(String level) {
        return level.equals("tele") || level.equals("stat");
    }

    private static List<Said> told(String name, String what, byte[] payload) {
        return switch (what) {
            case "LWT" ->
                Vocabulary.presence(new String(payload, UTF_8))
                        .<List<Said>>map(online -> List.of(new Presence(name, online)))
                        .orElse(List.of());
            case "SENSOR" ->
                switch (Json.read(payload)) {
                    case Json.Members said -> sensors(name, said);
                    case Json.Broken(String reason) -> List.of(new Unread(reason));
                    default -> noObject();
                };
            case "STATE" ->
                switch (Json.read(payload)) {
                    case Json.Members said -> state(name, said);
                    case Json.Broken(String reason) -> List.of(new Unread(reason));
                    default -> noObject();
                };
            default -> List.of();
        };
    }

    private static List<Said> noObject() {
        return List.of(new Unread("This is no JSON object, as Tasmota sends it. Look for another sender."));
    }

    private static List<Said> state(String name, Json.Members said) {
        Fields fields = new Fields();
        said.all().forEach((member, value) -> {
            if (isSwitch(member)) {
                fields.all(switchField(member), value);
            }
        });
        fields.all("signal", said.at("Wifi").at("Signal"));
        fields.all("uptime", said.at("UptimeSec"));
        List<Said> all = new ArrayList<>(fields.of(name, null));
        all.add(new Described(name, Map.of("signal", "dBm", "uptime", "s")));
        wallClock(said, all);
        return all;
    }

    private static List<Said> sensors(String name, Json.Members said) {
        Fields fields = new Fields();
        Map<String, String> units = new LinkedHashMap<>();
        String temperature = Vocabulary.unit(said.at("TempUnit").text().orElse("C"));
        String pressure = said.at("PressureUnit").text().orElse("hPa");
        said.all().forEach((sensor, values) -> {
            if (sensor.equals("ENERGY")) {
                meter(values, fields, units);
            } else if (values instanceof Json.Members(Map<String, Json> members)) {
                members.forEach((member, value) -> {
                    if (!NO_FIELDS.contains(member)) {
                        String field = sensor + '.' + plain(member);
                        fields.all(field, value);
                        unit(member, temperature, pressure, field, units);
                    }
                });
            } else if (sensor.startsWith("Switch")) {
                fields.all(plain(sensor), values);
            }
        });
        List<Said> all = new ArrayList<>(fields.of(name, null));
        all.add(new Described(name, units));
        wallClock(said, all);
        return all;
    }

    /** A meter with several channels tells each value as a list; Tasmota counts from 1. */
    private static void meter(Json values, Fields fields, Map<String, String> units) {
        values.members().forEach((member, value) -> {
            if (NO_FIELDS.contains(member)) {
                return;
            }
            String field = METER.getOrDefault(member, "meter." + member);
            String unit = METER_UNITS.get(field);
            List<Json> channels = value instanceof Json.Items(List<Json> items) ? items : List.of(value);
            for (int channel = 0; channel < channels.size(); channel++) {
                String numbered = channel == 0 ? field : field + '.' + (channel + 1);
                fields.all(numbered, channels.get(channel));
                if (unit != null) {
                    units.put(numbered, unit);
                }
            }
        });
    }

    private static void unit(
            String member, String temperature, String pressure, String field, Map<String, String> units) {
        String unit = switch (member) {
            case "Temperature", "DewPoint" -> temperature;
            case "Pressure", "SeaPressure" -> pressure;
            default -> SENSOR_UNITS.getOrDefault(member, "");
        };
        if (!unit.isEmpty()) {
            units.put(field, unit);
        }
    }

    /** {@code POWER}, {@code POWER1} when it is switched; {@code RESULT} also tells what a button or a switch does. */
    private static List<Said> answered(String name, String what, byte[] payload) {
        if (isSwitch(what)) {
            String word = new String(payload, UTF_8);
            return Vocabulary.flag(word)
                    .map(on -> new Fields().put(switchField(what), Value.of(on)).of(name, null))
                    .orElse(List.of());
        }
        if (!what.equals("RESULT")) {
            return List.of();
        }
        Fields fields = new Fields();
        Json.read(payload).members().forEach((member, value) -> {
            if ((member.startsWith("Button") || member.startsWith("Switch"))
                    && value.at("Action").isThere()) {
                fields.all(plain(member) + ".action", value.at("Action"));
            }
        });
        return fields.isEmpty() ? List.of() : fields.of(name, null);
    }

    private static boolean isSwitch(String word) {
        return word.startsWith("POWER") && word.length() <= "POWER".length() + 2;
    }

    /** POWER and POWER1 are the first one, {@code on}. */
    private static String switchField(String word) {
        String number = word.substring("POWER".length());
        return number.isEmpty() || number.equals("1") ? "on" : "on." + number;
    }

    private static String plain(String word) {
        return word.isEmpty() ? word : Character.toLowerCase(word.charAt(0)) + word.substring(1);
    }

    private static void wallClock(Json said, List<Said> all) {
        said.at("Time").text().ifPresent(text -> {
            try {
                all.add(new WallClock(LocalDateTime.parse(text)));
            } catch (DateTimeException noTime) {
                // Set to another form; it is not needed.
            }
        });
    }
}
