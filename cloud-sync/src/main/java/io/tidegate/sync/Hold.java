package io.tidegate.sync;

import java.time.Instant;

/**
 * Why what waits does not go to a place now, though it could. Immutable.
 *
 * @param until when that may be over
 */
public record Hold(Why why, Instant until) {

    public enum Why {
        /** It is not one of its hours. */
        HOURS,
        /** As much as may go in a day has gone. */
        DAY,
        /** As much as may go in a month has gone. */
        MONTH,
        /** The way to it costs money. */
        METERED,
        /** More is collected first, since each delivery costs. */
        GATHERS
    }
}
