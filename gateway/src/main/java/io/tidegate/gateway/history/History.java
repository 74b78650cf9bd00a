package io.tidegate.gateway.history;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What every field of every device was, and when. It is fed from the journal, so nothing is lost or doubled while it is
 * away. Every call blocks: for worker threads, any of them. An {@link IOException} says in staff's words why there is no
 * answer now.
 */
public interface History extends AutoCloseable {

    /** Points, or values, in one answer at most: more than any screen shows, and less than a small box feels. */
    int POINTS_MAX = 10_000;

    /** All that has a past, by device and field. */
    List<Series> series() throws IOException;

    /**
     * Numbers and flags (no is 0, yes is 1, so that a mean is a share), summarised in steps. A step without a value has no
     * point. The span is widened to whole steps, which begin at the full minute, hour or day of UTC.
     *
     * @param step one of {@link Steps#LADDER}, or whole days
     * @return perhaps in wider steps, where narrow ones would take too long; it says so
     * @throws IllegalArgumentException when the span has more than {@link #POINTS_MAX} such steps, or it is no such step
     */
    Course course(Series series, Span span, Duration step) throws IOException;

    /** In the narrowest steps of which the span has at most so many. */
    default Course course(Series series, Span span, int pointsMax) throws IOException {
        return course(series, span, Steps.fitting(span, pointsMax));
    }

    /**
     * Each single value, of whatever kind, by time: a door, a machine's mode.
     *
     * @param limit 1 to {@link #POINTS_MAX}; of more values the earliest so many are told
     */
    Timeline values(Series series, Span span, int limit) throws IOException;

    @Override
    void close();

    /** @throws IllegalArgumentException when nobody can want so many */
    static int checkedLimit(int limit) {
        if (limit < 1 || limit > POINTS_MAX) {
            throw new IllegalArgumentException(limit + " values are outside 1.." + POINTS_MAX);
        }
        return limit;
    }
}
