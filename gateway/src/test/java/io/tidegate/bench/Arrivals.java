package io.tidegate.bench;

import java.util.Arrays;

/**
 * What has arrived at the cloud: how many, after how long, and which numbers under which position. Written by the inbox's
 * thread, read by any.
 */
final class Arrivals implements EntryScan.Listener {

    private final Latencies latencies = new Latencies();
    private long[] positions;
    private long count;
    private long firstNanos;
    private long lastNanos;
    private long twice;

    /** @param numbersMax entries with a number below this are remembered one by one */
    Arrivals(int numbersMax) {
        positions = new long[numbersMax];
        Arrays.fill(positions, -1);
    }

    @Override
    public synchronized void entry(long position, long number, long sentMicros) {
        long now = System.nanoTime();
        if (count++ == 0) {
            firstNanos = now;
        }
        lastNanos = now;
        if (sentMicros > 0) {
            latencies.add(now / 1_000 - sentMicros);
        }
        if (number >= 0 && number < positions.length) {
            long at = Math.max(0, position);
            long before = positions[(int) number];
            if (before >= 0 && before != at) {
                twice++;
            }
            positions[(int) number] = at;
        }
    }

    synchronized void forgetTimes() {
        latencies.clear();
    }

    synchronized long count() {
        return count;
    }

    synchronized long nanosFromFirstToLast() {
        return lastNanos - firstNanos;
    }

    synchronized long firstNanos() {
        return firstNanos;
    }

    synchronized long lastNanos() {
        return lastNanos;
    }

    synchronized String waits() {
        return Latencies.millis(latencies.micros(0.5)) + " / " + Latencies.millis(latencies.micros(0.99));
    }

    synchronized long p99Micros() {
        return latencies.micros(0.99);
    }

    synchronized boolean has(int number) {
        return number < positions.length && positions[number] >= 0;
    }

    /** Numbers that came under two positions: not a repeated delivery, which a cloud drops, but a doubled entry. */
    synchronized long twice() {
        return twice;
    }
}
