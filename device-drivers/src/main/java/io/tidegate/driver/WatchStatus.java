package io.tidegate.driver;

import io.tidegate.observation.DeviceId;
import java.time.Instant;
import java.util.Map;

/**
 * One watched device at one moment, for pages and metrics. Immutable.
 *
 * @param driver the word after {@code driver:} in the site file
 * @param recorded observations handed to the journal since the program started
 * @param faults times that the device went silent since the program started
 * @param counts what the driver itself has counted since it was opened
 */
public record WatchStatus(
        DeviceId id, String driver, State state, long recorded, long faults, Map<String, Long> counts) {

    public WatchStatus {
        counts = Map.copyOf(counts);
    }

    /** How the device is doing. */
    public sealed interface State {}

    /** Not tried yet, or being tried for the first time. */
    public record Opening() implements State {}

    /** It answers. */
    public record Up(Instant since) implements State {}

    /**
     * It does not answer.
     *
     * @param reason what was tried and what to check
     * @param since when it first did not
     * @param nextTry when it is tried again
     */
    public record Down(String reason, Instant since, Instant nextTry) implements State {}

    /** The gateway does not look at it any more. */
    public record Stopped() implements State {}
}
