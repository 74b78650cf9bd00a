package io.tidegate.gateway.history;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Summary;
import io.tidegate.observation.Value;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One series between two moments, in steps. Used by one thread. */
final class Buckets {

    private final Series series;
    private final long stepMillis;
    private final long fromMillis;
    private final long toMillis;
    private final TreeMap<Long, Bucket> byStart = new TreeMap<>();

    /** @param span of whole steps */
    Buckets(Series series, Span span, Duration step) {
        this.series = series;
        this.stepMillis = step.toMillis();
        this.fromMillis = span.fromMillis();
        this.toMillis = span.toMillis();
    }

    /** Leaves out what is of another series or time. */
    void add(Entry entry) {
        long at = entry.observation().at().toEpochMilli();
        if (at >= fromMillis && at < toMillis) {
            number(value(series, entry.observation())).ifPresent(number -> at(at).add(number, at));
        }
    }

    void add(Bucket bucket) {
        at(bucket.lastAtMillis).add(bucket);
    }

    List<Point> points() {
        return byStart.entrySet().stream()
                .map(each -> each.getValue().point(each.getKey()))
                .toList();
    }

    private Bucket at(long millis) {
        return byStart.computeIfAbsent(Math.floorDiv(millis, stepMillis) * stepMillis, _ -> new Bucket());
    }

    /** What the observation says of the series; null when nothing. */
    static @Nullable Value value(Series series, Observation observation) {
        if (!observation.device().equals(series.device())) {
            return null;
        }
        return switch (observation) {
            case Observation.Reading reading -> reading.fields().get(series.field());
            case Summary summary -> summary.asReading().fields().get(series.field());
            default -> null;
        };
    }

    /** Flags count as 0 and 1, so that their mean is a share. */
    static OptionalDouble number(@Nullable Value value) {
        return switch (value) {
            case Value.Numeric numeric -> OptionalDouble.of(numeric.value());
            case Value.Flag flag -> OptionalDouble.of(flag.value() ? 1 : 0);
            case Value.Text _ -> OptionalDouble.empty();
            case null -> OptionalDouble.empty();
        };
    }
}
