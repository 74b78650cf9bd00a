package io.tidegate.sync;

import java.time.Duration;

/**
 * Whose turn it is: first what a person waits for, then what is fresh and what was left for later, in turn; and of that what
 * is urgent first. Used by a courier's thread only.
 */
final class Turns {

    private final Offers offers;
    private final Gathering gathering;
    private final Trouble troubleAgain;

    /** What was left for later has its turn, since something fresh was delivered last. */
    private boolean owedIsNext;

    /** @param troubleAgain with what a person wants sent again: where it has just failed it steps behind what is fresh */
    Turns(Offers offers, Gathering gathering, Trouble troubleAgain) {
        this.offers = offers;
        this.gathering = gathering;
        this.troubleAgain = troubleAgain;
    }

    /** What may go now. */
    enum Allowed {
        ALL,
        URGENT,
        NOTHING
    }

    /** The one goes also where the other has nothing, or nothing yet. */
    Offer next(Allowed allowed) {
        if (!troubleAgain.left().isPositive()) {
            Offer again = offers.again();
            if (!again.isEmpty()) {
                return again;
            }
            troubleAgain.over();
        }
        return switch (allowed) {
            case ALL -> next();
            case URGENT -> offers.next(Lane.URGENT);
            case NOTHING -> Offer.NOTHING;
        };
    }

    private Offer next() {
        Offer owed = owedIsNext ? owed() : Offer.NOTHING;
        if (!owed.isEmpty()) {
            return owed;
        }
        Offer fresh = offers.next(Lane.FRESH);
        if (!fresh.isEmpty() && !gathering.left(fresh).isPositive()) {
            return fresh;
        }
        owed = owed();
        return owed.isEmpty() ? fresh : owed;
    }

    private Offer owed() {
        if (!offers.isOwed()) {
            return Offer.NOTHING;
        }
        Offer urgent = offers.next(Lane.URGENT);
        if (!urgent.isEmpty()) {
            return urgent;
        }
        Offer state = offers.next(Lane.STATE);
        return state.isEmpty() ? offers.next(Lane.OWED) : state;
    }

    /** How long the offer still waits for more. */
    Duration early(Offer offer) {
        return gathering.left(offer);
    }

    void started(Offer offer) {
        gathering.started(offer);
    }

    void failed() {
        gathering.failed();
    }

    void delivered(Offer offer) {
        owedIsNext = offer.lane() == Lane.FRESH;
    }
}
