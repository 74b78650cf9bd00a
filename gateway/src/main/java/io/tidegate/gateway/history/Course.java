package io.tidegate.gateway.history;

import java.time.Duration;
import java.util.List;

/**
 * How a series went. Immutable.
 *
 * @param step how much time each point stands for
 * @param cut whether the newest values are missing, since the summaries are still being made
 * @param points by time
 */
public record Course(Duration step, boolean cut, List<Point> points) {
    public Course {
        points = List.copyOf(points);
    }
}
