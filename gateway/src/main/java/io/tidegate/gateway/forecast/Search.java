package io.tidegate.gateway.forecast;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The lowest cost in a box, by trying one number after the other in steps that are halved. For up to five numbers and a cost
 * that is not quite smooth it finds what cleverer methods find, and always the same.
 */
final class Search {

    /** A number that is looked for: between these, beginning there, in steps of at first this. */
    record Range(double from, double to, double begin, double step) {

        private double moved(double number, double by) {
            return Math.clamp(number + by, from, to);
        }
    }

    /** The last step is an eighth of the first: finer rates forecast no better. */
    private static final int HALVINGS = 3;

    private static final int ROUNDS_MAX = 40;

    private final List<Range> box;
    private final ToDoubleFunction<double[]> cost;
    private final double[] best;
    private double lowest;

    private Search(List<Range> box, ToDoubleFunction<double[]> cost) {
        this.box = box;
        this.cost = cost;
        this.best = box.stream().mapToDouble(Range::begin).toArray();
        this.lowest = cost.applyAsDouble(best);
    }

    static double[] lowest(List<Range> box, ToDoubleFunction<double[]> cost) {
        Search search = new Search(box, cost);
        double scale = 1;
        for (int round = 0, halved = 0; round < ROUNDS_MAX && halved <= HALVINGS; round++) {
            if (!search.isLoweredBy(scale)) {
                scale /= 2;
                halved++;
            }
        }
        return search.best;
    }

    private boolean isLoweredBy(double scale) {
        boolean lowered = false;
        for (int i = 0; i < best.length; i++) {
            double step = box.get(i).step() * scale;
            lowered |= isBetter(i, step) || isBetter(i, -step);
        }
        return lowered;
    }

    private boolean isBetter(int number, double by) {
        double kept = best[number];
        best[number] = box.get(number).moved(kept, by);
        if (best[number] == kept) {
            return false;
        }
        double found = cost.applyAsDouble(best);
        if (found < lowest) {
            lowest = found;
            return true;
        }
        best[number] = kept;
        return false;
    }
}
