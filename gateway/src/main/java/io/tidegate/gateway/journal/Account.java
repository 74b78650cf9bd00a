package io.tidegate.gateway.journal;

/**
 * What became of all entries that one cloud was owed, since its books began: nothing is left over, {@link #accepted} is
 * the sum of all others at any moment. Immutable.
 *
 * @param accepted entries on disk
 * @param delivered that the cloud has
 * @param waiting that it shall have yet
 * @param parked that it refused, kept for a person to decide
 * @param givenUp that it refused and a person dismissed, or of which no copy could be kept
 * @param unwanted that the site file leaves out for it
 * @param missed that it can never have, since the journal had no room for longer, or they were damaged on disk
 * @param summedUp of which others tell, for want of room or by their age
 * @param again what was sent once more on request; it is no part of the sum, since each has its place there already
 */
public record Account(
        long accepted,
        long delivered,
        long waiting,
        long parked,
        long givenUp,
        long unwanted,
        long missed,
        long summedUp,
        Again again) {

    /**
     * What a person, a command or a report wanted sent once more.
     *
     * @param sent that went
     * @param waiting that shall go yet
     */
    public record Again(long sent, long waiting) {
        public static final Again NONE = new Again(0, 0);
    }

    /** Of a reader that is not there. */
    public static final Account NONE = new Account(0, 0, 0, 0, 0, 0, 0, 0, Again.NONE);

    /** Entries that go yet, for the first time or once more. */
    public long backlog() {
        return waiting + again.waiting;
    }

    /** Of the refused ones, so many were taken later and so many dismissed. */
    Account with(long takenLater, long dismissed) {
        long taken = Math.min(parked, takenLater);
        long gone = Math.min(parked - taken, dismissed);
        return new Account(
                        accepted,
                        delivered + taken,
                        waiting,
                        parked - taken - gone,
                        givenUp + gone,
                        unwanted,
                        missed,
                        summedUp,
                        again)
                .settled();
    }

    /**
     * Who refuses what was sent once more counts as not having had it: that is taken from what it had, or, where it never had it,
     * from what it went without.
     */
    private Account settled() {
        long lacking = Math.max(0, -delivered);
        long fromUnwanted = Math.min(lacking, unwanted);
        long fromParked = Math.min(lacking - fromUnwanted, parked);
        long fromMissed = lacking - fromUnwanted - fromParked;
        return new Account(
                accepted,
                delivered + lacking,
                waiting,
                parked - fromParked,
                givenUp,
                unwanted - fromUnwanted,
                missed - fromMissed,
                summedUp,
                again);
    }
}
