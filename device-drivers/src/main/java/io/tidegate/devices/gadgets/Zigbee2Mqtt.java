package io.tidegate.devices.gadgets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.devices.gadgets.Said.BridgePresence;
import io.tidegate.devices.gadgets.Said.Described;
import io.tidegate.devices.gadgets.Said.Presence;
import io.tidegate.devices.gadgets.Said.Unread;
import io.tidegate.observation.DeviceTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Zigbee2MQTT: flat JSON at {@code zigbee2mqtt/NAME}, where a name may have slashes; what each gadget can do, with units,
 * at {@code bridge/devices}.
 */
record Zigbee2Mqtt(Topics topics) implements Family {

    /** About the bridge's work, not about what a gadget sees. */
    private static final Set<String> NO_FIELDS = Set.of("update", "update_available", "device", "elapsed");

    @Override
    public List<String> filters() {
        return topics.filters("#");
    }

    @Override
    public List<Said> hear(String topic, byte[] payload) {
        String name = topics.behind(topic);
        if (name.isEmpty()) {
            return List.of();
        }
        return switch (name) {
            case "bridge/state" ->
                presence(payload)
                        .<List<Said>>map(online -> List.of(new BridgePresence(online)))
                        .orElse(List.of());
            case "bridge/devices" -> devices(payload);
            default -> name.startsWith("bridge/") ? List.of() : ofGadget(name, payload);
        };
    }

    private static List<Said> ofGadget(String name, byte[] payload) {
        if (name.endsWith("/availability")) {
            String gadget = name.substring(0, name.length() - "/availability".length());
            return presence(payload)
                    .<List<Said>>map(online -> List.of(new Presence(gadget, online)))
                    .orElse(List.of());
        }
        boolean isCommand = name.endsWith("/set") || name.endsWith("/get") || name.contains("/set/");
        // A press comes here as well as in the object, for who reads nothing else.
        if (isCommand || name.endsWith("/action") || payload.length == 0) {
            return List.of();
        }
        return switch (Json.read(payload)) {
            case Json.Members said -> values(name, said);
            case Json.Broken(String reason) -> List.of(new Unread(reason));
            case Json.Leaf _, Json.Items _, Json.Nothing _ ->
                List.of(new Unread("This is no JSON object. Set 'output: json' in Zigbee2MQTT's settings."));
        };
    }

    private static List<Said> values(String name, Json.Members said) {
        Fields fields = new Fields();
        @Nullable Instant time = null;
        for (Map.Entry<String, Json> each : said.all().entrySet()) {
            if (each.getKey().equals("last_seen")) {
                time = time(each.getValue());
            } else if (!NO_FIELDS.contains(each.getKey()) && !isReleased(each)) {
                fields.all(each.getKey(), each.getValue());
            }
        }
        return fields.of(name, time);
    }

    /** After a press older versions say that nothing is pressed. */
    private static boolean isReleased(Map.Entry<String, Json> member) {
        return member.getKey().equals("action")
                && member.getValue().text().map(String::isEmpty).orElse(false);
    }

    private static @Nullable Instant time(Json said) {
        return switch (said) {
            case Json.Numeric(double number) -> DeviceTime.ofEpoch(number);
            case Json.Text(String text) -> DeviceTime.ofText(text);
            default -> null;
        };
    }

    /** {@code online}, or {@code {"state":"online"}}. */
    private static Optional<Boolean> presence(byte[] payload) {
        String text = new String(payload, UTF_8);
        return text.startsWith("{")
                ? Json.read(payload).at("state").text().flatMap(Vocabulary::presence)
                : Vocabulary.presence(text);
    }

    private static List<Said> devices(byte[] payload) {
        List<Said> said = new ArrayList<>();
        Json read = new JsonDocument().each(payload, each -> {
            Optional<String> name = each.at("friendly_name").text();
            boolean isCoordinator = each.at("type").text().equals(Optional.of("Coordinator"));
            if (name.isPresent() && !isCoordinator) {
                Map<String, String> units = new LinkedHashMap<>();
                each.at("definition").at("exposes").items().forEach(exposed -> gather(exposed, units));
                said.add(new Described(name.get(), units));
            }
        });
        if (read instanceof Json.Broken(String reason)) {
            said.add(new Unread(reason));
        }
        return said;
    }

    /** What is exposed has a property, or is several of them under {@code features}. */
    private static void gather(Json exposed, Map<String, String> units) {
        Optional<String> property = exposed.at("property").text();
        Optional<String> unit = exposed.at("unit").text();
        if (property.isPresent() && unit.isPresent() && units.size() < Gadget.UNITS_MAX) {
            units.put(property.get(), Vocabulary.unit(unit.get()));
        }
        exposed.at("features").items().forEach(feature -> gather(feature, units));
    }
}
