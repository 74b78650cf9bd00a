package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import java.util.function.BooleanSupplier;

/**
 * What the journal knows of this box's clock. Safe from any thread.
 *
 * @param boot tells the starts of the machine apart: within one, monotonic times can be compared
 */
public record BoxClock(long boot, Unsettled unsettled, BooleanSupplier set) {

    /** Whether a time daemon has set it since the machine started; some seconds old at most. */
    public boolean synchronised() {
        return set.getAsBoolean();
    }

    /** Whether the entry's times may yet be read otherwise, once it is set; not for longer than ten minutes. */
    public boolean mayBeSetRight(Entry entry) {
        return entry.position() > unsettled.settledTo(Long.MAX_VALUE);
    }

    /** Whether the entry was recorded since the machine started, and nobody has set it yet. */
    public boolean isAwaited(Entry entry) {
        return unsettled.awaitsClock(entry.position());
    }
}
