package io.tidegate.gateway.history;

import java.time.Duration;
import java.util.List;

/** The widths in which a past is summarised. Stateless. */
public final class Steps {

    public static final Duration MINUTE = Duration.ofMinutes(1);

    public static final Duration HOUR = Duration.ofHours(1);

    /** Each divides the next hour or day, so that steps begin where people expect it. */
    public static final List<Duration> LADDER = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            MINUTE,
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            HOUR,
            Duration.ofHours(2),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1));

    private Steps() {}

    /** The narrowest of which the span has at most {@code pointsMax}; above a day, days doubled as often as needed. */
    public static Duration fitting(Span span, int pointsMax) {
        History.checkedLimit(pointsMax);
        for (Duration step : LADDER) {
            if (span.steps(step) <= pointsMax) {
                return step;
            }
        }
        Duration step = LADDER.getLast();
        while (span.steps(step) > pointsMax) {
            step = step.multipliedBy(2);
        }
        return step;
    }

    /** @throws IllegalArgumentException when the answer would be too long, or the step is none */
    static Duration checked(Span span, Duration step) {
        boolean wholeDays = step.compareTo(Duration.ofDays(1)) > 0 && step.toMillis() % 86_400_000 == 0;
        if (!wholeDays && !LADDER.contains(step)) {
            throw new IllegalArgumentException(step + " is no step: use one of " + LADDER + " or whole days");
        }
        if (span.steps(step) > History.POINTS_MAX) {
            throw new IllegalArgumentException("from " + span.from() + " to " + span.to() + " there are "
                    + span.steps(step) + " steps of " + step + "; at most " + History.POINTS_MAX
                    + " are told at once. Use wider steps, or ask for less.");
        }
        return step;
    }
}
