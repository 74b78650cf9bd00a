package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import java.util.List;

/**
 * What a lane has found behind its cursor. Immutable.
 *
 * @param after the cursor's position
 * @param entries for the place, as they are meant for it
 * @param passed what became of the others, up to each of the entries and, as the last, up to the end; empty where there are no
 *     others
 * @param upTo the last position that was looked at
 * @param cut whether it ended at one of its limits, so that there may be more
 */
record Look(long after, List<Entry> entries, List<Counts> passed, long upTo, boolean cut) {

    static final Look NOTHING = new Look(0, List.of(), List.of(), 0, false);

    /** How far the cursor goes when all up to a position is settled: what is behind the last entry is nothing to the place. */
    long reach(long position) {
        return !entries.isEmpty() && position == entries.getLast().position() ? upTo : position;
    }

    /**
     * What became of what lies between two positions; what was neither found nor passed over is missed.
     *
     * @param done the cursor's position now
     * @param refused of the entries in between, so many
     */
    Counts became(long done, long position, long refused) {
        long reach = reach(position);
        boolean known = !entries.isEmpty() && position <= entries.getLast().position();
        if (!known) {
            return new Counts(Math.max(0, position - done - refused), refused, 0, 0, 0);
        }
        int before = count(done);
        int had = count(position) - before;
        Counts others = others(before + had, position).minus(others(before, done));
        long missed = Math.max(0, reach - done - had - others.unwanted() + others.ahead() - others.summedUp());
        return new Counts(
                Math.max(0, had - refused), refused, others.unwanted(), missed, others.ahead(), others.summedUp(), 0);
    }

    private int count(long position) {
        return (int) entries.stream()
                .takeWhile(entry -> entry.position() <= position)
                .count();
    }

    /** @param count of the entries lie up to the position */
    private Counts others(int count, long position) {
        if (passed.isEmpty() || (count == 0 && position <= after)) {
            return Counts.NONE;
        }
        return passed.get(count == entries.size() ? count : Math.max(0, count - 1));
    }

    /** What became of all of it, where nothing of it is for the place. */
    Counts ofNothing() {
        Counts others = passed.isEmpty() ? Counts.NONE : passed.getLast();
        return others.plus(
                Counts.missed(Math.max(0, upTo - after - others.unwanted() + others.ahead() - others.summedUp())));
    }
}
