package io.tidegate.sync;

/**
 * How many entries go at once: as many as the site file allows, and fewer while a line is too slow to have them answered in
 * time. Used by a courier's thread only.
 */
final class Portion {

    /** A batch comes again as it was so often before it is halved: a place may know a repeat by it. */
    static final int SAME_TRIES = 3;

    private final int most;
    private int entries;
    private int silences;

    /** @param most entries, by the site file */
    Portion(int most) {
        this.most = most;
        this.entries = most;
    }

    int entries() {
        return entries;
    }

    /** So many were sent, and nobody has answered. */
    void unanswered(int sent) {
        silences++;
        if (silences % SAME_TRIES == 0) {
            entries = Math.max(1, sent / 2);
        }
    }

    /** The line carries what it was given: it may be given more. */
    void answered() {
        silences = 0;
        entries = Math.min(most, 2 * entries);
    }
}
