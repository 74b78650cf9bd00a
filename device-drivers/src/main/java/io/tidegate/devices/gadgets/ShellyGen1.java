package io.tidegate.devices.gadgets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.devices.gadgets.Said.Described;
import io.tidegate.devices.gadgets.Said.Unread;
import io.tidegate.mqtt.PayloadDecoder;
import io.tidegate.mqtt.Understood;
import io.tidegate.observation.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Shellies of the first generation: one bare value at each topic below {@code shellies/ID}. Energy comes in watt-minutes
 * from relays and in Wh from meters.
 */
record ShellyGen1(Topics topics, PayloadDecoder decoder) implements Family {

    private static final double WATT_MINUTES_PER_KWH = 60_000;
    private static final double WH_PER_KWH = 1000;

    /** What is told at other topics, too, or what nobody measures. */
    private static final Set<String> NO_FIELDS = Set.of(
            "announce",
            "info",
            "command",
            "settings",
            "status",
            "temperature_f",
            "temperature_status",
            "longpush",
            "ext_temperatures",
            "ext_humidities",
            "ext_switches");

    /** What a relay, a light or a meter says of itself, by its topic's last level. */
    private static final Map<String, String> METERED = Map.ofEntries(
            Map.entry("power", "power"),
            Map.entry("apparent_power", "apparentPower"),
            Map.entry("reactive_power", "reactivePower"),
            Map.entry("voltage", "voltage"),
            Map.entry("current", "current"),
            Map.entry("pf", "powerFactor"),
            Map.entry("pos", "position"));

    private static final Map<String, String> SENSED = Map.ofEntries(
            Map.entry("lux", "illuminance"),
            Map.entry("state", "open"),
            Map.entry("temperature", "temperature"),
            Map.entry("humidity", "humidity"),
            Map.entry("battery", "battery"));

    private static final Map<String, String> PRESSES =
            Map.of("S", "single", "SS", "double", "SSS", "triple", "L", "long", "SL", "short-long", "LS", "long-short");

    ShellyGen1(Topics topics) {
        this(topics, new PayloadDecoder(Optional.empty()));
    }

    @Override
    public List<String> filters() {
        return topics.filters("+/#");
    }

    @Override
    public List<Said> hear(String topic, byte[] payload) {
        List<String> levels = topics.levels(topic);
        if (levels.size() < 2 || levels.size() > 4) {
            return List.of();
        }
        String gadget = levels.get(0);
        String part = levels.get(1);
        String last = levels.getLast();
        if (part.equals("online")) {
            return Shelly.presence(gadget, new String(payload, UTF_8));
        }
        if (NO_FIELDS.contains(part) || NO_FIELDS.contains(last)) {
            return List.of();
        }
        if (part.equals("input_event")) {
            return press(gadget, channel(levels), payload);
        }
        return switch (decoder.decode(payload)) {
            case Understood.Bare(Value value) -> bare(gadget, levels, value);
            case Understood.Unreadable(String reason) -> List.of(new Unread(reason));
            case Understood.Members members -> List.of();
        };
    }

    private static String channel(List<String> levels) {
        return levels.size() < 3 ? "" : levels.get(2);
    }

    private static List<Said> bare(String gadget, List<String> levels, Value value) {
        String channel = channel(levels);
        Fields fields = new Fields();
        switch (levels.get(1)) {
            case "relay", "light", "color", "white" -> switched(levels, value, fields);
            case "roller" -> rolled(levels, value, fields);
            case "emeter" -> metered(levels, value, fields);
            case "input" -> fields.put(Channel.field("input", channel), Shelly.flag(value));
            case "sensor" -> sensed(channel, value, fields);
            case "temperature" -> fields.put("deviceTemperature", value);
            case "overtemperature" -> fields.put("overtemperature", Shelly.flag(value));
            case "voltage" -> fields.put("voltage", value);
            case "ext_temperature" -> fields.put(Channel.field("temperature", channel), value);
            case "ext_humidity" -> fields.put(Channel.field("humidity", channel), value);
            default -> fields.put(String.join(".", levels.subList(1, levels.size())), value);
        }
        return described(gadget, fields);
    }

    /** {@code relay/0} is its state, {@code relay/0/power} what it says of itself. */
    private static void switched(List<String> levels, Value value, Fields fields) {
        if (levels.size() == 4) {
            metered(levels, value, fields);
        } else if (value instanceof Value.Flag) {
            fields.put(Channel.field("on", channel(levels)), value);
        } else {
            // It has switched itself off.
            fields.put(Channel.field("on", channel(levels)), Value.of(false));
            fields.put(Channel.field("cause", channel(levels)), value);
        }
    }

    private static void rolled(List<String> levels, Value value, Fields fields) {
        if (levels.size() == 4) {
            metered(levels, value, fields);
        } else {
            fields.put(Channel.field("roller", channel(levels)), value);
        }
    }

    private static void metered(List<String> levels, Value value, Fields fields) {
        String last = levels.getLast();
        String channel = channel(levels);
        boolean meter = levels.get(1).equals("emeter");
        if (!(value instanceof Value.Numeric(double number))) {
            fields.put(Channel.field(last, channel), value);
        } else if (meter && last.equals("total")) {
            fields.put(Channel.field("energy", channel), Value.of(number / WH_PER_KWH));
        } else if (meter && last.equals("total_returned")) {
            fields.put(Channel.field("energyReturned", channel), Value.of(number / WH_PER_KWH));
        } else if (last.equals("energy") || last.equals("returned_energy")) {
            // A meter's total is the same since it was new, and does not begin anew at each start.
            if (!meter) {
                fields.put(Channel.field("energy", channel), Value.of(number / WATT_MINUTES_PER_KWH));
            }
        } else {
            fields.put(Channel.field(METERED.getOrDefault(last, last), channel), value);
        }
    }

    private static void sensed(String what, Value value, Fields fields) {
        String field = SENSED.getOrDefault(what, what);
        switch (what) {
            case "state" ->
                fields.put(field, value instanceof Value.Text(String word) ? Value.of(word.equals("open")) : value);
            case "flood", "motion", "vibration", "smoke" -> fields.put(field, Shelly.flag(value));
            default -> fields.put(field, value);
        }
    }

    private static List<Said> press(String gadget, String channel, byte[] payload) {
        return Json.read(payload)
                .at("event")
                .text()
                .filter(event -> !event.isEmpty())
                .map(event -> new Fields()
                        .put(Channel.field("action", channel), Value.of(PRESSES.getOrDefault(event, event)))
                        .of(gadget, null))
                .orElse(List.of());
    }

    private static List<Said> described(String gadget, Fields fields) {
        if (fields.isEmpty()) {
            return List.of();
        }
        List<Said> said = new ArrayList<>(fields.of(gadget, null));
        Map<String, String> units = fields.units(Shelly::unit);
        if (!units.isEmpty()) {
            said.add(new Described(gadget, units));
        }
        return said;
    }
}
