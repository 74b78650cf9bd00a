package io.tidegate.gateway.scanning;

import io.tidegate.observation.Amount;
import java.time.Instant;

/**
 * What is counted so far of one lot of an item. Immutable.
 *
 * @param item its id in the catalogue; the code where the catalogue did not know it
 * @param lot empty for what has none
 * @param first the scan that began it
 * @param last the scan that came last: the count is of that moment
 */
record Tally(long session, String item, String lot, Amount amount, Instant first, Instant last) {

    /** With so much more, or less. */
    Tally plus(Amount more, Instant at) {
        Amount sum = new Amount(amount.quantity().add(more.quantity()), amount.unit());
        return new Tally(session, item, lot, sum, first, at.isAfter(last) ? at : last);
    }

    Tally minus(Amount less) {
        return new Tally(
                session,
                item,
                lot,
                new Amount(amount.quantity().subtract(less.quantity()), amount.unit()),
                first,
                last);
    }
}
