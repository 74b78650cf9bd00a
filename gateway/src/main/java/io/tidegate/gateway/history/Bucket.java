package io.tidegate.gateway.history;

import io.tidegate.observation.Summary;
import java.time.Instant;

/** Values that fall together, summed up. Used by one thread. */
final class Bucket {

    long count;
    double sum;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double last;
    long lastAtMillis = Long.MIN_VALUE;

    /** Of two values of the same moment the one that is added later is the last. */
    void add(double value, long atMillis) {
        count++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
        if (atMillis >= lastAtMillis) {
            last = value;
            lastAtMillis = atMillis;
        }
    }

    void add(Bucket other) {
        count += other.count;
        sum += other.sum;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        if (other.lastAtMillis >= lastAtMillis) {
            last = other.last;
            lastAtMillis = other.lastAtMillis;
        }
    }

    /** Of values that were summed up before. */
    static Bucket of(Summary.Spread spread, long atMillis) {
        Bucket bucket = new Bucket();
        bucket.count = spread.count();
        bucket.sum = spread.mean() * spread.count();
        bucket.min = spread.min();
        bucket.max = spread.max();
        bucket.last = spread.mean();
        bucket.lastAtMillis = atMillis;
        return bucket;
    }

    Point point(long startMillis) {
        return new Point(Instant.ofEpochMilli(startMillis), min, sum / count, max, count, last);
    }
}
