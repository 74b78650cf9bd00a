package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
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
        COUNT
    }

    /**
     * What pulses mean.
     *
     * @param pulsesPerUnit of a kWh, a m3, or a thing that is counted
     */
    public record Meter(Quantity quantity, int pulsesPerUnit) {}

    static final String DRIVER = "gpio";

    private static final int NO_PIN = -1;
    private static final int PIN_MAX = 53;
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration DEBOUNCE = Duration.ofMillis(20);

    private static final Scalar<Integer> PIN = new Scalar<>(
            Scalar.Type.NUMBER, "17", NO_PIN, Scalars.whole("17", 0, PIN_MAX).reading());
    private static final Scalar<Duration> DEBOUNCES = Scalars.duration("20ms", Duration.ZERO, Duration.ofSeconds(10));
    private static final Scalar<Duration> INTERVALS =
            Scalars.duration("1 min", Duration.ofSeconds(1), Duration.ofDays(1));
    private static final Scalar<Integer> PULSES = Scalars.whole("1000", 1, 1_000_000);

    static GpioDevice read(Mapping item, DeviceId id) {
        int pin = item.required("pin", PIN);
        String word = item.required("kind", words(Kind.values()));
        Kind kind = word.isEmpty() ? Kind.CONTACT : valueOf(Kind.class, word);
        // A switch or an S0 output to ground needs no part but the box's own resistor; a detector drives its pin
        // itself.
        boolean driven = kind == Kind.MOTION;
        Level active = valueOf(Level.class, item.optional("active", words(Level.values()), driven ? "high" : "low"));
        Pull pull = valueOf(Pull.class, item.optional("pull", words(Pull.values()), driven ? "none" : "up"));
        Duration debounce = item.optional("debounce", DEBOUNCES, DEBOUNCE);
        Duration interval = item.optional("interval", INTERVALS, INTERVAL);
        Optional<Meter> meter = kind == Kind.PULSE ? Optional.of(meter(item)) : Optional.empty();
        if (word.isEmpty()) {
            item.closeUnread();
        }
        return new GpioDevice(id, pin, kind, active, pull, debounce, interval, meter);
    }

    private static Meter meter(Mapping item) {
        return item.section("meter")
                .map(section -> {
                    Meter meter = new Meter(
                            valueOf(Quantity.class, section.optional("quantity", words(Quantity.values()), "count")),
                            section.optional("pulsesPerUnit", PULSES, 1));
                    section.close();
                    return meter;
                })
                .orElse(new Meter(Quantity.COUNT, 1));
    }

    private static Scalar<String> words(Enum<?>... values) {
        return Scalars.oneOf(Arrays.stream(values).map(GpioDevice::word).toArray(String[]::new));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <T extends Enum<T>> T valueOf(Class<T> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    void show(YamlWriter yaml) {
        yaml.bare("pin", pin);
        yaml.text("kind", word(kind));
        yaml.text("active", word(active));
        yaml.text("pull", word(pull));
        yaml.bare("debounce", Quantities.text(debounce));
        yaml.bare("interval", Quantities.text(interval));
        meter.ifPresent(each -> yaml.section("meter", () -> {
            yaml.text("quantity", word(each.quantity()));
            yaml.bare("pulsesPerUnit", each.pulsesPerUnit());
        }));
    }

    @Override
    public String driver() {
        return DRIVER;
    }

    @Override
    public Optional<Claim> claim() {
        return pin == NO_PIN ? Optional.empty() : Optional.of(new Claim("pin", "GPIO pin " + pin));
    }
}
