package io.tidegate.devices.gpio;

import io.tidegate.driver.Command;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Value;
import io.tidegate.site.GpioDevice.Level;
import io.tidegate.site.GpioOutputDevice;
import io.tidegate.site.GpioOutputDevice.Kind;
import io.tidegate.site.GpioOutputDevice.Safe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Outputs, and what they are told. */
final class Outputs {

    static final int PIN = 17;
    static final int RED = 5;
    static final int GREEN = 6;
    static final Duration MINUTE = Duration.ofMinutes(1);

    static final GpioOutputDevice RELAY = relay(Level.HIGH, Safe.OFF, Optional.empty());
    static final GpioOutputDevice BUZZER = new GpioOutputDevice(
            new DeviceId("horn"),
            Kind.BUZZER,
            Optional.of(PIN),
            Map.of(),
            Level.HIGH,
            Safe.OFF,
            Optional.of(Duration.ofSeconds(30)),
            Duration.ofHours(1),
            Set.of(),
            List.of());
    static final GpioOutputDevice LIGHT = new GpioOutputDevice(
            new DeviceId("tower"),
            Kind.TOWER_LIGHT,
            Optional.empty(),
            lamps(),
            Level.LOW,
            Safe.OFF,
            Optional.empty(),
            Duration.ofHours(1),
            Set.of(),
            List.of());

    private Outputs() {}

    private static Map<String, Integer> lamps() {
        Map<String, Integer> lamps = new LinkedHashMap<>();
        lamps.put("red", RED);
        lamps.put("green", GREEN);
        return lamps;
    }

    static GpioOutputDevice relay(Level active, Safe safe, Optional<Duration> onAtMost) {
        return new GpioOutputDevice(
                new DeviceId("pump"),
                Kind.RELAY,
                Optional.of(PIN),
                Map.of(),
                active,
                safe,
                onAtMost,
                Duration.ofHours(1),
                Set.of(),
                List.of());
    }

    static Command on() {
        return new Command(Map.of("on", Value.of(true)), Optional.empty());
    }

    static Command off() {
        return new Command(Map.of("on", Value.of(false)), Optional.empty());
    }

    static Command onFor(Duration time) {
        return new Command(Map.of("on", Value.of(true)), Optional.of(time));
    }

    static Command set(String field, String word) {
        return new Command(Map.of(field, Value.of(word)), Optional.empty());
    }
}
