package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.util.Optional;

/**
 * Devices that publish to the site's broker.
 *
 * @param topic a topic with one level {@code {device}} and at most one level {@code {metric}}; {@code +} and a last
 *     {@code #} are allowed
 * @param time the JSON member that holds the device's time (RFC 3339 with offset, or epoch in s, ms or us)
 * @param numbers how the devices write numbers
 */
public record MqttDevice(DeviceId id, String topic, Optional<String> time, MqttNumbers numbers)
        implements DeviceConfig {

    static final String DRIVER = "mqtt";

    static MqttDevice read(Mapping item, DeviceId id) {
        return new MqttDevice(
                id,
                item.required("topic", Topics.heard()),
                item.maybe("time", Scalars.text("Time")),
                MqttNumbers.read(item));
    }

    void show(YamlWriter yaml) {
        yaml.text("topic", topic);
        time.ifPresent(member -> yaml.text("time", member));
        numbers.show(yaml);
    }

    @Override
    public String driver() {
        return DRIVER;
    }
}
