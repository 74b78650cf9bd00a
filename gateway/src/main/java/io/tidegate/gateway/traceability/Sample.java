package io.tidegate.gateway.traceability;

import io.tidegate.gateway.history.Point;
import java.time.Duration;
import java.time.Instant;

/**
 * What was measured within one step of the history. Immutable.
 *
 * @param last which is so until the next one
 */
record Sample(Instant from, Instant to, double min, double max, double last) {

    static Sample of(Point point, Duration step) {
        return new Sample(point.start(), point.start().plus(step), point.min(), point.max(), point.last());
    }

    Duration step() {
        return Duration.between(from, to);
    }
}
