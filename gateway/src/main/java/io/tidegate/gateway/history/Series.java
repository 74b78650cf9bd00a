package io.tidegate.gateway.history;

import io.tidegate.observation.DeviceId;
import java.util.Comparator;

/** One field of one device, as it goes through time. */
public record Series(DeviceId device, String field) implements Comparable<Series> {

    private static final Comparator<Series> ORDER =
            Comparator.comparing(Series::device).thenComparing(Series::field);

    @Override
    public int compareTo(Series other) {
        return ORDER.compare(this, other);
    }
}
