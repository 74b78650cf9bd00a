package io.tidegate.gateway.history;

import io.tidegate.gateway.history.Timeline.Moment;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Value;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** The first so many values of one series by time, of entries that come in the order of recording. Used by one thread. */
final class Earliest {

    private record Found(Instant at, long position, Value value) {}

    private static final Comparator<Found> BY_TIME =
            Comparator.comparing(Found::at).thenComparingLong(Found::position);

    private final Series series;
    private final Span span;
    private final int limit;
    private final PriorityQueue<Found> latestFirst = new PriorityQueue<>(BY_TIME.reversed());
    private boolean cut;

    Earliest(Series series, Span span, int limit) {
        this.series = series;
        this.span = span;
        this.limit = limit;
    }

    void add(Entry entry) {
        Instant at = entry.observation().at();
        Value value = Buckets.value(series, entry.observation());
        if (value == null || !span.has(at)) {
            return;
        }
        latestFirst.add(new Found(at, entry.position(), value));
        if (latestFirst.size() > limit) {
            latestFirst.remove();
            cut = true;
        }
    }

    /** @param whole whether every entry was there to be added */
    Timeline timeline(boolean whole) {
        return new Timeline(
                cut || !whole,
                latestFirst.stream()
                        .sorted(BY_TIME)
                        .map(found -> new Moment(found.at, found.value))
                        .toList());
    }
}
