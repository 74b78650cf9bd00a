package io.tidegate.devices.gadgets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.devices.gadgets.Said.Described;
import io.tidegate.devices.gadgets.Said.Unread;
import io.tidegate.observation.DeviceTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shellies of the second generation and later (Plus, Pro, Gen3): JSON of each component at {@code ID/status/switch:0},
 * and of what has changed at {@code ID/events/rpc}. Energy comes in Wh.
 */
record ShellyGen2(Topics topics) implements Family {

    private static final double WH_PER_KWH = 1000;

    /** About the gadget's own work. */
    private static final Set<String> NO_COMPONENTS = Set.of(
            "ws", "cloud", "mqtt", "ble", "sys", "eth", "script", "ui", "knx", "matter", "http", "modbus", "bthome");

    /** Members of every component that tell nothing of the world. */
    private static final Set<String> NO_FIELDS = Set.of("id", "source", "timer_started_at", "timer_duration");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("output", "on"),
            Map.entry("apower", "power"),
            Map.entry("act_power", "power"),
            Map.entry("aprtpower", "apparentPower"),
            Map.entry("aprt_power", "apparentPower"),
            Map.entry("freq", "frequency"),
            Map.entry("pf", "powerFactor"),
            Map.entry("total_act_power", "power"),
            Map.entry("total_aprt_power", "apparentPower"),
            Map.entry("total_current", "current"),
            Map.entry("current_pos", "position"),
            Map.entry("rh", "humidity"),
            Map.entry("lux", "illuminance"));

    @Override
    public List<String> filters() {
        return topics.filters("+/status/+", "+/events/rpc", "+/online");
    }

    @Override
    public List<Said> hear(String topic, byte[] payload) {
        List<String> levels = topics.levels(topic);
        String gadget = levels.getFirst();
        if (levels.size() == 2 && levels.get(1).equals("online")) {
            return Shelly.presence(gadget, new String(payload, UTF_8));
        }
        if (levels.size() != 3) {
            return List.of();
        }
        boolean isStatus = levels.get(1).equals("status");
        boolean isEvent = levels.get(1).equals("events") && levels.get(2).equals("rpc");
        if (!isEvent && (!isStatus || isOfNoInterest(levels.get(2)))) {
            return List.of();
        }
        return switch (Json.read(payload)) {
            case Json.Members said when isStatus -> status(gadget, levels.get(2), said);
            case Json.Members said -> event(gadget, said);
            case Json.Broken(String reason) -> List.of(new Unread(reason));
            default -> List.of(new Unread("This is no JSON object, as a Shelly sends it. Look for another sender."));
        };
    }

    private static boolean isOfNoInterest(String component) {
        return NO_COMPONENTS.contains(type(component));
    }

    private static List<Said> status(String gadget, String component, Json.Members said) {
        Fields fields = new Fields();
        component(component, said, fields);
        return described(gadget, fields, null);
    }

    private static List<Said> event(String gadget, Json.Members said) {
        Json params = said.at("params");
        @Nullable
        Instant time = params.at("ts") instanceof Json.Numeric(double seconds) ? DeviceTime.ofEpoch(seconds) : null;
        Fields fields = new Fields();
        switch (said.at("method").text().orElse("")) {
            case "NotifyStatus", "NotifyFullStatus" ->
                params.members().forEach((component, values) -> {
                    if (values instanceof Json.Members changed && !isOfNoInterest(component)) {
                        component(component, changed, fields);
                    }
                });
            case "NotifyEvent" -> params.at("events").items().forEach(each -> press(each, fields));
            default -> {
                // An answer to somebody else's question.
            }
        }
        return described(gadget, fields, time);
    }

    private static void press(Json event, Fields fields) {
        String component = event.at("component").text().orElse("");
        if (type(component).equals("input") || type(component).equals("bthomedevice")) {
            fields.all(Channel.field("action", number(component)), event.at("event"));
        }
    }

    private static void component(String component, Json.Members said, Fields fields) {
        String type = type(component);
        String channel = number(component);
        said.all().forEach((member, value) -> {
            if (!NO_FIELDS.contains(member)) {
                switch (type) {
                    case "em", "em1", "emdata", "em1data" -> meter(member, channel, value, fields);
                    case "temperature", "humidity", "illuminance", "voltmeter", "devicepower", "wifi" ->
                        sensed(type, member, channel, value, fields);
                    case "bthomesensor", "number", "boolean", "text", "enum" -> {
                        if (member.equals("value")) {
                            fields.all(type + '.' + channel, value);
                        }
                    }
                    default -> switched(type, member, channel, value, fields);
                }
            }
        });
    }

    /** A switch, a light, a cover, an input, or what is not known yet. */
    private static void switched(String type, String member, String channel, Json value, Fields fields) {
        switch (member) {
            case "aenergy" -> fields.divided(Channel.field("energy", channel), value.at("total"), WH_PER_KWH);
            case "ret_aenergy" ->
                fields.divided(Channel.field("energyReturned", channel), value.at("total"), WH_PER_KWH);
            // Within the gadget, not of the room.
            case "temperature" -> fields.all(Channel.field("deviceTemperature", channel), value.at("tC"));
            case "state" -> fields.all(Channel.field(type.equals("input") ? "input" : type, channel), value);
            case "alarm" -> fields.all(Channel.field(type, channel), value);
            default -> fields.all(Channel.field(NAMES.getOrDefault(member, member), channel), value);
        }
    }

    /** {@code a_act_power} is the power of phase a, {@code total_act_power} of all; {@code em1data} counts one phase. */
    private static void meter(String member, String channel, Json value, Fields fields) {
        String phase = "";
        String rest = member;
        if (member.startsWith("a_") || member.startsWith("b_") || member.startsWith("c_") || member.startsWith("n_")) {
            phase = member.substring(0, 1) + '.';
            rest = member.substring(2);
        }
        switch (rest) {
            case "total_act", "total_act_energy" ->
                fields.divided(Channel.field(phase + "energy", channel), value, WH_PER_KWH);
            case "total_act_ret", "total_act_ret_energy" ->
                fields.divided(Channel.field(phase + "energyReturned", channel), value, WH_PER_KWH);
            default -> fields.all(Channel.field(phase + NAMES.getOrDefault(rest, rest), channel), value);
        }
    }

    private static void sensed(String type, String member, String channel, Json value, Fields fields) {
        switch (type + ' ' + member) {
            case "temperature tC" -> fields.all(Channel.field("temperature", channel), value);
            case "temperature tF" -> {
                // The same once more.
            }
            case "devicepower battery" -> {
                fields.all("battery", value.at("percent"));
                fields.all("batteryVoltage", value.at("V"));
            }
            case "devicepower external" -> fields.all("externalPower", value.at("present"));
            case "wifi rssi" -> fields.all("signal", value);
            default -> {
                if (!type.equals("wifi")) {
                    fields.all(Channel.field(NAMES.getOrDefault(member, member), channel), value);
                }
            }
        }
    }

    private static String type(String component) {
        int colon = component.indexOf(':');
        return colon < 0 ? component : component.substring(0, colon);
    }

    private static String number(String component) {
        int colon = component.indexOf(':');
        return colon < 0 ? "" : component.substring(colon + 1);
    }

    private static List<Said> described(String gadget, Fields fields, @Nullable Instant time) {
        if (fields.isEmpty()) {
            return List.of();
        }
        List<Said> said = new ArrayList<>(fields.of(gadget, time));
        Map<String, String> units = fields.units(Shelly::unit);
        if (!units.isEmpty()) {
            said.add(new Described(gadget, units));
        }
        return said;
    }
}
