package io.tidegate.gateway.sensing;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * All that a gauge has to know after a restart. Immutable.
 *
 * @param booked what the books say by a scale; what was booked last of a machine
 * @param made by a machine, and not booked yet
 * @param measurements that it goes by
 */
record GaugeState(Optional<BigDecimal> booked, Optional<BigDecimal> made, Map<Role, Measurement> measurements) {

    /** Nothing. */
    static final GaugeState FRESH = new GaugeState(Optional.empty(), Optional.empty(), Map.of());

    /** What a measurement is to its gauge. */
    enum Role {
        /** The first of what is made. */
        SINCE,
        /** The last that was believed. */
        LAST,
        /** The first of those that are not believed yet. */
        DOUBT
    }

    GaugeState {
        measurements = Map.copyOf(measurements);
    }

    Optional<Measurement> measurement(Role role) {
        return Optional.ofNullable(measurements.get(role));
    }
}
