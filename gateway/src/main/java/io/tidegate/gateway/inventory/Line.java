package io.tidegate.gateway.inventory;

import io.tidegate.observation.Booking;

/**
 * A line as it stands in the ledger.
 *
 * @param position of its entry in the journal
 * @param item for which it is booked; empty for a reversal
 * @param reversed whether another line takes it back
 */
public record Line(long position, Booking booking, String item, boolean reversed) {

    Deed deed() {
        return Deed.of(booking, item);
    }
}
