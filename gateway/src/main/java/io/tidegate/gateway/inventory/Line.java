package io.tidegate.gateway.inventory;

import io.tidegate.observation.Booking;
import io.tidegate.observation.StockJson;
import java.util.Comparator;

/**
 * A line as it stands in the ledger.
 *
 * @param position of its entry in the journal
 * @param item for which it is booked; empty for a reversal
 * @param reversed whether another line takes it back
 */
public record Line(long position, Booking booking, String item, boolean reversed) {

    /** Whose content counts where two lines have one id; 0 where they say the same. Every gateway decides alike. */
    static final Comparator<Booking> FIRST = Comparator.<Booking>comparingLong(
                    booking -> booking.at().toEpochMilli())
            .thenComparing(StockJson::text)
            .thenComparing(booking -> booking.device().value());

    Deed deed() {
        return Deed.of(booking, item);
    }
}
