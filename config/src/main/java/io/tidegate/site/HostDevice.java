package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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
    public Map<DeviceId, Map<String, String>> fieldUnits() {
        return Map.of(id, FieldUnits.of(List.of("temperature", "memory", "disk", "diskFree", "uptime", "cardWorn")));
    }

    @Override
    public String driver() {
        return DRIVER;
    }
}
