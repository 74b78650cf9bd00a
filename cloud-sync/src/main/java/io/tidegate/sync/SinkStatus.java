package io.tidegate.sync;

import java.time.Instant;
import java.util.Optional;

/**
 * One sink at one moment, for pages and metrics. Immutable.
 *
 * @param type the word after {@code type:} in the site file
 * @param delivered entries that it has taken since the program started
 * @param rejected entries that it refused for good since the program started; they are kept for a person to look at
 * @param lastError in words for staff; stays after the trouble is over, until the next
 * @param lastErrorAt when that was
 * @param lastProbe what came of asking it last
 */
public record SinkStatus(
        String id,
        String type,
        State state,
        Backlog backlog,
        long delivered,
        long rejected,
        Optional<Instant> lastSuccess,
        Optional<String> lastError,
        Optional<Instant> lastErrorAt,
        Optional<Probe> lastProbe) {

    SinkStatus in(State other) {
        return new SinkStatus(
                id, type, other, backlog, delivered, rejected, lastSuccess, lastError, lastErrorAt, lastProbe);
    }

    /** What the courier is doing. */
    public sealed interface State {}

    /** All is delivered. */
    public record Idle() implements State {}

    /** On its way. */
    public record Delivering() implements State {}

    /**
     * The place can take nothing now.
     *
     * @param reason what was tried and what to check
     * @param since when it first could not
     * @param until when it is tried again
     */
    public record Waiting(String reason, Instant since, Instant until) implements State {}

    /**
     * What waits may not go now, but for what is urgent.
     *
     * @param hold why, and until when
     */
    public record Held(Hold hold) implements State {}

    /** The gateway is ending. */
    public record Stopped() implements State {}
}
