package io.tidegate.bench;

import java.util.Arrays;
import java.util.Locale;

/** Times in microseconds, kept in buckets of less than 1 % width. Used by one thread. */
final class Latencies {

    private static final int FINE_BITS = 7;
    private static final int FINE = 1 << FINE_BITS;

    private final long[] counts = new long[64 * FINE];
    private long count;
    private long maxMicros;

    void add(long micros) {
        long value = Math.max(0, micros);
        counts[bucket(value)]++;
        count++;
        maxMicros = Math.max(maxMicros, value);
    }

    long count() {
        return count;
    }

    void clear() {
        Arrays.fill(counts, 0);
        count = 0;
        maxMicros = 0;
    }

    /** @param share of the values that are not above the answer, such as 0.99 */
    long micros(double share) {
        long wanted = (long) Math.ceil(count * share);
        long seen = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            seen += counts[bucket];
            if (seen >= wanted && seen > 0) {
                return Math.min(upperEnd(bucket), maxMicros);
            }
        }
        return 0;
    }

    private static int bucket(long micros) {
        if (micros < FINE) {
            return (int) micros;
        }
        int shift = 63 - Long.numberOfLeadingZeros(micros) - FINE_BITS;
        return (shift + 1) * FINE + (int) (micros >>> shift) - FINE;
    }

    private static long upperEnd(int bucket) {
        int shift = bucket / FINE - 1;
        return shift < 0 ? bucket : ((long) (bucket % FINE + FINE + 1) << shift) - 1;
    }

    static String millis(long micros) {
        double millis = micros / 1e3;
        return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%,.0f ms", millis);
    }
}
