package io.tidegate.gateway.traceability;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a place went, as its sensor told it: a value is so until the next one, but not for longer than the sensor may be
 * silent. What is longer is a gap from its beginning: who says nothing for an hour may have been warm from the first
 * minute. Immutable.
 *
 * @param spells in which the limits were broken, by time
 * @param gaps by time
 */
record Watched(List<Spell> spells, List<Gap> gaps) {

    /** Of which time, and how. */
    record Terms(Instant from, Instant to, Limits limits, Duration silentAfter) {}

    /** Goes through the samples. Used by one thread. */
    private static final class Going {
        private final Terms terms;
        private final List<Spell> spells = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();

        Going(Terms terms) {
            this.terms = terms;
        }

        void value(Instant from, Instant to, double min, double max) {
            Instant first = later(from, terms.from);
            Instant end = to.isBefore(terms.to) ? to : terms.to;
            if (!terms.limits.broken(min, max) || !first.isBefore(end)) {
                return;
            }
            Spell spell = new Spell(first, end, min, max);
            if (!spells.isEmpty() && spells.getLast().to().equals(first)) {
                spells.add(spells.removeLast().and(spell));
            } else {
                spells.add(spell);
            }
        }

        /** What was so from the end of a sample until the next one. */
        void between(Optional<Sample> known, Instant since, Instant until) {
            Instant first = later(since, terms.from);
            if (!first.isBefore(until)) {
                return;
            }
            if (known.isPresent() && Duration.between(since, until).compareTo(terms.silentAfter) <= 0) {
                value(since, until, known.get().last(), known.get().last());
            } else {
                gaps.add(new Gap(first, until));
            }
        }

        private static Instant later(Instant one, Instant other) {
            return one.isBefore(other) ? other : one;
        }
    }

    /** @param samples by time; some from before the terms say what was so at their beginning */
    static Watched of(List<Sample> samples, Terms terms) {
        Going going = new Going(terms);
        Optional<Sample> last = Optional.empty();
        Instant since = terms.from;
        for (Sample sample : samples) {
            if (!sample.from().isBefore(terms.to)) {
                break;
            }
            going.between(last, since, sample.from());
            going.value(sample.from(), sample.to(), sample.min(), sample.max());
            last = Optional.of(sample);
            since = sample.to();
        }
        going.between(last, since, terms.to);
        return new Watched(going.spells, going.gaps);
    }
}
