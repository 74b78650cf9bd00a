package io.tidegate.gateway.pages;

import io.tidegate.observation.DeviceId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The past of one field, as the API asks for it. Blocking; called on the pages' worker threads. */
@FunctionalInterface
public interface Past {

    /** What was so around one moment; the three are one for a single value. */
    record Point(Instant at, double min, double mean, double max, long count) {}

    /** At most {@code pointsMax} points, oldest first. */
    List<Point> between(DeviceId device, String field, Instant from, Instant to, int pointsMax)
            throws IOException, InterruptedException;
}
