package io.tidegate.gateway.journal;

import io.tidegate.observation.Observation;
import io.tidegate.observation.Parked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What goes to the disk together, or not at all. Used by the journal's thread only. */
final class Group {

    private final List<Waiting> waiting;
    private final List<Observation> observations = new ArrayList<>();
    private final List<Parked> parked = new ArrayList<>();

    Group(List<Waiting> waiting) {
        this.waiting = waiting;
        for (Waiting each : waiting) {
            observations.addAll(each.batch().seen());
            parked.addAll(each.batch().parked());
        }
    }

    /** The same without those that fail, which are told why. */
    Group without(Map<Waiting, Throwable> failing) {
        failing.forEach((each, cause) -> each.onDisk().completeExceptionally(cause));
        return new Group(
                waiting.stream().filter(each -> !failing.containsKey(each)).toList());
    }

    List<Waiting> waiting() {
        return waiting;
    }

    /** Those of them that bring payloads which nobody understood. */
    List<Waiting> parking() {
        return waiting.stream().filter(each -> !each.batch().parked().isEmpty()).toList();
    }

    List<Observation> observations() {
        return observations;
    }

    List<Parked> parked() {
        return parked;
    }

    /** Where a block that begins at {@code from} ends. */
    int blockEnd(int from) {
        int to = from;
        long bytes = 0;
        while (to < observations.size() && to - from < Block.ENTRIES_MAX) {
            bytes += Waiting.bytes(observations.get(to));
            if (to > from && bytes > Block.BYTES_MAX) {
                break;
            }
            to++;
        }
        return to;
    }

    /**
     * In the order of submission.
     *
     * @param refused what is not on disk although its group is
     */
    void acknowledge(Map<Waiting, Throwable> refused) {
        for (Waiting each : waiting) {
            Throwable cause = refused.isEmpty() ? null : refused.get(each);
            if (cause == null) {
                each.onDisk().complete(null);
            } else {
                each.onDisk().completeExceptionally(cause);
            }
        }
    }

    void fail(Throwable cause) {
        for (Waiting each : waiting) {
            each.onDisk().completeExceptionally(cause);
        }
    }
}
