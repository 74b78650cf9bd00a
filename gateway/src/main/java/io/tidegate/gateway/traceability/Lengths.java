package io.tidegate.gateway.traceability;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * How long some times are together, and how much of them lies within another one. A sensor can be silent thousands of
 * times in a quarter, and each lot asks: so none goes through them all. Immutable.
 */
final class Lengths {

    private final long[] from;
    private final long[] to;

    /** What all those before are together. */
    private final long[] before;

    private Lengths(int size) {
        this.from = new long[size];
        this.to = new long[size];
        this.before = new long[size + 1];
    }

    /** @param times in their order, none of which begins before another one ends */
    static <T> Lengths of(List<T> times, Function<T, Instant> from, Function<T, Instant> to) {
        Lengths lengths = new Lengths(times.size());
        for (int i = 0; i < times.size(); i++) {
            lengths.from[i] = from.apply(times.get(i)).toEpochMilli();
            lengths.to[i] = to.apply(times.get(i)).toEpochMilli();
            lengths.before[i + 1] = lengths.before[i] + lengths.to[i] - lengths.from[i];
        }
        return lengths;
    }

    Duration all() {
        return Duration.ofMillis(before[from.length]);
    }

    Duration within(Instant first, Instant end) {
        return Duration.ofMillis(until(end.toEpochMilli()) - until(first.toEpochMilli()));
    }

    private long until(long moment) {
        int found = Arrays.binarySearch(from, moment);
        int begun = found < 0 ? -found - 1 : found;
        if (begun == 0) {
            return 0;
        }
        return before[begun] - Math.max(0, to[begun - 1] - moment);
    }
}
