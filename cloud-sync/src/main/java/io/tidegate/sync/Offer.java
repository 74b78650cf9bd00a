package io.tidegate.sync;

import io.tidegate.observation.Entry;
import java.util.List;

/**
 * What a courier delivers next. Immutable.
 *
 * @param cut whether there may be more behind it
 */
record Offer(List<Entry> entries, Lane lane, boolean cut) {

    static final Offer NOTHING = new Offer(List.of(), Lane.FRESH, false);

    boolean again() {
        return lane == Lane.AGAIN;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Near enough, see {@link EntrySize}. */
    long bytes() {
        return entries.stream().mapToLong(EntrySize::of).sum();
    }

    /** Of the last of so many entries. */
    long positionOf(int count) {
        return entries.get(count - 1).position();
    }
}
