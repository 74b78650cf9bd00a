package io.tidegate.gateway.traceability;

import io.tidegate.observation.Amount;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What stood at a place while its limits were broken. Immutable.
 *
 * @param resolution the widest step in which the readings were told: an excursion may be that much shorter at each end
 * @param gaps in which the sensor was silent
 * @param lots the longest exposed first; also those that were there only while the sensor was silent
 * @param whole of all intervals and gaps, also of those that are not told; so is what each lot suffered
 * @param more whether there are more intervals, gaps, goods or lots than are told
 * @param late whether the newest readings are not told yet
 */
public record Exposures(
        Duration resolution,
        List<Interval> intervals,
        List<Gap> gaps,
        List<Lot> lots,
        Whole whole,
        boolean more,
        boolean late) {

    /**
     * All together.
     *
     * @param intervals how many
     */
    public record Whole(int intervals, Duration broken, Duration silent) {}

    /** Goods that are one lot, or that have none. */
    public record Goods(String item, String name, Optional<String> lot, Optional<LocalDate> expiry) {}

    /** An excursion, and what was there. */
    public record Interval(Excursion excursion, List<There> goods) {}

    /**
     * What one lot suffered in an excursion.
     *
     * @param most the most of it that was there at one time
     * @param time that it was there
     */
    public record There(Goods goods, Amount most, Duration time) {}

    /**
     * What one lot suffered in all.
     *
     * @param most the most of it that was there at one time, while the limits were broken or the sensor was silent
     * @param exposed in all intervals together
     * @param unknown while the sensor was silent
     */
    public record Lot(Goods goods, Amount most, Duration exposed, Duration unknown) {}
}
