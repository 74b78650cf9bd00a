package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.time.Duration;

/**
 * A small shop and workshop that do not exist, published to the site's broker.
 *
 * @param topic where it publishes, with {@code {device}}, as an mqtt device reads it
 * @param seed the same seed makes the same shop
 * @param interval between two readings of each pretended device
 */
public record SimulatorDevice(DeviceId id, String topic, long seed, Duration interval) implements DeviceConfig {

    static final String DRIVER = "simulator";

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    static SimulatorDevice read(Mapping item, DeviceId id) {
        return new SimulatorDevice(
                id,
                item.required("topic", Topics.spoken()),
                item.optional("seed", Scalars.SEED, 1L),
                item.optional("interval", Scalars.INTERVAL, INTERVAL));
    }

    void show(YamlWriter yaml) {
        yaml.text("topic", topic);
        yaml.bare("seed", seed);
        yaml.bare("interval", Quantities.text(interval));
    }

    @Override
    public String driver() {
        return DRIVER;
    }
}
