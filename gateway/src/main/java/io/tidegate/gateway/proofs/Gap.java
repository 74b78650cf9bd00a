package io.tidegate.gateway.proofs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Positions from the one to the other, with both. Immutable. */
public record Gap(long first, long last) {

    public Gap {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("positions stand in pairs, such as [17, 18]");
        }
    }

    Optional<Gap> within(Gap other) {
        long from = Math.max(first, other.first);
        long to = Math.min(last, other.last);
        return from > to ? Optional.empty() : Optional.of(new Gap(from, to));
    }

    /** What is left without these of it, which are rising. */
    public List<Gap> without(List<Long> positions) {
        List<Gap> left = new ArrayList<>();
        long from = first;
        for (long position : positions) {
            if (position > from) {
                left.add(new Gap(from, position - 1));
            }
            from = position + 1;
        }
        if (from <= last) {
            left.add(new Gap(from, last));
        }
        return left;
    }

    /** Whether they have a position in common. */
    public boolean touches(Gap other) {
        return within(other).isPresent();
    }

    /** The same positions, rising, with no two that touch. */
    static List<Gap> joined(List<Gap> gaps) {
        List<Gap> joined = new ArrayList<>();
        gaps.stream().sorted(Comparator.comparingLong(Gap::first)).forEach(gap -> {
            Gap before = joined.isEmpty() ? null : joined.getLast();
            if (before != null && gap.first - 1 <= before.last) {
                joined.set(joined.size() - 1, new Gap(before.first, Math.max(before.last, gap.last)));
            } else {
                joined.add(gap);
            }
        });
        return joined;
    }

    /** Joins neighbours, those with the least between them, until there are no more than so many. */
    static List<Gap> fewer(List<Gap> gaps, int most) {
        if (gaps.size() <= most) {
            return gaps;
        }
        Set<Integer> apart = IntStream.range(0, gaps.size() - 1)
                .boxed()
                .sorted(Comparator.comparingLong(index -> -between(gaps, index)))
                .limit(most - 1L)
                .collect(Collectors.toSet());
        List<Gap> fewer = new ArrayList<>();
        long first = gaps.getFirst().first;
        for (int i = 0; i < gaps.size(); i++) {
            if (i == gaps.size() - 1 || apart.contains(i)) {
                fewer.add(new Gap(first, gaps.get(i).last));
                first = i == gaps.size() - 1 ? first : gaps.get(i + 1).first;
            }
        }
        return fewer;
    }

    private static long between(List<Gap> gaps, int index) {
        return gaps.get(index + 1).first - gaps.get(index).last;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d to %,d", first, last);
    }
}
