package io.tidegate.devices.scale;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which of the many weights that a scale sends tell something: one that has come to rest at once, one that moves now and
 * then, and the same one only to say that the scale is still there. Used by its device thread only.
 */
final class News {

    private static final Duration STILL_THERE = Duration.ofMinutes(1);

    private final Duration moving;
    private Said.@Nullable Weight last;
    private Instant lastAt = Instant.EPOCH;

    /** @param moving the time from one weight that moves to the next */
    News(Duration moving) {
        this.moving = moving;
    }

    boolean is(Said.Weight weight, Instant at) {
        Said.Weight before = last;
        boolean due = before == null || isOver(weight.equals(before) ? STILL_THERE : moving, at);
        boolean rests = before != null && weight.stable() && !weight.equals(before);
        if (due || rests) {
            last = weight;
            lastAt = at;
            return true;
        }
        return false;
    }

    /** Also when the clock was set back meanwhile. */
    private boolean isOver(Duration time, Instant at) {
        return at.isBefore(lastAt) || !at.isBefore(lastAt.plus(time));
    }
}
