package io.tidegate.gateway.journal;

import io.tidegate.gateway.journal.Cursor.Place;
import io.tidegate.gateway.journal.Thinned.Holes;
import io.tidegate.sync.Priority;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where all lanes of one reader stand, at one moment. Immutable.
 *
 * @param left for later, the oldest first
 * @param ahead by priority; of one that is not there nothing was had ahead
 */
record Standing(String reader, Place own, List<Left> left, Map<Priority, Place> ahead) {

    record Left(Stretch stretch, Place place) {

        long entries() {
            return Math.max(0, stretch.upTo() - place.done());
        }
    }

    /** Positions behind the one, up to the other. */
    record Range(long after, long upTo) {}

    /** @param cursors all, by name */
    static Standing of(String reader, Place own, Map<String, Cursor> cursors) {
        List<Left> left = new ArrayList<>();
        Map<Priority, Place> ahead = new EnumMap<>(Priority.class);
        cursors.forEach((name, cursor) -> {
            Stretch.named(name)
                    .filter(each -> each.reader().equals(reader))
                    .forEach(each -> left.add(new Left(each, cursor.place())));
            Ahead.named(name)
                    .filter(each -> each.reader().equals(reader))
                    .forEach(each -> ahead.put(each.priority(), cursor.place()));
        });
        return new Standing(reader, own, left, ahead);
    }

    /** Entries that were left for later, with those of them that were had ahead, and those that go once more. */
    long owed() {
        return left.stream().mapToLong(Left::entries).sum();
    }

    /** The same without those that the reader has had before. */
    long owedFirst() {
        return owedFirst(left).mapToLong(Left::entries).sum();
    }

    private static Stream<Left> owedFirst(List<Left> left) {
        return left.stream().filter(each -> !each.stretch.again());
    }

    /**
     * What the reader has not passed yet in any lane but those that pass, in the order of positions; without what it has had
     * before.
     */
    List<Range> waiting(long newest) {
        List<Range> ranges = new ArrayList<>();
        owedFirst(left).forEach(each -> ranges.add(new Range(each.place.done(), each.stretch.upTo())));
        ranges.add(new Range(own.done(), newest));
        return ranges;
    }

    /**
     * What of a range it has passed, up to where it has left something for later: who had some of that ahead of its turn would
     * have it twice as a part of what it is summed up in.
     */
    Range passed(Range range) {
        long after = range.after;
        long upTo = Math.min(range.upTo, own.done());
        for (Left each : owedFirst(left).toList()) {
            if (after >= each.place.done() && after < each.stretch.upTo()) {
                after = each.stretch.upTo();
            } else if (after < each.place.done()) {
                upTo = Math.min(upTo, each.place.done());
            }
        }
        return new Range(after, upTo);
    }

    /** All of that priority up to there that waits in a range was had ahead. */
    long doneAhead(Priority priority) {
        Place place = ahead.get(priority);
        return place == null ? 0 : place.done();
    }

    /** Nothing waits any more of which some was had ahead. */
    boolean isPastAhead() {
        return !ahead.isEmpty()
                && left.isEmpty()
                && ahead.values().stream().allMatch(place -> place.done() <= own.done());
    }

    /** As it is for what goes once more: nothing of that was had ahead. */
    Standing withNothingAhead() {
        return new Standing(reader, own, left, Map.of());
    }

    /** Of all lanes; of what goes once more only how many went. */
    Counts counts() {
        Counts counts = own.counts();
        for (Left each : left) {
            Counts theirs = each.place.counts();
            counts = counts.plus(each.stretch.again() ? Counts.again(theirs.taken() + theirs.refused()) : theirs);
        }
        for (Place each : ahead.values()) {
            counts = counts.plus(each.counts());
        }
        return counts;
    }

    /** Entries that the reader has not had, or shall have once more. */
    long backlog(long newest, Thinned thinned) {
        return account(newest, thinned).backlog();
    }

    /** Nobody has decided yet on what was refused. */
    Account account(long newest, Thinned thinned) {
        Counts counts = counts();
        long last = Math.max(newest, own.done());
        long waiting = last - own.done() + owedFirst() - counts.ahead();
        // Retention may have taken what was had ahead, and counted it as missed.
        long hadAll = Math.min(0, waiting);
        Holes holes = ahead(last, thinned).atMost(waiting - hadAll);
        return new Account(
                last - own.base(),
                counts.taken(),
                waiting - hadAll - holes.all(),
                counts.refused(),
                0,
                counts.unwanted(),
                counts.missed() + hadAll + holes.dropped(),
                counts.summedUp() + holes.summedUp(),
                new Account.Again(counts.again(), owed() - owedFirst()));
    }

    /** What is no more of that to which the reader has not come yet. */
    private Holes ahead(long last, Thinned thinned) {
        Holes holes = thinned.in(new Range(own.done(), last));
        for (Left each : owedFirst(left).toList()) {
            holes = holes.and(thinned.in(new Range(each.place.done(), each.stretch.upTo())));
        }
        return holes;
    }
}
