package io.tidegate.gateway.pages;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Value;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * The past, as the API asks for it. Blocking; called on the pages' worker threads. An {@link IOException} says in staff's
 * words why there is no answer now.
 */
public interface Past {

    /** What was so around one moment; the three are one for a single value. */
    record Point(Instant at, double min, double mean, double max, long count) {}

    /** What was said at one moment. */
    record Moment(Instant at, Value value) {}

    /** @param more whether there are more than these */
    record Moments(boolean more, List<Moment> moments) {}

    /** What has a past. */
    record Field(DeviceId device, String name) {}

    /** At most {@code pointsMax} points, oldest first: numbers, and flags as 0 and 1. */
    List<Point> between(Field field, Instant from, Instant to, int pointsMax) throws IOException, InterruptedException;

    /** Each single value, texts too: the oldest {@code limit}, oldest first. */
    Moments values(Field field, Instant from, Instant to, int limit) throws IOException, InterruptedException;

    /** By device and name. */
    List<Field> fields() throws IOException, InterruptedException;
}
