package io.tidegate.gateway.forecast;

import io.tidegate.gateway.forecast.Method.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which methods are tried on a series, simplest first: of those that are equally good the first is taken. */
final class Candidates {

    /** A day in steps of an hour, of half of one, of 15, 10 and 5 minutes: what has a day may have a week. */
    private static final Set<Integer> DAYS = Set.of(24, 48, 96, 144, 288);

    private static final int DAYS_OF_WEEK = 7;

    /** Less shows no season. */
    private static final int ROUNDS_MIN = 2;

    /** In fewer there is nothing to smooth. */
    private static final int STEPS_MIN = 10;

    private Candidates() {}

    /** @param steps that a method is shown before it must forecast */
    static List<Method> of(Demand.Kind demand, int season, int steps) {
        List<Integer> seasons = seasons(season, steps);
        List<Method> methods = new ArrayList<>(List.of(Method.of(Kind.NAIVE)));
        seasons.forEach(each -> methods.add(new Method(Kind.SEASONAL_NAIVE, each)));
        seasons.forEach(each -> methods.add(new Method(Kind.SEASONAL_MEAN, each)));
        if (steps < STEPS_MIN) {
            methods.add(Method.of(Kind.MEAN));
            return methods;
        }
        if (demand.isSeldom()) {
            methods.addAll(List.of(Method.of(Kind.SBA), Method.of(Kind.TSB)));
        } else {
            methods.addAll(List.of(Method.of(Kind.SMOOTHING), Method.of(Kind.TREND)));
        }
        for (int each : seasons) {
            methods.add(new Method(Kind.SEASONAL_SMOOTHING, each));
            methods.add(new Method(Kind.SEASONAL_TREND, each));
        }
        return methods;
    }

    /** Of those that may be there the ones that were seen often enough, shortest first. */
    static List<Integer> seasons(int season, int steps) {
        List<Integer> asked = DAYS.contains(season) ? List.of(season, DAYS_OF_WEEK * season) : List.of(season);
        return asked.stream()
                .filter(each -> each > 1 && each * ROUNDS_MIN <= steps)
                .toList();
    }
}
