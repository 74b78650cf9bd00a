package io.tidegate.gateway.history;

import io.tidegate.clouds.influxdb.InfluxTime;
import java.time.Duration;
import java.time.Instant;

/** The time at or after {@code from} and before {@code to}, within what every implementation can name. */
public record Span(Instant from, Instant to) {

    public static final Instant EARLIEST = InfluxTime.EARLIEST;

    public static final Instant LATEST = InfluxTime.LATEST;

    /** @throws IllegalArgumentException when nothing can lie between the two */
    public Span {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(from + " is not before " + to);
        }
        if (from.isBefore(EARLIEST) || to.isAfter(LATEST)) {
            throw new IllegalArgumentException(from + " to " + to + " reaches beyond " + EARLIEST + " to " + LATEST);
        }
    }

    /** Widened, so that it begins and ends with a step. */
    Span wholeSteps(Duration step) {
        long millis = step.toMillis();
        return new Span(
                Instant.ofEpochMilli(firstStep(step) * millis), Instant.ofEpochMilli((lastStep(step) + 1) * millis));
    }

    /** Steps, or parts of steps, in it. */
    long steps(Duration step) {
        return lastStep(step) - firstStep(step) + 1;
    }

    long fromMillis() {
        return from.toEpochMilli();
    }

    /** The first millisecond that is not in it. */
    long toMillis() {
        long millis = to.toEpochMilli();
        return Instant.ofEpochMilli(millis).isBefore(to) ? millis + 1 : millis;
    }

    boolean has(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    private long firstStep(Duration step) {
        return Math.floorDiv(fromMillis(), step.toMillis());
    }

    private long lastStep(Duration step) {
        return Math.floorDiv(toMillis() - 1, step.toMillis());
    }
}
