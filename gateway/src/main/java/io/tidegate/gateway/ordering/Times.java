package io.tidegate.gateway.ordering;

import java.time.Duration;
import java.time.Instant;

/** How long something took. Functions only. */
final class Times {

    private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

    private Times() {}

    static double days(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis() / DAY_MILLIS);
    }
}
