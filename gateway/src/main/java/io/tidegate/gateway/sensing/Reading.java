package io.tidegate.gateway.sensing;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * What one sensor said. Immutable.
 *
 * @param position of its entry in the journal
 * @param timeKnown whether the ledger can believe its time
 */
record Reading(BigDecimal value, Instant at, boolean timeKnown, long position) {

    /** Whether so much time has passed since that one. By the sensor's time, so that it is so at every repeat. */
    boolean isAfter(Duration time, Reading earlier) {
        return !at.isBefore(earlier.at.plus(time));
    }
}
