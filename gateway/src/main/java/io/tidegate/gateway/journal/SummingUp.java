package io.tidegate.gateway.journal;

import io.tidegate.gateway.journal.Reduction.Fate;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Observation.Reading;
import io.tidegate.observation.Summary;
import io.tidegate.observation.Summary.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is left of some blocks when they are thinned. Readings of a device within a window become one, which stands where the
 * last of them stood: whoever has had that one, has had the others. Used once.
 */
final class SummingUp {

    /**
     * What becomes one.
     *
     * @param seam the last one before it
     * @param told whether the times are the device's
     */
    private record Key(DeviceId device, long window, long seam, boolean told) {}

    /** What became one so far. */
    private static final class Sum {
        final Map<String, Digest> fields = new LinkedHashMap<>();

        @Nullable
        Observation only;

        Instant at = Observation.LATEST;
        Instant until = Observation.EARLIEST;
        long readings;
        long position;

        boolean takes(Map<String, Digest> more) {
            return fields.size() + more.size() <= Reading.FIELDS_MAX
                    || fields.size()
                                    + more.keySet().stream()
                                            .filter(name -> !fields.containsKey(name))
                                            .count()
                            <= Reading.FIELDS_MAX;
        }

        void add(long position, Observation seen, Map<String, Digest> more) {
            only = readings == 0 ? seen : null;
            this.position = position;
            Instant until = seen instanceof Summary summary ? summary.until() : seen.at();
            this.at = seen.at().isBefore(this.at) ? seen.at() : this.at;
            this.until = until.isAfter(this.until) ? until : this.until;
            readings += seen instanceof Summary summary ? summary.readings() : 1;
            more.forEach((name, digest) -> fields.merge(name, digest, Digest::and));
        }

        Observation observation(DeviceId device) {
            return only != null ? only : new Summary(device, at, until, readings, fields);
        }
    }

    private final Reduction by;
    private final Seams seams;

    /** What stands where, of what is left. */
    private final Map<Long, Observation> left = new HashMap<>();

    private final Map<Key, Sum> open = new HashMap<>();

    private SummingUp(Reduction by, Seams seams) {
        this.by = by;
        this.seams = seams;
    }

    /**
     * What is left of them all.
     *
     * @param blocks neighbours, with times as they stand in them
     * @param seams what lies on both sides of one does not become one
     */
    static SparseBody.Content of(List<SparseBody.Content> blocks, Reduction by, Seams seams) {
        SummingUp summing = new SummingUp(by, seams);
        blocks.forEach(block ->
                block.entries().forEach(entry -> summing.add(entry, block.told().contains(entry.position()))));
        summing.open.forEach(summing::close);
        return summing.left(blocks);
    }

    private void add(Entry entry, boolean told) {
        Observation seen = entry.observation();
        switch (by.of(RetentionClass.of(seen))) {
            case KEPT -> left.put(entry.position(), seen);
            case SUMMED_UP ->
                add(entry, told, seen instanceof Summary summary ? summary.fields() : digests((Reading) seen));
            case DROPPED -> {}
        }
    }

    private static Map<String, Digest> digests(Reading reading) {
        Map<String, Digest> digests = new LinkedHashMap<>();
        reading.fields().forEach((name, value) -> digests.put(name, Digest.of(value)));
        return digests;
    }

    private void add(Entry entry, boolean told, Map<String, Digest> fields) {
        Observation seen = entry.observation();
        long window = Math.floorDiv(seen.at().toEpochMilli(), by.window().toMillis());
        Key key = new Key(seen.device(), window, seams.before(entry.position()), told);
        Sum sum = open.computeIfAbsent(key, _ -> new Sum());
        if (!sum.takes(fields)) {
            close(key, sum);
            sum = new Sum();
            open.put(key, sum);
        }
        sum.add(entry.position(), seen, fields);
    }

    private void close(Key key, Sum sum) {
        left.put(sum.position, sum.observation(key.device));
    }

    private SparseBody.Content left(List<SparseBody.Content> blocks) {
        // Where they are dropped, nobody is left who tells of what was summed up.
        boolean isTold = by.of(RetentionClass.READINGS) != Fate.DROPPED;
        List<Entry> entries = new ArrayList<>(left.size());
        long summedUp = 0;
        for (SparseBody.Content block : blocks) {
            for (Entry entry : block.entries()) {
                summedUp += isTold ? entry.summedUp() : 0;
                Observation here = left.get(entry.position());
                if (here != null) {
                    entries.add(entry.with(here).behind(summedUp));
                    summedUp = 0;
                } else if (by.of(RetentionClass.of(entry.observation())) == Fate.SUMMED_UP) {
                    summedUp++;
                }
            }
            summedUp += isTold ? block.summedUpBehind() : 0;
        }
        Set<Long> told = blocks.stream().flatMap(block -> block.told().stream()).collect(Collectors.toSet());
        return new SparseBody.Content(entries, summedUp, told);
    }
}
