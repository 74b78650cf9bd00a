package io.tidegate.gateway.traceability;

import java.time.Duration;
import java.time.Instant;

/**
 * A time in which the limits were broken without a break; {@code to} is not in it.
 *
 * @param min the lowest value of it
 * @param max the highest value of it
 */
public record Excursion(Instant from, Instant to, double min, double max) {

    public Duration length() {
        return Duration.between(from, to);
    }

    /** The same, and what follows it at once. */
    Excursion and(Excursion next) {
        return new Excursion(from, next.to, Math.min(min, next.min), Math.max(max, next.max));
    }
}
