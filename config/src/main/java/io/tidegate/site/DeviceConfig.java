package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.time.Duration;
import java.util.Optional;

/** A device of the site file, one record for each {@code driver:}. */
public sealed interface DeviceConfig {

    DeviceId id();

    /** The word after {@code driver:}. */
    String driver();

    /**
     * Devices that publish to the site's broker.
     *
     * @param topic a topic with one level {@code {device}} and at most one level {@code {metric}}; {@code +} and a
     *     last {@code #} are allowed
     * @param time the JSON member that holds the device's time (RFC 3339 with offset, or epoch in s, ms or us)
     */
    record Mqtt(DeviceId id, String topic, Optional<String> time) implements DeviceConfig {
        @Override
        public String driver() {
            return "mqtt";
        }
    }

    /**
     * A small shop and workshop that do not exist, published to the site's broker.
     *
     * @param topic where it publishes, with {@code {device}}, as an mqtt device reads it
     * @param seed the same seed makes the same shop
     * @param interval between two readings of each pretended device
     */
    record Simulator(DeviceId id, String topic, long seed, Duration interval) implements DeviceConfig {
        @Override
        public String driver() {
            return "simulator";
        }
    }
}
