package io.tidegate.gateway.traceability;

import io.tidegate.gateway.inventory.Stays.Stay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How much of a lot was there within a time, and how long.
 *
 * @param most millionths; 0 when it was not there
 */
record Overlap(long most, Duration time) {

    /** @param stays by time */
    static Overlap of(List<Stay> stays, Instant from, Instant to) {
        long most = 0;
        Duration time = Duration.ZERO;
        for (int i = firstBehind(stays, from);
                i < stays.size() && stays.get(i).from().isBefore(to);
                i++) {
            Stay stay = stays.get(i);
            Instant first = stay.from().isBefore(from) ? from : stay.from();
            Instant end = stay.to().isAfter(to) ? to : stay.to();
            most = Math.max(most, stay.millionths());
            time = time.plus(Duration.between(first, end));
        }
        return new Overlap(most, time);
    }

    /** With many times at once. */
    static Overlap of(List<Stay> stays, Lengths times) {
        long most = 0;
        Duration time = Duration.ZERO;
        for (Stay stay : stays) {
            Duration here = times.within(stay.from(), stay.to());
            if (!here.isZero()) {
                most = Math.max(most, stay.millionths());
                time = time.plus(here);
            }
        }
        return new Overlap(most, time);
    }

    /** The first stay that ends after that moment: of many, since each is looked for in many excursions. */
    private static int firstBehind(List<Stay> stays, Instant from) {
        int low = 0;
        int high = stays.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (stays.get(middle).to().isAfter(from)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    boolean isNone() {
        return most == 0;
    }

    Overlap and(Overlap other) {
        return new Overlap(Math.max(most, other.most), time.plus(other.time));
    }
}
