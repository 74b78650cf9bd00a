package io.tidegate.gateway.demo;

import java.util.Map;
import java.util.TreeMap;

/**
 * The positions that have arrived from one gateway, as ranges: a line without gaps is one range, however long. Used
 * under its owner's lock.
 */
final class Positions {

    /** More separate ranges than any outage makes; beyond it the two oldest are taken for one. */
    static final int RANGES_MAX = 10_000;

    private final TreeMap<Long, Long> lastOfFirst = new TreeMap<>();
    private long count;

    /** False when it was there already. */
    boolean add(long position) {
        Map.Entry<Long, Long> before = lastOfFirst.floorEntry(position);
        if (before != null && position <= before.getValue()) {
            return false;
        }
        long first = before != null && before.getValue() == position - 1 ? before.getKey() : position;
        Long joined = lastOfFirst.remove(position + 1);
        lastOfFirst.put(first, joined == null ? position : joined);
        count++;
        if (lastOfFirst.size() > RANGES_MAX) {
            joinOldest();
        }
        return true;
    }

    private void joinOldest() {
        Map.Entry<Long, Long> oldest = lastOfFirst.pollFirstEntry();
        Map.Entry<Long, Long> next = lastOfFirst.pollFirstEntry();
        count += next.getKey() - oldest.getValue() - 1;
        lastOfFirst.put(oldest.getKey(), next.getValue());
    }

    long count() {
        return count;
    }

    /** Positions between the first and the last that have not arrived. */
    long missing() {
        return lastOfFirst.isEmpty() ? 0 : lastOfFirst.lastEntry().getValue() - lastOfFirst.firstKey() + 1 - count;
    }
}
