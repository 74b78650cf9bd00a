package io.tidegate.gateway.forecast;

import java.util.List;
import java.util.Set;

/** Chooses a method for a series: the one that misses by least in what is held back. */
final class Choice {

    /** In fewer there is nothing to choose by. */
    private static final int KNOWN_MIN = 4;

    /**
     * A fading trend is the best of the plain methods over thousands of series, and Croston's heirs are made for what is sold
     * now and then: what looks better on the few dozen steps of one series is so by luck unless it is better by a tenth.
     */
    private static final Set<Method.Kind> TRUSTED = Set.of(Method.Kind.TREND, Method.Kind.SBA, Method.Kind.TSB);

    private static final double TRUST = 0.9;

    private Choice() {}

    static Method among(Series whole, int horizon, int season) {
        Series series = whole.untilLastKnown();
        boolean neverNegative = series.isNeverNegative();
        if (series.known() < KNOWN_MIN) {
            return Method.of(neverNegative ? Method.Kind.MEAN : Method.Kind.NAIVE);
        }
        Demand.Kind demand = neverNegative ? Demand.of(series).kind() : Demand.Kind.SMOOTH;
        HoldOut holdOut = HoldOut.of(series.length(), horizon, longest(series, horizon, season));
        Method best = Method.of(Method.Kind.NAIVE);
        double lowest = Double.POSITIVE_INFINITY;
        for (Method method : Candidates.of(demand, season, holdOut.first())) {
            double cost = cost(holdOut, series, method, demand) * (TRUSTED.contains(method.kind()) ? TRUST : 1);
            if (cost < lowest) {
                lowest = cost;
                best = method;
            }
        }
        return best;
    }

    /** The longest season that there is enough of beside what is held back at least. */
    private static int longest(Series series, int horizon, int season) {
        List<Integer> seasons = Candidates.seasons(season, series.length() - HoldOut.looks(series.length(), horizon));
        return seasons.isEmpty() ? 1 : seasons.getLast();
    }

    /** By amounts, "none" is the best guess at what is bought on one day in three; a shelf needs the mean, which squares find. */
    private static double cost(HoldOut holdOut, Series series, Method method, Demand.Kind demand) {
        Sum sum = new Sum();
        if (demand == Demand.Kind.SMOOTH) {
            holdOut.run(series, method, (_, error) -> sum.value += Math.abs(error));
        } else {
            holdOut.run(series, method, (_, error) -> sum.value += error * error);
        }
        return sum.value;
    }

    private static final class Sum {
        private double value;
    }
}
