package io.tidegate.gateway.journal;

/** How far one reader is, and what became of what it has gone past. Guarded by {@link Cursors}. */
final class Cursor {

    /**
     * As it was written.
     *
     * @param base its books begin behind this position, {@link #NO_BOOKS} where it keeps none; of a lane that passes the rest,
     *     what tells apart what was meant for the reader
     */
    record Place(long done, Counts counts, long base) {

        /** Of a projection. */
        static Place of(long done, long missed) {
            return new Place(done, Counts.missed(missed), NO_BOOKS);
        }
    }

    static final long NO_BOOKS = Long.MIN_VALUE;

    private Place place;

    /** Ahead of what is on disk. */
    private boolean dirty;

    /** A projection's: it moved past entries that are nothing to it, and only in memory. */
    private boolean passed;

    /** It has missed entries since it last had everything. */
    private boolean missing;

    private Cursor(Place place, boolean dirty) {
        this.place = place;
        this.dirty = dirty;
    }

    static Cursor of(Place place) {
        return new Cursor(place, false);
    }

    /** A new one, which has had everything up to there. */
    static Cursor at(long done) {
        return new Cursor(Place.of(done, 0), true);
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
        become(new Place(upTo, place.counts.plus(counts), place.base));
        return true;
    }

    /** Of a stretch: how many went to the place. */
    long sent() {
        return place.counts.taken() + place.counts.refused();
    }

    /** What lies before {@code behind} is gone: it has missed that. */
    Place after(long behind) {
        return behind <= place.done
                ? place
                : new Place(behind, place.counts.plus(Counts.missed(behind - place.done)), place.base);
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
            become(new Place(place.done, place.counts, print));
        }
    }

    /** So much more became of what it has gone past. */
    void count(Counts counts) {
        become(new Place(place.done, place.counts.plus(counts), place.base));
    }

    /** Goes on behind the newest; what lies before stands in a stretch. */
    void leap(long newest) {
        become(new Place(newest, place.counts, place.base));
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
        become(new Place(place.done, new Counts(0, kept, 0, 0, 0), place.done - owed - kept));
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
        if (place.equals(written)) {
            dirty = false;
            passed = false;
        }
    }
}
