package io.tidegate.gateway.traceability;

import io.tidegate.gateway.history.Point;
import java.time.Duration;
import java.time.Instant;

/**
 * What was measured within one step of the history. Immutable.
 *
 * @param count how often
 * @param last which is so until the next one
 */
record Sample(Instant from, Instant to, double min, double max, long count, double last) {

    static Sample of(Point point, Duration step) {
        return new Sample(
                point.start(), point.start().plus(step), point.min(), point.max(), point.count(), point.last());
    }

    /** Whether it was silent within the step for longer than this, even if what it said came evenly. */
    boolean isSparse(Duration silentAfter) {
        return silentAfter.multipliedBy(count + 1).compareTo(step()) < 0;
    }

    Duration step() {
        return Duration.between(from, to);
    }
}
