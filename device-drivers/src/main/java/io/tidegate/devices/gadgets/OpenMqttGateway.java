package io.tidegate.devices.gadgets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.devices.gadgets.Said.Described;
import io.tidegate.devices.gadgets.Said.Presence;
import io.tidegate.devices.gadgets.Said.Unread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * OpenMQTTGateway and Theengs: what Bluetooth sensors say, at {@code home/GATEWAY/BTtoMQTT/ADDRESS}. Whatever else is on
 * the air, phones above all, measures nothing and is no gadget.
 */
record OpenMqttGateway(Topics topics) implements Family {

    /** What a sensor measures, and its plain name. Anything else is about the radio, or the same once more. */
    private static final Map<String, String> MEASURED = Map.ofEntries(
            Map.entry("tempc", "temperature"),
            Map.entry("tempc2_dp", "dewPoint"),
            Map.entry("hum", "humidity"),
            Map.entry("batt", "battery"),
            Map.entry("volt", "batteryVoltage"),
            Map.entry("pres", "pressure"),
            Map.entry("lux", "illuminance"),
            Map.entry("moi", "moisture"),
            Map.entry("fer", "fertility"),
            Map.entry("co2", "co2"),
            Map.entry("pm25", "pm25"),
            Map.entry("pm10", "pm10"),
            Map.entry("weight", "weight"),
            Map.entry("open", "open"),
            Map.entry("motion", "motion"),
            Map.entry("presence", "presence"),
            Map.entry("leak", "leak"),
            Map.entry("power", "power"),
            Map.entry("energy", "energy"),
            Map.entry("current", "current"));

    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("temperature", "Cel"),
            Map.entry("dewPoint", "Cel"),
            Map.entry("humidity", "%"),
            Map.entry("battery", "%"),
            Map.entry("batteryVoltage", "V"),
            Map.entry("pressure", "hPa"),
            Map.entry("illuminance", "lx"),
            Map.entry("moisture", "%"),
            Map.entry("fertility", "uS/cm"),
            Map.entry("co2", "[ppm]"),
            Map.entry("pm25", "ug/m3"),
            Map.entry("pm10", "ug/m3"),
            Map.entry("weight", "kg"),
            Map.entry("power", "W"),
            Map.entry("energy", "kW.h"),
            Map.entry("current", "A"),
            Map.entry("signal", "dBm"));

    @Override
    public List<String> filters() {
        return topics.filters("+/BTtoMQTT/+", "+/LWT");
    }

    @Override
    public List<Said> hear(String topic, byte[] payload) {
        List<String> levels = topics.levels(topic);
        if (levels.size() == 2) {
            return Vocabulary.presence(new String(payload, UTF_8))
                    .<List<Said>>map(online -> List.of(new Presence(levels.getFirst(), online)))
                    .orElse(List.of());
        }
        if (levels.size() != 3) {
            return List.of();
        }
        return switch (Json.read(payload)) {
            case Json.Members said -> values(levels.get(2), said);
            case Json.Broken(String reason) -> List.of(new Unread(reason));
            default ->
                List.of(new Unread(
                        "This is no JSON object, as OpenMQTTGateway sends it." + " Look for another sender."));
        };
    }

    private static List<Said> values(String gadget, Json.Members said) {
        Fields fields = new Fields();
        said.all().forEach((member, value) -> {
            String field = MEASURED.get(member);
            if (field != null) {
                fields.all(field, value);
            }
        });
        if (fields.isEmpty()) {
            return List.of();
        }
        fields.all("signal", said.at("rssi"));
        List<Said> all = new ArrayList<>(fields.of(gadget, null));
        all.add(new Described(gadget, fields.units(field -> Optional.ofNullable(UNITS.get(field)))));
        return all;
    }
}
