package io.tidegate.gateway.journal;

/**
 * What became of the entries that a cursor has gone past. Immutable.
 *
 * @param taken by the reader's cloud
 * @param refused by it for good
 * @param unwanted by the site file, which leaves them out for this reader
 * @param missed since retention took them first, or they were damaged
 * @param ahead taken or refused before their lane came to them, less those that a lane has passed since then
 */
record Counts(long taken, long refused, long unwanted, long missed, long ahead) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    static Counts missed(long entries) {
        return new Counts(0, 0, 0, entries, 0);
    }

    Counts plus(Counts other) {
        return new Counts(
                taken + other.taken,
                refused + other.refused,
                unwanted + other.unwanted,
                missed + other.missed,
                ahead + other.ahead);
    }

    Counts minus(Counts other) {
        return new Counts(
                taken - other.taken,
                refused - other.refused,
                unwanted - other.unwanted,
                missed - other.missed,
                ahead - other.ahead);
    }
}
