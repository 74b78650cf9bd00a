package io.tidegate.devices.mqtt;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A device's own idea of the time: RFC 3339 with an offset, or seconds, ms or us since 1970. Safe from any thread. */
final class DeviceTime {

    /** Above it the device's time is kept, but counted: somebody should look at its clock. */
    static final Duration SKEW_MAX = Duration.ofMinutes(5);

    /** A clock ahead by more than this is not merely wrong by a time zone; its times would hide all later readings. */
    static final Duration FUTURE_MAX = Duration.ofDays(1);

    /** Before this a clock was never set: many begin at 1970 or at their firmware's year 2000. */
    static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** Which unit a number is in shows by its size; the limits lie in the years 5138 and 1973. */
    private static final double SECONDS_BELOW = 1e11;

    private static final double MILLIS_BELOW = 1e14;
    private static final double MICROS_BELOW = 1e17;

    private DeviceTime() {}

    /** Null for anything but RFC 3339 with an offset: a local time is a guess, and wrong twice a year. */
    static @Nullable Instant ofText(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /** Null when the number is no time since 1970 in s, ms or us. */
    static @Nullable Instant ofEpoch(double number) {
        if (!(number >= 0 && number < MICROS_BELOW)) {
            return null;
        }
        if (number < SECONDS_BELOW) {
            return Instant.ofEpochMilli(Math.round(number * 1e3));
        }
        return Instant.ofEpochMilli(Math.round(number < MILLIS_BELOW ? number : number / 1e3));
    }

    static boolean isUsable(Instant time, Instant arrival) {
        return !time.isBefore(EARLIEST) && !time.isAfter(arrival.plus(FUTURE_MAX));
    }

    static boolean isSkewed(Instant time, Instant arrival) {
        return Duration.between(time, arrival).abs().compareTo(SKEW_MAX) > 0;
    }
}
