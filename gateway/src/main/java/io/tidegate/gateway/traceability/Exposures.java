package io.tidegate.gateway.traceability;

import io.tidegate.observation.Amount;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What stood at a place while its limits were broken. Immutable.
 *
 * @param resolution the widest step in which the readings were told: a spell may be that much shorter at each end
 * @param unknown the times in which the sensor was silent
 * @param totals of each lot, the longest exposed first; also of those that were there only while the sensor was silent
 * @param more whether there is more than is told; totals are whole, but for the number of lots
 * @param late whether the newest readings are not told yet
 */
public record Exposures(
        Duration resolution, List<Warm> spells, List<Gap> unknown, List<Total> totals, boolean more, boolean late) {

    /** Goods that are one lot, or that have none. */
    public record Goods(String item, String name, Optional<String> lot, Optional<LocalDate> expiry) {}

    /** What was there in one spell. */
    public record Warm(Spell spell, List<There> goods) {}

    /**
     * What one lot suffered in a spell.
     *
     * @param most the most of it that was there at one time
     * @param time that it was there
     */
    public record There(Goods goods, Amount most, Duration time) {}

    /**
     * What one lot suffered in all.
     *
     * @param most the most of it that was there at one time, while the limits were broken or the sensor was silent
     * @param exposed in all spells together
     * @param unknown while the sensor was silent
     */
    public record Total(Goods goods, Amount most, Duration exposed, Duration unknown) {}
}
