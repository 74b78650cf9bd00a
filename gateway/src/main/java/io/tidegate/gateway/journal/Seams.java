package io.tidegate.gateway.journal;

import io.tidegate.gateway.journal.Standing.Range;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Between which entries there is a seam that a summary must not cross: a reader has had what lies before it, and not what lies
 * behind. Immutable.
 *
 * @param ends the positions that lie right before one
 * @param given ranges in which one may be anywhere: the reader was given them, and nobody knows yet what of them it took
 */
record Seams(NavigableSet<Long> ends, List<Range> given) {

    static Seams of(Collection<Long> ends, List<Range> given) {
        NavigableSet<Long> all = new TreeSet<>(ends);
        given.forEach(each -> {
            all.add(each.after());
            all.add(each.upTo());
        });
        return new Seams(all, List.copyOf(given));
    }

    /** Of a block in which nothing may become one. */
    boolean isGiven(Block.Range block) {
        return given.stream().anyMatch(each -> each.after() < block.first() && block.last() <= each.upTo());
    }

    /** The same for all that may become one, and another for all others; 0 where there is no seam before. */
    long before(long position) {
        if (given.stream().anyMatch(each -> each.after() < position && position <= each.upTo())) {
            return position - 1;
        }
        Long end = ends.lower(position);
        return end == null ? 0 : end;
    }
}
