package io.tidegate.gateway.traceability;

import java.time.Duration;
import java.time.Instant;

/** A time of which nobody knows how warm it was, since the sensor said nothing; {@code to} is not in it. */
public record Gap(Instant from, Instant to) {

    public Duration length() {
        return Duration.between(from, to);
    }

    /** The same, and what follows it at once. */
    Gap and(Gap next) {
        return new Gap(from, next.to);
    }
}
