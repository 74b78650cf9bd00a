package io.tidegate.gateway.traceability;

import java.util.OptionalDouble;

/**
 * What a value must not be: at least one of the two is there.
 *
 * @param above warmer than this is too warm
 * @param below colder than this is too cold
 */
public record Limits(OptionalDouble above, OptionalDouble below) {

    /** @throws IllegalArgumentException when there is none, or every value would be outside */
    public Limits {
        if (above.isEmpty() && below.isEmpty()) {
            throw new IllegalArgumentException("no limit");
        }
        if (above.isPresent() && below.isPresent() && above.getAsDouble() < below.getAsDouble()) {
            throw new IllegalArgumentException("'above' is less than 'below', so that every value is outside");
        }
    }

    public static Limits above(double limit) {
        return new Limits(OptionalDouble.of(limit), OptionalDouble.empty());
    }

    /** Whether one of the values between the two is outside. */
    boolean broken(double min, double max) {
        return (above.isPresent() && max > above.getAsDouble()) || (below.isPresent() && min < below.getAsDouble());
    }
}
