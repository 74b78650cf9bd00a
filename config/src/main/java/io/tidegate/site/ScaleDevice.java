package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A weighing scale at a serial port.
 *
 * @param ask whether it is asked for the weight; else it sends by itself
 * @param interval between two questions; of what it sends by itself, between two weights that have not come to rest
 */
public record ScaleDevice(DeviceId id, SerialLine serial, Protocol protocol, boolean ask, Duration interval)
        implements DeviceConfig {

    static final String DRIVER = "scale";

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** How it speaks. */
    public enum Protocol {
        /** Mettler-Toledo Standard Interface Command Set. */
        MT_SICS("mt-sics"),
        /** A&D's standard format, which CAS and many others send too. */
        A_AND_D("a-and-d");

        private static final Scalar<Protocol> SCALAR = Scalars.oneOf(Protocol::word, List.of(values()));

        private final String word;

        Protocol(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    static ScaleDevice read(Mapping item, DeviceId id) {
        return new ScaleDevice(
                id,
                SerialLine.read(item),
                item.required("protocol", Protocol.SCALAR),
                item.optional("ask", Scalars.FLAG, true),
                item.optional("interval", Scalars.INTERVAL, INTERVAL));
    }

    void show(YamlWriter yaml) {
        serial.show(yaml);
        yaml.text("protocol", protocol.word);
        yaml.bare("ask", ask);
        yaml.bare("interval", Quantities.text(interval));
    }

    @Override
    public Map<DeviceId, Map<String, String>> fieldUnits() {
        return Map.of(id, FieldUnits.of(List.of("weight", "tare")));
    }

    @Override
    public String driver() {
        return DRIVER;
    }

    @Override
    public Optional<Claim> claim() {
        return serial.claim();
    }
}
