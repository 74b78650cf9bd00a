package io.tidegate.driver;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a watch treats a device that does not answer. Immutable.
 *
 * @param firstRetry before the second try; doubles with each further one
 * @param retryMax never longer between two tries
 * @param faultAgain while it lasts, the fault is recorded again this often, so that its end can be told from a gap
 */
public record Patience(Duration firstRetry, Duration retryMax, Duration faultAgain) {

    /** For a device that must be opened anew, which may cost a bus or a radio some work. */
    public static final Patience DEVICE =
            new Patience(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofMinutes(15));

    /**
     * For what costs next to nothing to try while somebody waits: a registration in this process, or a look whether what
     * staff plug in and out is back.
     */
    public static final Patience NEAR =
            new Patience(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMinutes(15));

    /** A shift by more would overflow, and is above any {@link #retryMax} anyway. */
    private static final int DOUBLINGS_MAX = 20;

    /** The time to the next try after so many failed ones: between half and all of the doubled time, by chance. */
    public Duration afterFailures(int failures, RandomGenerator chance) {
        Duration full = firstRetry.multipliedBy(1L << Math.clamp(failures - 1, 0, DOUBLINGS_MAX));
        long nanos = (full.compareTo(retryMax) > 0 ? retryMax : full).toNanos();
        // Devices that fell silent together (a switch lost power) must not all be asked in the same moment.
        return Duration.ofNanos(nanos / 2 + chance.nextLong(nanos / 2 + 1));
    }
}
