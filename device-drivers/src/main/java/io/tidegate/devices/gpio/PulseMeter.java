package io.tidegate.devices.gpio;

import io.tidegate.observation.Value;
import io.tidegate.site.GpioDevice.Meter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts pulses, and reckons from the gap between two what flows. Not thread-safe. */
final class PulseMeter {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double WATTS_PER_KW = 1000;

    /** A meter that has been silent for so many gaps stands still. */
    private static final int GAPS_MAX = 3;

    private final Meter meter;
    private long pulses;
    private boolean hasPulse;
    private long lastNanos;
    private long gapNanos;

    /** @param pulses that were counted before */
    PulseMeter(Meter meter, long pulses) {
        this.meter = meter;
        this.pulses = pulses;
    }

    long pulses() {
        return pulses;
    }

    void pulse(long nanos) {
        pulses++;
        if (hasPulse) {
            gapNanos = nanos - lastNanos;
        }
        hasPulse = true;
        lastNanos = nanos;
    }

    Map<String, Value> fields(long nanos) {
        double total = (double) pulses / meter.pulsesPerUnit();
        Map<String, Value> fields = new LinkedHashMap<>();
        switch (meter.quantity()) {
            case ENERGY -> {
                fields.put("energy", Value.of(total));
                putFlow(fields, "power", WATTS_PER_KW, nanos);
            }
            case VOLUME -> {
                fields.put("volume", Value.of(total));
                putFlow(fields, "flow", 1, nanos);
            }
            case COUNT -> fields.put("count", Value.of(total));
        }
        return fields;
    }

    /** Units in an hour; none before the second pulse. The longer the next one takes, the less it can be. */
    private void putFlow(Map<String, Value> fields, String field, double factor, long nanos) {
        if (gapNanos <= 0) {
            return;
        }
        long silentNanos = nanos - lastNanos;
        double perHour = silentNanos > GAPS_MAX * gapNanos
                ? 0
                : SECONDS_PER_HOUR * NANOS_PER_SECOND / Math.max(gapNanos, silentNanos) / meter.pulsesPerUnit();
        fields.put(field, Value.of(Math.round(perHour * factor * 1000) / 1000.0));
    }
}
