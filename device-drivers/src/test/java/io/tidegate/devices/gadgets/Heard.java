package io.tidegate.devices.gadgets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Value;
import io.tidegate.site.GadgetsDevice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a family makes of a message, in one line each. Functions only. */
final class Heard {

    private Heard() {}

    static GadgetsDevice config(GadgetsDevice.Family family) {
        return new GadgetsDevice(
                new DeviceId("gadgets"), family, family.prefix(), Optional.empty(), List.of(), List.of());
    }

    static List<String> by(Family family, String topic, String payload) {
        return family.hear(topic, payload.getBytes(UTF_8)).stream()
                .map(Heard::line)
                .toList();
    }

    static String line(Said said) {
        return switch (said) {
            case Said.Values values ->
                values.gadget() + ' ' + fields(values.fields()) + (values.time() == null ? "" : " at " + values.time());
            case Said.Presence presence -> presence.gadget() + (presence.online() ? " is there" : " is away");
            case Said.BridgePresence bridge -> bridge.online() ? "the bridge is there" : "the bridge is away";
            case Said.Described described -> described.gadget() + " in " + new TreeMap<>(described.units());
            case Said.WallClock clock -> "its clock shows " + clock.time();
            case Said.Unannounced _ -> "not announced";
            case Said.Unread unread -> "unread: " + unread.reason();
        };
    }

    static String fields(Map<String, Value> fields) {
        return fields.entrySet().stream()
                .map(each -> each.getKey()
                        + '='
                        + switch (each.getValue()) {
                            case Value.Numeric(double number) -> String.valueOf(number);
                            case Value.Flag(boolean flag) -> String.valueOf(flag);
                            case Value.Text(String text) -> '\'' + text + '\'';
                        })
                .collect(Collectors.joining(" "));
    }
}
