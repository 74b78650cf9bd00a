package io.tidegate.observation;

import io.tidegate.observation.Observation.Reading;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is left of readings of one device of which the disk had no room for each, or the site wanted no longer each: one
 * statement in the place of many. Only the journal makes it. Immutable.
 *
 * @param at of the earliest reading
 * @param until of the latest one
 * @param readings so many were summed up
 * @param fields what each field was; 1 to {@link Reading#FIELDS_MAX}
 */
public record Summary(DeviceId device, Instant at, Instant until, long readings, Map<String, Digest> fields)
        implements Observation {

    public static final String KIND = "summary";

    /** What became of one field. Not every reading needs to have had it. */
    public sealed interface Digest {

        /** Readings that had it. */
        long count();

        /** One value for all. */
        Value value();

        /** The same of this and what came later. */
        Digest and(Digest later);

        static Digest of(Value value) {
            return value instanceof Value.Numeric(double number)
                    ? new Spread(1, number, number, number)
                    : new Last(1, value);
        }
    }

    /** Of numbers. */
    public record Spread(long count, double min, double mean, double max) implements Digest {

        @Override
        public Value value() {
            return Value.of(mean);
        }

        @Override
        public Digest and(Digest later) {
            if (!(later instanceof Spread other)) {
                return new Last(count + later.count(), later.value());
            }
            long all = count + other.count;
            // Not a sum over the count, which would overflow for numbers near the largest.
            double common = mean + (other.mean - mean) * ((double) other.count / all);
            double least = Math.min(min, other.min);
            double most = Math.max(max, other.max);
            return new Spread(all, least, Math.clamp(common, least, most), most);
        }
    }

    /** Of flags and texts: the last one. */
    public record Last(long count, Value value) implements Digest {

        @Override
        public Digest and(Digest later) {
            return new Last(count + later.count(), later.value());
        }
    }

    public Summary {
        Observation.checkTime(at);
        Observation.checkTime(until);
        if (fields.isEmpty() || fields.size() > Reading.FIELDS_MAX) {
            throw new IllegalArgumentException(
                    "a summary has 1 to " + Reading.FIELDS_MAX + " fields, not " + fields.size());
        }
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** For those who know nothing but readings: the mean of each number, the last of all else, at the time of the first. */
    public Reading asReading() {
        Map<String, Value> values = new LinkedHashMap<>();
        fields.forEach((name, digest) -> values.put(name, digest.value()));
        return new Reading(device, at, values);
    }
}
