package io.tidegate.site;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Value;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A relay, a tower light or a buzzer on GPIO pins of the box.
 *
 * @param pin of a relay or a buzzer
 * @param lines of a tower light: the pin of each lamp, by its colour
 * @param active the level at which it is on
 * @param safe how it is when nobody has told it anything: at the start, at the end, and when something goes wrong
 * @param onAtMost after so long it goes off by itself
 * @param interval between two readings while nothing changes
 * @param allow who may tell it what to do
 * @param scanners whose scans a buzzer answers
 */
public record GpioOutputDevice(
        DeviceId id,
        Kind kind,
        Optional<Integer> pin,
        Map<String, Integer> lines,
        GpioDevice.Level active,
        Safe safe,
        Optional<Duration> onAtMost,
        Duration interval,
        Set<Control.Asker> allow,
        List<DeviceId> scanners)
        implements DeviceConfig {

    /** What is at the pins. */
    public enum Kind {
        RELAY,
        TOWER_LIGHT,
        BUZZER
    }

    /** Of a light and a buzzer it is always off. */
    public enum Safe {
        OFF,
        ON
    }

    private enum Colour {
        RED,
        YELLOW,
        GREEN,
        BLUE,
        WHITE
    }

    static final String DRIVER = "gpio-output";

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** A buzzer that nobody silences drives people to cut its wire. */
    private static final Duration BUZZER_ON_AT_MOST = Duration.ofSeconds(30);

    /** More would beep for each other's scans. */
    private static final int SCANNERS_MAX = 20;

    private static final Scalar<String> SCANNER = Scalars.id("till-1");
    private static final Scalar<Kind> KIND = Scalars.oneOf(Kind.class);
    private static final Scalar<Safe> SAFE = Scalars.oneOf(Safe.class);
    private static final Scalar<Duration> ON_AT_MOST =
            Scalars.duration("30 s", Duration.ofMillis(100), Duration.ofDays(1));

    private static final List<Value> SWITCH = List.of(Value.of(true), Value.of(false));
    private static final List<Value> LAMP = List.of(Value.of("off"), Value.of("steady"), Value.of("blinking"));
    private static final List<Value> SOUND =
            List.of(Value.of("off"), Value.of("short"), Value.of("double"), Value.of("long"), Value.of("alarm"));

    public GpioOutputDevice {
        lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
        allow = Set.copyOf(allow);
        scanners = List.copyOf(scanners);
    }

    static GpioOutputDevice read(Mapping item, DeviceId id) {
        Optional<Kind> known = item.decisive("kind", KIND);
        Kind kind = known.orElse(Kind.RELAY);
        boolean isLight = kind == Kind.TOWER_LIGHT;
        GpioOutputDevice output = new GpioOutputDevice(
                id,
                kind,
                isLight ? Optional.empty() : Optional.of(item.required("pin", GpioDevice.PIN)),
                isLight ? lamps(item) : Map.of(),
                item.optional("active", GpioDevice.LEVEL, GpioDevice.Level.HIGH),
                kind == Kind.RELAY ? item.optional("safe", SAFE, Safe.OFF) : Safe.OFF,
                onAtMost(item, kind),
                item.optional("interval", GpioDevice.INTERVALS, INTERVAL),
                Set.copyOf(item.values("allow", Control.ASKER, Control.Asker.values().length)),
                kind == Kind.BUZZER
                        ? item.values("scanners", SCANNER, SCANNERS_MAX).stream()
                                .map(DeviceId::new)
                                .toList()
                        : List.of());
        if (output.safe == Safe.ON && item.has("onAtMost")) {
            item.problem("onAtMost", "stands beside 'safe: on'. Keep one of them: what ends by itself is not safe on.");
        }
        if (known.isEmpty()) {
            item.closeUnread();
        }
        return output;
    }

    private static Optional<Duration> onAtMost(Mapping item, Kind kind) {
        return switch (kind) {
            case RELAY -> item.maybe("onAtMost", ON_AT_MOST);
            case BUZZER -> Optional.of(item.optional("onAtMost", ON_AT_MOST, BUZZER_ON_AT_MOST));
            case TOWER_LIGHT -> Optional.empty();
        };
    }

    private static Map<String, Integer> lamps(Mapping item) {
        Map<String, Integer> lamps = new LinkedHashMap<>();
        Mapping section = item.requiredSection("lines");
        for (Colour colour : Colour.values()) {
            String field = Scalars.word(colour);
            section.maybe(field, GpioDevice.PIN).ifPresent(pin -> lamps.put(field, pin));
        }
        if (lamps.isEmpty() && item.has("lines")) {
            item.problem("lines", "has no lamp. Name the pin of at least one, such as 'red: 5'.");
        }
        section.close();
        return lamps;
    }

    void show(YamlWriter yaml) {
        yaml.text("kind", Scalars.word(kind));
        pin.ifPresent(number -> yaml.bare("pin", number));
        if (!lines.isEmpty()) {
            yaml.section("lines", () -> lines.forEach(yaml::bare));
        }
        yaml.text("active", Scalars.word(active));
        if (kind == Kind.RELAY) {
            yaml.bare("safe", Scalars.word(safe));
        }
        onAtMost.ifPresent(longest -> yaml.bare("onAtMost", Quantities.text(longest)));
        yaml.bare("interval", Quantities.text(interval));
        allow.forEach(asker -> yaml.bare("allow", Scalars.word(asker)));
        if (!scanners.isEmpty()) {
            yaml.bare(
                    "scanners",
                    scanners.stream().map(each -> YamlWriter.key(each.value())).toList());
        }
    }

    /** The pin behind each field of its readings: {@code on}, {@code sound}, or the colours of a light. */
    public Map<String, Integer> pins() {
        return pin.map(number -> Map.of(kind == Kind.RELAY ? "on" : "sound", number))
                .orElse(lines);
    }

    @Override
    public Optional<Control> control() {
        Map<String, List<Value>> choices = new LinkedHashMap<>();
        pins().keySet().forEach(field -> choices.put(field, choices()));
        return Optional.of(new Control(choices, allow));
    }

    private List<Value> choices() {
        return switch (kind) {
            case RELAY -> SWITCH;
            case TOWER_LIGHT -> LAMP;
            case BUZZER -> SOUND;
        };
    }

    @Override
    public String driver() {
        return DRIVER;
    }

    @Override
    public List<Claim> claims() {
        String key = pin.isPresent() ? "pin" : "lines";
        return pins().values().stream()
                .filter(number -> number != GpioDevice.NO_PIN)
                .map(number -> GpioDevice.claim(key, number))
                .toList();
    }
}
