package io.tidegate.sync;

import io.tidegate.observation.Entry;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far a delivery came: the place has taken the first {@code count} entries of the batch, but for those that it
 * refused for good. Immutable.
 *
 * @param rejected in the order of the batch, and among its first {@code count}
 */
public record Settled(int count, List<Rejected> rejected) {

    public static final Settled NOTHING = new Settled(0, List.of());

    public Settled {
        rejected = List.copyOf(rejected);
        if (rejected.size() > count) {
            throw new IllegalArgumentException(rejected.size() + " rejected of " + count);
        }
    }

    /** The whole batch. */
    public static Settled all(List<Entry> batch, List<Rejected> rejected) {
        return new Settled(batch.size(), rejected);
    }

    int taken() {
        return count - rejected.size();
    }

    /** Positions that the place has now. */
    List<Long> takenOf(List<Entry> batch) {
        Set<Long> refused = rejected.stream().map(Rejected::position).collect(Collectors.toSet());
        return batch.subList(0, count).stream()
                .map(Entry::position)
                .filter(position -> !refused.contains(position))
                .toList();
    }

    /**
     * What is to be believed of it. Where something was taken, all; else the refusals up to the first that may be about
     * us rather than about its entry.
     *
     * @param placeTakes whether the place has ever taken something
     */
    Settled believed(boolean placeTakes) {
        if (taken() > 0) {
            return this;
        }
        List<Rejected> sure = rejected.stream()
                .takeWhile(each -> each.proof().isGiven(placeTakes))
                .toList();
        return new Settled(sure.size(), sure);
    }
}
