package io.tidegate.observation;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What others tell as their time, by whatever door it comes: RFC 3339 with an offset, or seconds, ms or us since 1970;
 * and which of it can be. Safe from any thread.
 */
public final class DeviceTime {

    /** Before this a clock was never set: many begin at 1970 or at their firmware's year 2000. */
    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** A clock ahead by more than this is not merely wrong by a time zone; its times would hide all later readings. */
    public static final Duration AHEAD_MAX = Duration.ofDays(1);

    /** Above it the time is believed, but counted: somebody should look at the device's clock. */
    public static final Duration SKEW_MAX = Duration.ofMinutes(5);

    /** This program did not exist before, so a gateway whose clock says so has not yet been told the time. */
    private static final Instant GATEWAY_EXISTS = Instant.parse("2026-01-01T00:00:00Z");

    /** Until its own clock is right, the gateway believes times up to this one: no site's hardware lasts so long. */
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    /** Which unit a number is in shows by its size; the limits lie in the years 5138 and 1973. */
    private static final double SECONDS_BELOW = 1e11;

    private static final double MILLIS_BELOW = 1e14;
    private static final double MICROS_BELOW = 1e17;

    private DeviceTime() {}

    /** Null for anything but RFC 3339 with an offset. */
    public static @Nullable Instant ofText(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /** Null when the number is no time since 1970 in s, ms or us. */
    public static @Nullable Instant ofEpoch(double number) {
        if (!(number >= 0 && number < MICROS_BELOW)) {
            return null;
        }
        if (number < SECONDS_BELOW) {
            return Instant.ofEpochMilli(Math.round(number * 1e3));
        }
        return Instant.ofEpochMilli(Math.round(number < MILLIS_BELOW ? number : number / 1e3));
    }

    /** Whether the gateway's own clock is so wrong that a device's is the better one. */
    public static boolean isBeforeGateways(Instant gatewaysTime) {
        return gatewaysTime.isBefore(GATEWAY_EXISTS);
    }

    public static boolean isTooEarly(Instant time) {
        return time.isBefore(EARLIEST);
    }

    /** @param arrival by the gateway's clock */
    public static boolean isTooFarAhead(Instant time, Instant arrival) {
        return time.isAfter(isBeforeGateways(arrival) ? LATEST : arrival.plus(AHEAD_MAX));
    }

    public static boolean isUsable(Instant time, Instant arrival) {
        return !isTooEarly(time) && !isTooFarAhead(time, arrival);
    }

    /** Whether it is still to come, by more than clocks differ; unknown, so never, while the gateway's own was not set. */
    public static boolean isAhead(Instant time, Instant arrival) {
        return isSkewed(time, arrival) && time.isAfter(arrival);
    }

    /** Whether one should look at the device's clock; never while the gateway's own is the wrong one. */
    public static boolean isSkewed(Instant time, Instant arrival) {
        return !isBeforeGateways(arrival)
                && Duration.between(time, arrival).abs().compareTo(SKEW_MAX) > 0;
    }
}
