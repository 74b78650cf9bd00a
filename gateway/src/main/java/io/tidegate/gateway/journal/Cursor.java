package io.tidegate.gateway.journal;

/** How far one reader is, and what became of what it has gone past. Guarded by {@link Cursors}. */
final class Cursor {

    /**
     * As it was written.
     *
     * @param base its books begin behind this position, {@link #NO_BOOKS} where it keeps none; of a lane that passes the rest,
     *     what tells apart what was meant for the reader
     * @param given nothing behind it was given to the reader; it runs ahead of what was
     */
    record Place(long done, Counts counts, long base, long given) {

        /** Of a projection. */
        static Place of(long done, long missed) {
            return new Place(done, Counts.missed(missed), NO_BOOKS, done);
        }

        private Place at(long done, Counts more) {
            return new Place(done, counts.plus(more), base, given).give(done + GIVEN_AHEAD);
        }

        private Place give(long upTo) {
            return new Place(done, counts, base, Math.max(given, upTo));
        }
    }

    /** So far: or each batch of a cloud that catches up, at up to 200,000 entries/s, would wait for a sync. */
    private static final long GIVEN_AHEAD = 50_000;

    static final long NO_BOOKS = Long.MIN_VALUE;

    private Place place;

    /** The last that was given to the reader; of an earlier run the last that may have been. */
    private long given;

    /** {@link Place#given} on disk. */
    private long givenOnDisk;

    /** Ahead of what is on disk. */
    private boolean dirty;

    /** A projection's: it moved past entries that are nothing to it, and only in memory. */
    private boolean passed;

    /** It has missed entries since it last had everything. */
    private boolean missing;

    private Cursor(Place place, long givenOnDisk, boolean dirty) {
        this.place = place;
        this.given = place.given;
        this.givenOnDisk = givenOnDisk;
        this.dirty = dirty;
    }

    /** As it is on disk. */
    static Cursor of(Place place) {
        return new Cursor(place, place.given, false);
    }

    /** A new one, which has had everything up to there. */
    static Cursor at(long done) {
        return new Cursor(Place.of(done, 0), -GIVEN_AHEAD, true);
    }

    Place place() {
        return place;
    }

    long done() {
        return place.done;
    }

    long missed() {
        return place.counts.missed();
    }

    /** Never moves back. False where it is there already. */
    boolean advance(long upTo, Counts counts) {
        if (upTo <= place.done) {
            return false;
        }
        become(place.at(upTo, counts));
        return true;
    }

    /** Of a stretch: how many went to the place. */
    long sent() {
        return place.counts.taken() + place.counts.refused();
    }

    /** What lies before {@code behind} is gone: it has missed that. */
    Place after(long behind) {
        return behind <= place.done ? place : place.at(behind, Counts.missed(behind - place.done));
    }

    /**
     * Takes over what became of a stretch of it.
     *
     * @param unread of the stretch, which nobody can read
     */
    void takeOver(Cursor stretch, long unread) {
        count(stretch.place.counts.plus(Counts.missed(unread)));
    }

    /** Of a lane that passes the rest: what tells apart what is meant for the reader. */
    void print(long print) {
        if (place.base != print) {
            become(new Place(place.done, place.counts, print, place.given));
        }
    }

    /** So much more became of what it has gone past. */
    void count(Counts counts) {
        become(place.at(place.done, counts));
    }

    /** Goes on behind the newest; what lies before stands in a stretch. */
    void leap(long newest, Cursor stretch) {
        stretch.give(given);
        become(place.at(newest, Counts.NONE));
    }

    /** The last that was given to the reader, or may have been before a crash. */
    long given() {
        return given;
    }

    /** How much more the reader may be given before that is to be on disk. */
    enum Leeway {
        PLENTY,
        LITTLE,
        /** It may not have yet what it is about to be given. */
        NONE,
        /** Nor ever: the program ends. */
        NEVER
    }

    /** The reader is about to be given entries up to there: from now on they become no part of others. */
    Leeway give(long upTo) {
        given = Math.max(given, upTo);
        long ahead = givenOnDisk - upTo;
        if (ahead >= GIVEN_AHEAD / 2) {
            return Leeway.PLENTY;
        }
        become(place.give(upTo + GIVEN_AHEAD));
        return ahead >= 0 ? Leeway.LITTLE : Leeway.NONE;
    }

    /** Nothing more is given to the reader in this run: what is written says just what was. */
    void rest() {
        long last = Math.max(given, place.done);
        if (place.given != last) {
            become(new Place(place.done, place.counts, place.base, last));
        }
    }

    /**
     * Its books begin now, unless it has some.
     *
     * @param owed entries that it has left for later
     * @param kept refused entries that are kept for it from before
     * @return whether they are new
     */
    boolean openBooks(long owed, long kept) {
        if (place.base != NO_BOOKS) {
            return false;
        }
        become(new Place(place.done, new Counts(0, kept, 0, 0, 0), place.done - owed - kept, place.given));
        return true;
    }

    void become(Place other) {
        place = other;
        dirty = true;
    }

    void pass(boolean inMemoryOnly) {
        passed = inMemoryOnly;
    }

    /** Retention has taken what it had not had; true where that is news, since it had last had everything. */
    boolean misses() {
        boolean news = !missing;
        missing = true;
        return news;
    }

    void hasAll() {
        missing = false;
    }

    boolean isToBeSaved(boolean projection) {
        return projection ? passed : dirty;
    }

    /** That place is on disk. */
    void saved(Place written) {
        givenOnDisk = written.given;
        if (place.equals(written)) {
            dirty = false;
            passed = false;
        }
    }
}
