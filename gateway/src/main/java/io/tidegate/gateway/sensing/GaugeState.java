package io.tidegate.gateway.sensing;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * All that a gauge has to know after a restart. Immutable.
 *
 * @param booked what the books say by it
 * @param open what it has seen beyond, and not booked yet
 * @param readings that it goes by
 */
record GaugeState(Optional<BigDecimal> booked, Optional<BigDecimal> open, Map<Role, Reading> readings) {

    /** Nothing. */
    static final GaugeState FRESH = new GaugeState(Optional.empty(), Optional.empty(), Map.of());

    /** What a reading is to its gauge. */
    enum Role {
        /** Since then it is so. */
        SINCE,
        /** The last that was believed. */
        LAST,
        /** The first of those that are not believed yet. */
        DOUBT
    }

    GaugeState {
        readings = Map.copyOf(readings);
    }

    Optional<Reading> reading(Role role) {
        return Optional.ofNullable(readings.get(role));
    }
}
