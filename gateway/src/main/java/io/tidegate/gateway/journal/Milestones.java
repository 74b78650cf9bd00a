package io.tidegate.gateway.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How far each reader was when, since the program started: what its receiver could know when it made a report. Only in memory,
 * since a report of before the start is compared by its own last entry. Safe from any thread.
 */
final class Milestones {

    /** Two are this far apart, but for the newest. */
    private static final Duration APART = Duration.ofMinutes(1);

    /** Of a reader, some 100 kB: a report that is older than a day is no news. */
    private static final int KEPT_MAX = 1_500;

    private final InstantSource wall;

    /** Guarded by this. */
    private final Map<String, NavigableMap<Instant, Long>> byReader = new HashMap<>();

    Milestones(InstantSource wall) {
        this.wall = wall;
    }

    /** It has had all up to there now. */
    synchronized void reached(String reader, long done) {
        NavigableMap<Instant, Long> marks = byReader.computeIfAbsent(reader, _ -> new TreeMap<>());
        Map.Entry<Instant, Long> last = marks.lastEntry();
        if (last != null && last.getValue() == done) {
            return;
        }
        Instant now = wall.instant();
        // The clock was set back.
        marks.tailMap(now, true).clear();
        if (marks.size() > 1 && marks.lowerKey(marks.lastKey()).plus(APART).isAfter(now)) {
            marks.pollLastEntry();
        }
        marks.put(now, done);
        if (marks.size() > KEPT_MAX) {
            marks.pollFirstEntry();
        }
    }

    /** How far it was then; 0 where nobody knows. */
    synchronized long doneAt(String reader, Instant then) {
        NavigableMap<Instant, Long> marks = byReader.getOrDefault(reader, new TreeMap<>());
        Map.Entry<Instant, Long> mark = marks.floorEntry(then);
        return mark == null ? 0 : mark.getValue();
    }
}
