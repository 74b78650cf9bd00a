package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.Stays.Stay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long how much of each lot stood at one place, as its lines come by in the order of their moments. Used by one thread.
 *
 * <p>People who see no lots book without one: what they took is from one of the lots, and nobody knows from which. So of
 * each there was at most what was left of all together. A lot below zero came in unbooked; that says nothing of the other
 * lots, so it counts as none and hides none of them.
 */
final class Standing {

    /** A lot from the moment since which it is so much. */
    private static final class Shelf {
        final boolean named;
        long millionths;
        long shown;
        long since;
        final List<Stay> stays = new ArrayList<>();

        Shelf(String lot) {
            this.named = !lot.equals(Effect.NO_LOT);
        }

        /** What it adds to all together: what has no lot may be owed by the lots. */
        long share() {
            return named ? Math.max(0, millionths) : millionths;
        }

        void show(long now, long sum) {
            long most = Math.max(0, Math.min(millionths, sum));
            if (most == shown) {
                return;
            }
            if (shown > 0 && now > since) {
                stays.add(new Stay(Instant.ofEpochMilli(since), Instant.ofEpochMilli(now), shown));
            }
            shown = most;
            since = now;
        }
    }

    private final Map<String, Shelf> shelves = new HashMap<>();
    private long sum;
    private long now;

    /** @param from milliseconds since 1970, when it begins */
    Standing(long from) {
        this.now = from;
    }

    /** So much is there at the beginning. Before any line. */
    void begin(String lot, long millionths) {
        add(shelf(lot), millionths);
    }

    /** @param millionths that come or, below 0, go; or that are there, when counted */
    void take(String lot, long at, long millionths, boolean counted) {
        if (at > now) {
            show();
            now = at;
        }
        Shelf shelf = shelf(lot);
        long change = millionths;
        if (counted) {
            // As Tally does: a count that names no lot counts all together.
            change -= shelf.named ? shelf.millionths : sum;
        }
        add(shelf, change);
    }

    private void add(Shelf shelf, long change) {
        sum -= shelf.share();
        shelf.millionths += change;
        sum += shelf.share();
    }

    private Shelf shelf(String lot) {
        return shelves.computeIfAbsent(lot, Shelf::new);
    }

    /** What is so when all lines of a moment are in. */
    private void show() {
        shelves.values().forEach(each -> each.show(now, sum));
    }

    void end(long to) {
        show();
        shelves.values().forEach(each -> each.show(to, 0));
    }

    boolean isEmpty() {
        return shelves.values().stream().allMatch(each -> each.stays.isEmpty());
    }

    List<Stay> of(String lot) {
        return shelf(lot).stays;
    }
}
