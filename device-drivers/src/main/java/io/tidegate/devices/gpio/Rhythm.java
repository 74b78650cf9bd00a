package io.tidegate.devices.gpio;

import io.tidegate.observation.Value;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How a line is on and off in turn. */
enum Rhythm {
    OFF(0, 0, 0),
    STEADY(0, 0, 0),
    /** A flash every 1.4 s: the slow one of IEC 60073, 0.4 to 0.8 a second. */
    BLINKING(700, 700, 0),
    SHORT(100, 0, 1),
    DOUBLE(100, 100, 2),
    LONG(800, 0, 1),
    ALARM(500, 500, 0);

    private final long onNanos;
    private final long periodNanos;
    private final int times;

    /** @param times 0: without end */
    Rhythm(long onMillis, long offMillis, int times) {
        this.onNanos = TimeUnit.MILLISECONDS.toNanos(onMillis);
        this.periodNanos = TimeUnit.MILLISECONDS.toNanos(onMillis + offMillis);
        this.times = times;
    }

    static Rhythm of(Value value) {
        return switch (value) {
            case Value.Flag flag -> flag.value() ? STEADY : OFF;
            case Value.Text text -> valueOf(text.value().toUpperCase(Locale.ROOT));
            case Value.Numeric number -> throw new IllegalArgumentException(number + " is no rhythm");
        };
    }

    /** As readings tell it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** After which it ends by itself; never, for most. */
    long lengthNanos() {
        return times == 0 ? Long.MAX_VALUE : (times - 1) * periodNanos + onNanos;
    }

    boolean isOn(long sinceNanos) {
        return periodNanos == 0 ? this == STEADY : sinceNanos % periodNanos < onNanos;
    }

    long untilBeatNanos(long sinceNanos) {
        if (periodNanos == 0) {
            return Long.MAX_VALUE;
        }
        long inPeriod = sinceNanos % periodNanos;
        return (inPeriod < onNanos ? onNanos : periodNanos) - inPeriod;
    }
}
