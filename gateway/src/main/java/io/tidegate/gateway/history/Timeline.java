package io.tidegate.gateway.history;

import io.tidegate.observation.Value;
import java.time.Instant;
import java.util.List;

/**
 * The single values of a series. Immutable.
 *
 * @param cut whether there are more than these in the span
 * @param moments by time; at the same time, in the order in which they were recorded
 */
public record Timeline(boolean cut, List<Moment> moments) {

    public record Moment(Instant at, Value value) {}

    public Timeline {
        moments = List.copyOf(moments);
    }
}
