package io.tidegate.gateway.inventory;

import io.tidegate.observation.Amount;
import io.tidegate.observation.MovementKind;
import java.util.Arrays;
import java.util.Set;

/**
 * What was asked for of an item each day, until yesterday, from the first day on which it was booked.
 *
 * @param asked sold and not brought back, or used up in production; oldest first, in the item's own unit
 * @param out the days on which it was out of stock for a while
 */
public record Turnover(double[] asked, boolean[] out) {

    /**
     * Adds up lines as they come by, in the order of their moments. Used by one thread.
     *
     * <p>A day is one without stock when nothing was left at any time of it, all locations together from which the item is
     * sold. It is not where the books cannot be right: before anything was booked in there, and on a day on which something
     * was sold although nothing was left.
     */
    static final class Adding {
        private final Days days;
        private final Set<String> outlets;
        private final Tally tally = new Tally();
        private final double[] asked;
        private final boolean[] out;
        private int day;
        private int first;
        private boolean begun;
        private boolean stocked;
        private boolean soldFromNothing;

        /** @param outlets the locations from which it is sold; empty for all */
        Adding(Days days, Set<String> outlets) {
            this.days = days;
            this.outlets = outlets;
            this.asked = new double[days.count()];
            this.out = new boolean[days.count()];
        }

        /** @param at before the end of the last day */
        void take(Place place, String lot, long at, long millionths, MovementKind kind) {
            goOnTo(at);
            boolean outlet = outlets.isEmpty() || outlets.contains(place.location());
            if (at >= days.start(0) && isDemand(kind)) {
                soldFromNothing |= outlet && stocked && kind != MovementKind.RETURN && left() <= 0;
                asked[day] -= millionths / Amount.MILLIONTHS;
            }
            tally.take(place, lot, millionths, kind == MovementKind.COUNT);
            stocked |= outlet && (kind == MovementKind.COUNT || (millionths > 0 && kind != MovementKind.RETURN));
            if (at >= days.start(0)) {
                look();
            }
        }

        private static boolean isDemand(MovementKind kind) {
            return kind == MovementKind.SELL || kind == MovementKind.RETURN || kind == MovementKind.CONSUME;
        }

        /** Ends the days before that moment. */
        private void goOnTo(long at) {
            while (day < days.count() - 1 && at >= days.start(day + 1)) {
                endDay();
                day++;
                look();
            }
            if (!begun) {
                begun = true;
                first = day;
            }
        }

        private void look() {
            out[day] |= stocked && left() <= 0;
        }

        private void endDay() {
            out[day] &= !soldFromNothing;
            soldFromNothing = false;
        }

        private long left() {
            return outlets.isEmpty()
                    ? tally.sum()
                    : outlets.stream().mapToLong(tally::at).sum();
        }

        Turnover sum() {
            if (!begun) {
                return new Turnover(new double[0], new boolean[0]);
            }
            goOnTo(days.start(days.count()) - 1);
            endDay();
            return new Turnover(
                    Arrays.copyOfRange(asked, first, asked.length), Arrays.copyOfRange(out, first, out.length));
        }
    }
}
