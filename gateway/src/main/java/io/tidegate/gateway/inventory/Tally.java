package io.tidegate.gateway.inventory;

import java.util.HashMap;
import java.util.Map;

/** How much of an item is where, as its lines come by in the order of their moments; by the rules of {@link Ledger}. Used by one thread. */
final class Tally {

    /** By location and lot. */
    private final Map<String, Map<String, Long>> lots = new HashMap<>();

    private final Map<String, Long> locations = new HashMap<>();
    private long sum;

    /** @param millionths that come or, below 0, go; or that are there, when counted */
    void take(Place place, String lot, long millionths, boolean counted) {
        Map<String, Long> here = lots.computeIfAbsent(place.location(), _ -> new HashMap<>());
        long before = here.getOrDefault(lot, 0L);
        long change = millionths;
        if (counted) {
            // A count that names no lot counts all together: the rest is what has none.
            change -= lot.equals(Effect.NO_LOT) ? at(place.location()) : before;
        }
        here.put(lot, Sums.plus(before, change));
        locations.merge(place.location(), change, Sums::plus);
        sum = Sums.plus(sum, change);
    }

    /** All lots together. */
    long at(String location) {
        return locations.getOrDefault(location, 0L);
    }

    /** All locations together. */
    long sum() {
        return sum;
    }
}
