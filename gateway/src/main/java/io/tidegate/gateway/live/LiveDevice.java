package io.tidegate.gateway.live;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one device at one moment. Immutable.
 *
 * @param version grows with each change of any device; for asking what has changed since
 * @param position of the newest entry that is in it
 * @param fields the last value of each field, in the order in which the device first told them
 * @param fault why the device does not answer, until it does again
 * @param usualGap between two entries, as it was lately; zero when there was only one
 */
public record LiveDevice(
        DeviceId id,
        long version,
        long position,
        Map<String, Field> fields,
        Optional<LastScan> scan,
        Optional<LastFault> fault,
        Instant firstSeen,
        Instant lastSeen,
        Duration usualGap) {

    /** A device is never called silent before this, however often it speaks. */
    private static final Duration SILENT_AFTER_MIN = Duration.ofMinutes(1);

    /** Nor does a device that speaks once a day have a week to be missed. */
    static final Duration SILENT_AFTER_MAX = Duration.ofDays(1);

    private static final int SILENT_AFTER_GAPS = 5;

    public LiveDevice {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** A field's last value: when it was so, and when the journal took it. */
    public record Field(Value value, Instant at, Instant recordedAt) {}

    public record LastScan(String data, Symbology symbology, Instant at) {}

    public record LastFault(String reason, Instant at) {}

    /** Whether it has a habit that it could break. People scan when they like, so never a scanner. */
    public boolean canBeSilent() {
        return !fields.isEmpty() && !usualGap.isZero();
    }

    /** How long it may say nothing before that is news. */
    public Duration silentAfter() {
        Duration gaps = usualGap.multipliedBy(SILENT_AFTER_GAPS);
        if (gaps.compareTo(SILENT_AFTER_MIN) < 0) {
            return SILENT_AFTER_MIN;
        }
        return gaps.compareTo(SILENT_AFTER_MAX) > 0 ? SILENT_AFTER_MAX : gaps;
    }
}
