package io.tidegate.devices.gadgets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.devices.gadgets.Said.Presence;
import io.tidegate.devices.gadgets.Said.Unread;
import io.tidegate.mqtt.PayloadDecoder;
import io.tidegate.mqtt.Understood;
import io.tidegate.observation.Value;
import java.util.List;
import java.util.Optional;

/** ESPHome: one bare value at {@code NAME/sensor/OBJECT/state}, kept by the broker unless told otherwise. */
record EspHome(Topics topics, PayloadDecoder decoder) implements Family {

    private static final int STATE_LEVELS = 4;

    EspHome(Topics topics) {
        this(topics, new PayloadDecoder(Optional.empty()));
    }

    @Override
    public List<String> filters() {
        return topics.filters(
                "+/sensor/+/state",
                "+/binary_sensor/+/state",
                "+/text_sensor/+/state",
                "+/switch/+/state",
                "+/number/+/state",
                "+/select/+/state",
                "+/light/+/state",
                "+/cover/+/state",
                "+/fan/+/state",
                "+/lock/+/state",
                "+/status");
    }

    @Override
    public List<Said> hear(String topic, byte[] payload) {
        List<String> levels = topics.levels(topic);
        String gadget = levels.getFirst();
        if (levels.size() == 2) {
            // Home Assistant itself says at such a topic that it is there.
            return gadget.equals("homeassistant")
                    ? List.of()
                    : Vocabulary.presence(new String(payload, UTF_8))
                            .<List<Said>>map(online -> List.of(new Presence(gadget, online)))
                            .orElse(List.of());
        }
        if (levels.size() != STATE_LEVELS || !levels.getLast().equals("state")) {
            return List.of();
        }
        String field = levels.get(2);
        return switch (decoder.decode(payload)) {
            // A sensor that has measured nothing yet.
            case Understood.Bare(Value.Text(String text))
            when text.equalsIgnoreCase("nan") || text.equals("unknown") || text.equals("unavailable") -> List.of();
            case Understood.Bare(Value value) -> new Fields().put(field, value).of(gadget, null);
            case Understood.Members members -> light(gadget, field, payload);
            case Understood.Unreadable(String reason) -> List.of(new Unread(reason));
        };
    }

    /** {@code {"state":"ON","brightness":128}} */
    private static List<Said> light(String gadget, String field, byte[] payload) {
        Fields fields = new Fields();
        Json said = Json.read(payload);
        fields.all(field, said.at("state"));
        fields.all(field + ".brightness", said.at("brightness"));
        return fields.isEmpty() ? List.of() : fields.of(gadget, null);
    }
}
