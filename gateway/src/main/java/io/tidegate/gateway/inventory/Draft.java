package io.tidegate.gateway.inventory;

import io.tidegate.observation.Booking;

/**
 * A line that somebody wants to have in the ledger.
 *
 * @param timed whether its time is the sender's own, so that a repeat has the same one
 * @param item for which it is booked; empty for a reversal
 */
public record Draft(Booking line, boolean timed, String item) {

    Deed deed() {
        return Deed.of(line, item);
    }

    /** Whether the other is this one, sent again. */
    boolean isAgain(Booking other, String otherItem) {
        return deed().equals(Deed.of(other, otherItem))
                && (!timed || line.at().toEpochMilli() == other.at().toEpochMilli());
    }
}
