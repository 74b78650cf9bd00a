package io.tidegate.gateway.sensing;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * What one sensor said. Immutable.
 *
 * @param at by the sensor's clock where it has one
 * @param timeKnown whether the ledger can believe that
 * @param heard when the journal took it: a sensor's clock may jump, and what is delivered again is not older for that
 * @param position of its entry in the journal
 */
record Measurement(BigDecimal value, Instant at, boolean timeKnown, Instant heard, long position) {

    GaugeStanding.Said said() {
        return new GaugeStanding.Said(value, heard);
    }

    /** How long after that one it was heard; below zero where this box's clock was set back in between. */
    Duration since(Measurement earlier) {
        return Duration.between(earlier.heard, heard);
    }
}
