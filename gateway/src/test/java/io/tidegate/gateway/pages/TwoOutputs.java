package io.tidegate.gateway.pages;

import io.tidegate.observation.DeviceId;
import io.tidegate.site.Control;
import io.tidegate.site.DeviceConfig;
import io.tidegate.site.GpioDevice;
import io.tidegate.site.GpioOutputDevice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Outputs of a site file: one that the page may switch, and one of which is not said who may. */
final class TwoOutputs {

    static final List<DeviceConfig> ALL = List.of(output("pump", 17, true), output("saw", 18, false));

    private TwoOutputs() {}

    private static DeviceConfig output(String id, int pin, boolean forThePage) {
        return new GpioOutputDevice(
                new DeviceId(id),
                GpioOutputDevice.Kind.RELAY,
                Optional.of(pin),
                Map.of(),
                GpioDevice.Level.HIGH,
                GpioOutputDevice.Safe.OFF,
                Optional.empty(),
                Duration.ofMinutes(1),
                forThePage ? Set.of(Control.Asker.PAGE) : Set.of(),
                List.of());
    }
}
