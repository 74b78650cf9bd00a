package io.tidegate.gateway.journal;

/**
 * What became of the entries that a cursor has gone past. Immutable.
 *
 * @param taken by the reader's cloud
 * @param refused by it for good
 * @param unwanted by the site file, which leaves them out for this reader
 * @param missed since retention took them first, or they were damaged
 * @param ahead taken or refused before their lane came to them, less those that a lane has passed since then
 * @param summedUp since they had to wait for too long, and taken as a part of others
 * @param again sent once more on request, whatever came of it: these count apart, since they stand among the others already
 */
record Counts(long taken, long refused, long unwanted, long missed, long ahead, long summedUp, long again) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    /** None of it was summed up, or sent on request. */
    Counts(long taken, long refused, long unwanted, long missed, long ahead) {
        this(taken, refused, unwanted, missed, ahead, 0, 0);
    }

    static Counts missed(long entries) {
        return new Counts(0, 0, 0, entries, 0);
    }

    static Counts summedUp(long entries) {
        return new Counts(0, 0, 0, 0, 0, entries, 0);
    }

    static Counts again(long entries) {
        return new Counts(0, 0, 0, 0, 0, 0, entries);
    }

    /** So many were told to be refused, and count as that already: this undoes it. */
    static Counts refusedBefore(long entries) {
        return new Counts(entries, -entries, 0, 0, 0);
    }

    Counts plus(Counts other) {
        return new Counts(
                taken + other.taken,
                refused + other.refused,
                unwanted + other.unwanted,
                missed + other.missed,
                ahead + other.ahead,
                summedUp + other.summedUp,
                again + other.again);
    }

    Counts minus(Counts other) {
        return new Counts(
                taken - other.taken,
                refused - other.refused,
                unwanted - other.unwanted,
                missed - other.missed,
                ahead - other.ahead,
                summedUp - other.summedUp,
                again - other.again);
    }
}
