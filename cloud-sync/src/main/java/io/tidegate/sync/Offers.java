package io.tidegate.sync;

import io.tidegate.observation.Entry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The courier's dealings with its outbox. Used by a courier's thread only. */
final class Offers {

    /**
     * After so many refusals with nothing taken in between, a place that used to take entries has changed, and has to take
     * one of a batch before it is believed again. Far fewer than are kept of what was refused, so none is lost by it.
     */
    static final int REFUSED_IN_A_ROW_MAX = 10_000;

    private final Outbox outbox;
    private final Portion portion;
    private final long bytes;
    private final String place;

    /** The last position of a batch that may have arrived, by its lane. */
    private final Map<Lane, Long> unansweredUpTo = new EnumMap<>(Lane.class);

    /** The last lane that was asked had none among many, and has more behind. */
    private boolean passingOver;

    private boolean placeTakes;

    private int refusedInARow;

    Offers(Courier.Duty duty, Outbox outbox, Budget budget) {
        this.outbox = outbox;
        this.portion = new Portion(duty.batch().entries());
        this.bytes = budget.batchBytes(duty.batch().bytes());
        this.place = duty.place();
    }

    /** What was refused and shall be sent once more. */
    Offer again() {
        return new Offer(outbox.peekAgain(portion.entries(), bytes), Lane.AGAIN, false);
    }

    /**
     * What is next in a lane. A batch that may have arrived comes again as it was, so that the place can tell it; but where
     * it is never answered, a part of it in the end.
     */
    Offer next(Lane lane) {
        List<Entry> entries = outbox.peek(lane, portion.entries(), bytes);
        boolean cut = outbox.isCut();
        passingOver = entries.isEmpty() && cut;
        long unanswered = unansweredUpTo.getOrDefault(lane, 0L);
        int same = 0;
        while (same < entries.size() && entries.get(same).position() <= unanswered) {
            same++;
        }
        return new Offer(
                same == 0 ? entries : entries.subList(0, same), lane, cut || (same > 0 && same < entries.size()));
    }

    /** Whether nothing was found, and only for the time being. */
    boolean isPassingOver() {
        return passingOver;
    }

    /** Of all that waits so much does not go in the order of its recording. */
    boolean isOwed() {
        return outbox.owed() > 0;
    }

    /** The first so many are on their way, and may arrive without our hearing of it. */
    void sent(Offer offer, int count) {
        unansweredUpTo.put(offer.lane(), offer.positionOf(count));
    }

    /** So many of them were sent, and nobody has said in time what became of them. */
    void unanswered(int count) {
        portion.unanswered(count);
    }

    /** We know what became of it: what is left of it may come with others. */
    void answered(Offer offer) {
        portion.answered();
        unansweredUpTo.remove(offer.lane());
    }

    /** Has the outbox know what is settled, as far as it is to be believed, and says how far that is. */
    Settled settle(Offer offer, Settled told) {
        placeTakes = placeTakes || outbox.hasTaken(place);
        boolean trusted = placeTakes && refusedInARow < REFUSED_IN_A_ROW_MAX;
        Settled settled = offer.again() ? told : told.believed(trusted);
        if (settled.count() == 0) {
            return settled;
        }
        if (settled.taken() > 0) {
            refusedInARow = 0;
        } else if (!offer.again()) {
            refusedInARow += settled.count();
        }
        if (settled.taken() > 0 && !placeTakes) {
            outbox.rememberTaken(place);
            placeTakes = true;
        }
        if (offer.again()) {
            outbox.doneAgain(settled.takenOf(offer.entries()), settled.rejected());
        } else {
            outbox.done(offer.lane(), offer.positionOf(settled.count()), settled.rejected());
        }
        return settled;
    }
}
