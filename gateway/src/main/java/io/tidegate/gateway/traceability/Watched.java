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
 * @param excursions in which the limits were broken, by time
 * @param gaps by time
 */
record Watched(List<Excursion> excursions, List<Gap> gaps) {

    /** Of which time, and how. */
    record Terms(Instant from, Instant to, Limits limits, Duration silentAfter) {}

    /** Goes through the samples. Used by one thread. */
    private static final class Going {
        private final Terms terms;
        private final List<Excursion> excursions = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();

        Going(Terms terms) {
            this.terms = terms;
        }

        /** A summary of too few readings is no answer, unless one of them was outside. */
        void sample(Sample sample) {
            if (sample.isSparse(terms.silentAfter) && !terms.limits.broken(sample.min(), sample.max())) {
                unknown(sample.from(), sample.to());
            } else {
                value(sample.from(), sample.to(), sample.min(), sample.max());
            }
        }

        private void value(Instant from, Instant to, double min, double max) {
            Instant first = later(from, terms.from);
            Instant end = earlier(to, terms.to);
            if (!terms.limits.broken(min, max) || !first.isBefore(end)) {
                return;
            }
            Excursion excursion = new Excursion(first, end, min, max);
            if (!excursions.isEmpty() && excursions.getLast().to().equals(first)) {
                excursions.add(excursions.removeLast().and(excursion));
            } else {
                excursions.add(excursion);
            }
        }

        private void unknown(Instant from, Instant to) {
            Gap gap = new Gap(later(from, terms.from), earlier(to, terms.to));
            if (!gap.from().isBefore(gap.to())) {
                return;
            }
            if (!gaps.isEmpty() && gaps.getLast().to().equals(gap.from())) {
                gaps.add(gaps.removeLast().and(gap));
            } else {
                gaps.add(gap);
            }
        }

        /** What was so from the end of a sample until the next one. */
        void between(Optional<Sample> known, Instant since, Instant until) {
            if (known.isPresent()
                    && !known.get().isSparse(terms.silentAfter)
                    && Duration.between(since, until).compareTo(terms.silentAfter) <= 0) {
                value(since, until, known.get().last(), known.get().last());
            } else {
                unknown(since, until);
            }
        }

        private static Instant later(Instant one, Instant other) {
            return one.isBefore(other) ? other : one;
        }

        private static Instant earlier(Instant one, Instant other) {
            return one.isBefore(other) ? one : other;
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
            going.sample(sample);
            last = Optional.of(sample);
            since = sample.to();
        }
        going.between(last, since, terms.to);
        return new Watched(going.excursions, going.gaps);
    }
}
