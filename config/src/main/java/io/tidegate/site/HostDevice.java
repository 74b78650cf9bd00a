package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.time.Duration;

/** The box that the gateway runs on: its temperature, power supply, memory, disk and clock. */
public record HostDevice(DeviceId id, Duration interval) implements DeviceConfig {

    static final String DRIVER = "host";

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    static HostDevice read(Mapping item, DeviceId id) {
        return new HostDevice(id, item.optional("interval", Scalars.INTERVAL, INTERVAL));
    }

    void show(YamlWriter yaml) {
        yaml.bare("interval", Quantities.text(interval));
    }

    @Override
    public String driver() {
        return DRIVER;
    }
}
