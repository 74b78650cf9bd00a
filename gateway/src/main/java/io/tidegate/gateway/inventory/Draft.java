package io.tidegate.gateway.inventory;

import io.tidegate.observation.Booking;
import io.tidegate.observation.Movement;
import java.util.Optional;
import java.util.Set;

/**
 * A line that somebody wants to have in the ledger.
 *
 * @param timed whether its time is the sender's own, so that a repeat has the same one
 * @param item for which it is booked; empty for a reversal
 * @param firstUnit in which it is booked, where nothing of the item was before: nothing else keeps it to that unit
 * @param objection why the rules of the site forbid it, unless it is in the ledger already: then it was allowed
 */
record Draft(Booking line, boolean timed, String item, Optional<String> firstUnit, Optional<String> objection) {

    /** As it is there. */
    static Draft of(Line there) {
        return new Draft(there.booking(), true, there.item(), Optional.empty(), Optional.empty());
    }

    /** By which other decisions it is touched. */
    Set<String> subjects() {
        String said = said(line);
        return said.isEmpty() || said.equals(item) ? Set.of(item) : Set.of(item, said);
    }

    /** Whether it is the other, sent again. */
    boolean isAgain(Draft earlier) {
        // A code that has moved to another item meanwhile still says the same.
        String booked = said(line).equals(said(earlier.line)) ? earlier.item : item;
        return Deed.of(line, booked).equals(Deed.of(earlier.line, earlier.item))
                && (!timed || line.at().toEpochMilli() == earlier.line.at().toEpochMilli());
    }

    private static String said(Booking line) {
        return line instanceof Movement movement ? movement.goods().said() : "";
    }
}
