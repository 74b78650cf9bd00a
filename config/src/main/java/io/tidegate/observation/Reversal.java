package io.tidegate.observation;

import java.time.Instant;

/**
 * Cancels a movement as if it had never been, at the moment when it was: a count that came in between stays right.
 * Immutable.
 *
 * @param reverses the id of the movement; it may still be on its way from another gateway
 */
public record Reversal(DeviceId device, Instant at, String id, String reverses, Cause cause) implements Booking {

    /** In the place of a kind of movement. */
    public static final String WORD = "reverse";

    /** @throws IllegalArgumentException when the ids are unfit */
    public Reversal {
        Observation.checkTime(at);
        Booking.checkId(id);
        Booking.checkId(reverses);
        if (id.equals(reverses)) {
            throw new IllegalArgumentException("'reverses' is its own id. Name the movement to cancel.");
        }
    }
}
