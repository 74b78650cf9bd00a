package io.tidegate.devices.gpio;

import io.tidegate.devices.gpio.Course.Cause;
import io.tidegate.driver.Command;
import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.Outcome;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.GpioDevice.Level;
import io.tidegate.site.GpioOutputDevice;
import io.tidegate.site.GpioOutputDevice.Kind;
import io.tidegate.site.GpioOutputDevice.Safe;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * A relay, a tower light or a buzzer: lines that are on and off, each in its course. Whatever opens, closes or breaks it, its
 * pins are at their safe level first. Used by its device thread only.
 */
public final class GpioOutputDriver implements Driver.Commanded {

    /** So often the pins are driven anew, though nothing changes: what is lost shows, and what disturbed them is undone. */
    private static final Duration DRIVEN_EVERY = Duration.ofSeconds(10);

    private record Line(OutputPin pin, Course course) {}

    private final GpioOutputDevice config;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private Cause cause = Cause.START;
    private Map<String, Value> told = Map.of();
    private long toldNanos;
    private boolean open = true;

    /** @throws DeviceException when a pin cannot be opened; the others are safe then, and let go */
    public GpioOutputDriver(GpioOutputDevice config, OutputPins pins, InstantSource clock) throws DeviceException {
        this(config, pins, clock, System::nanoTime);
    }

    GpioOutputDriver(GpioOutputDevice config, OutputPins pins, InstantSource clock, LongSupplier nanoTime)
            throws DeviceException {
        this.config = config;
        this.clock = clock;
        this.nanoTime = nanoTime;
        Rhythm safe = config.safe() == Safe.ON ? Rhythm.STEADY : Rhythm.OFF;
        boolean whole = false;
        try {
            for (Map.Entry<String, Integer> each : config.pins().entrySet()) {
                OutputPin pin = pins.open(each.getValue(), level(safe == Rhythm.STEADY));
                lines.put(each.getKey(), new Line(pin, new Course(safe, config.onAtMost())));
            }
            whole = true;
        } finally {
            if (!whole) {
                close();
            }
        }
    }

    private boolean level(boolean on) {
        return on == (config.active() == Level.HIGH);
    }

    @Override
    public Outcome obey(Command command) {
        Map<String, List<Value>> choices = config.control().orElseThrow().choices();
        for (Map.Entry<String, Value> each : command.set().entrySet()) {
            List<Value> possible = choices.get(each.getKey());
            if (possible == null) {
                return new Outcome.Declined("there is no '" + each.getKey() + "' to set here: use one of "
                        + String.join(", ", choices.keySet()));
            }
            if (!possible.contains(each.getValue())) {
                return new Outcome.Declined(
                        "'" + each.getKey() + "' cannot be set to that: use one of " + words(possible));
            }
        }
        long now = nanoTime.getAsLong();
        command.set().forEach((field, value) -> line(field).course().begin(Rhythm.of(value), command.time(), now));
        cause = Cause.COMMAND;
        return new Outcome.Done();
    }

    private Line line(String field) {
        return Optional.ofNullable(lines.get(field)).orElseThrow();
    }

    private static String words(List<Value> values) {
        return values.stream()
                .map(value -> switch (value) {
                    case Value.Flag flag -> String.valueOf(flag.value());
                    case Value.Text text -> text.value();
                    case Value.Numeric number -> String.valueOf(number.value());
                })
                .collect(Collectors.joining(", "));
    }

    @Override
    public List<Observation> tend() throws DeviceException {
        long now = nanoTime.getAsLong();
        for (Line line : lines.values()) {
            line.course().advance(now).ifPresent(over -> cause = over);
            line.pin().drive(level(line.course().isOn(now)));
        }
        return news(now);
    }

    private List<Observation> news(long now) {
        Map<String, Value> fields = new LinkedHashMap<>();
        lines.forEach((field, line) -> fields.put(field, shown(line.course().rhythm())));
        boolean due = now - toldNanos >= config.interval().toNanos();
        if (fields.equals(told) && !due) {
            return List.of();
        }
        told = Map.copyOf(fields);
        toldNanos = now;
        fields.put("cause", Value.of(cause.name().toLowerCase(Locale.ROOT)));
        return List.of(new Observation.Reading(config.id(), clock.instant(), fields));
    }

    private Value shown(Rhythm rhythm) {
        return config.kind() == Kind.RELAY ? Value.of(rhythm == Rhythm.STEADY) : Value.of(rhythm.word());
    }

    @Override
    public Duration untilDue() {
        long now = nanoTime.getAsLong();
        long due = Math.min(DRIVEN_EVERY.toNanos(), config.interval().toNanos() - (now - toldNanos));
        for (Line line : lines.values()) {
            due = Math.min(due, line.course().untilChangeNanos(now));
        }
        return Duration.ofNanos(Math.max(0, due));
    }

    @Override
    public List<Observation> rest() {
        boolean reached = true;
        for (Line line : lines.values()) {
            line.course().rest();
            try {
                // Of a line at rest the time is all one.
                line.pin().drive(level(line.course().isOn(0)));
            } catch (DeviceException gone) {
                // The others can still be reached, perhaps; that this one is lost is told by its watch.
                reached = false;
            }
        }
        cause = Cause.STOP;
        return reached && !told.isEmpty() ? news(nanoTime.getAsLong()) : List.of();
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            rest();
            lines.values().forEach(line -> line.pin().close());
        }
    }
}
