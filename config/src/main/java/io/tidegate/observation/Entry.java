package io.tidegate.observation;

import java.time.Instant;

/**
 * An observation that is in the journal. Immutable.
 *
 * @param position 1, 2, 3, ... without a gap in one journal, but for what was summed up or dropped; {@code
 *     gatewayId:position} is the entry's id everywhere
 * @param recordedAt when the journal took it, by the gateway's clock
 * @param timed false where nobody had set that clock, nobody has set it right since then, and the site wants to know
 * @param summedUp so many entries right before this one are no more, since they were summed up ({@link Summary})
 */
public record Entry(long position, Instant recordedAt, Observation observation, boolean timed, long summedUp) {

    /** None before it was summed up. */
    public Entry(long position, Instant recordedAt, Observation observation, boolean timed) {
        this(position, recordedAt, observation, timed, 0);
    }

    /** By a clock of which there is nothing to say. */
    public Entry(long position, Instant recordedAt, Observation observation) {
        this(position, recordedAt, observation, true);
    }

    /** The same behind so many that were summed up. */
    public Entry behind(long others) {
        return new Entry(position, recordedAt, observation, timed, others);
    }

    /** The same of another observation. */
    public Entry with(Observation other) {
        return new Entry(position, recordedAt, other, timed, summedUp);
    }
}
