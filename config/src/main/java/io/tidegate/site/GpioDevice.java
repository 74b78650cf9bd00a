package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A switch, a motion detector or a meter's pulses on a GPIO pin of the box.
 *
 * @param pin by its GPIO number (BCM), not by its place on the header
 * @param active the level at which a contact is closed, a detector sees motion, a pulse is there
 * @param debounce shorter changes are none
 * @param interval between two readings while nothing changes
 * @param meter of pulses only
 */
public record GpioDevice(
        DeviceId id,
        int pin,
        Kind kind,
        Level active,
        Pull pull,
        Duration debounce,
        Duration interval,
        Optional<Meter> meter)
        implements DeviceConfig {

    /** What is at the pin. */
    public enum Kind {
        CONTACT,
        MOTION,
        PULSE
    }

    public enum Level {
        LOW,
        HIGH
    }

    /** The box's own resistor at the pin. */
    public enum Pull {
        UP,
        DOWN,
        NONE
    }

    /** What a meter counts. */
    public enum Quantity {
        ENERGY,
        VOLUME,
        COUNT;

        /** What a meter of it shows. */
        List<String> fields() {
            return switch (this) {
                case ENERGY -> List.of("energy", "power");
                case VOLUME -> List.of("volume", "flow");
                case COUNT -> List.of("count");
            };
        }
    }

    /**
     * What pulses mean.
     *
     * @param pulsesPerUnit of a kWh, a m3, or a thing that is counted
     */
    public record Meter(Quantity quantity, int pulsesPerUnit) {}

    static final String DRIVER = "gpio";

    static final int NO_PIN = -1;
    private static final int PIN_MAX = 53;
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration DEBOUNCE = Duration.ofMillis(20);

    static final Scalar<Integer> PIN = new Scalar<>(
            Scalar.Type.NUMBER, "17", NO_PIN, Scalars.whole("17", 0, PIN_MAX).reading());
    private static final Scalar<Kind> KIND = Scalars.oneOf(Kind.class);
    static final Scalar<Level> LEVEL = Scalars.oneOf(Level.class);
    private static final Scalar<Pull> PULL = Scalars.oneOf(Pull.class);
    private static final Scalar<Quantity> QUANTITY = Scalars.oneOf(Quantity.class);
    private static final Scalar<Duration> DEBOUNCES = Scalars.duration("20ms", Duration.ZERO, Duration.ofSeconds(10));
    static final Scalar<Duration> INTERVALS = Scalars.duration("1 min", Duration.ofSeconds(1), Duration.ofDays(1));
    private static final Scalar<Integer> PULSES = Scalars.whole("1000", 1, 1_000_000);

    static GpioDevice read(Mapping item, DeviceId id) {
        int pin = item.required("pin", PIN);
        Optional<Kind> known = item.decisive("kind", KIND);
        Kind kind = known.orElse(Kind.CONTACT);
        // A switch or an S0 output to ground needs no part but the box's own resistor; a detector drives its pin
        // itself.
        boolean driven = kind == Kind.MOTION;
        Level active = item.optional("active", LEVEL, driven ? Level.HIGH : Level.LOW);
        Pull pull = item.optional("pull", PULL, driven ? Pull.NONE : Pull.UP);
        Duration debounce = item.optional("debounce", DEBOUNCES, DEBOUNCE);
        Duration interval = item.optional("interval", INTERVALS, INTERVAL);
        Optional<Meter> meter = kind == Kind.PULSE ? Optional.of(meter(item)) : Optional.empty();
        if (known.isEmpty()) {
            item.closeUnread();
        }
        return new GpioDevice(id, pin, kind, active, pull, debounce, interval, meter);
    }

    private static Meter meter(Mapping item) {
        return item.section("meter")
                .map(section -> {
                    Meter meter = new Meter(
                            section.optional("quantity", QUANTITY, Quantity.COUNT),
                            section.optional("pulsesPerUnit", PULSES, 1));
                    section.close();
                    return meter;
                })
                .orElse(new Meter(Quantity.COUNT, 1));
    }

    void show(YamlWriter yaml) {
        yaml.bare("pin", pin);
        yaml.text("kind", Scalars.word(kind));
        yaml.text("active", Scalars.word(active));
        yaml.text("pull", Scalars.word(pull));
        yaml.bare("debounce", Quantities.text(debounce));
        yaml.bare("interval", Quantities.text(interval));
        meter.ifPresent(each -> yaml.section("meter", () -> {
            yaml.text("quantity", Scalars.word(each.quantity()));
            yaml.bare("pulsesPerUnit", each.pulsesPerUnit());
        }));
    }

    @Override
    public Map<DeviceId, Map<String, String>> fieldUnits() {
        return meter.map(of -> Map.of(id, FieldUnits.of(of.quantity().fields())))
                .orElse(Map.of());
    }

    @Override
    public String driver() {
        return DRIVER;
    }

    @Override
    public Optional<Claim> claim() {
        return pin == NO_PIN ? Optional.empty() : Optional.of(claim("pin", pin));
    }

    static Claim claim(String key, int pin) {
        return new Claim(key, "GPIO pin " + pin);
    }
}
