package io.tidegate.sync;

import io.tidegate.observation.Entry;
import java.util.List;

/**
 * What a courier delivers next. Immutable.
 *
 * @param again what was refused before and is sent once more
 */
record Offer(List<Entry> entries, boolean again) {

    static final Offer NOTHING = new Offer(List.of(), false);

    /** Of the last of so many entries. */
    long positionOf(int count) {
        return entries.get(count - 1).position();
    }
}
