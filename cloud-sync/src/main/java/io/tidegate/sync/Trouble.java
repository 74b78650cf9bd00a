package io.tidegate.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Failures in a row, and what follows from them. Used by a courier's thread only. */
final class Trouble {

    private final Times times;
    private int failures;
    private @Nullable Instant since;
    private long overNanos;

    Trouble(Times times) {
        this.times = times;
    }

    /** @return how long to leave the place alone */
    Duration failed(Optional<Duration> asked) {
        failures++;
        since = since();
        Duration pause = Backoff.pause(failures, asked, times.chance());
        overNanos = times.nanoTime().getAsLong() + pause.toNanos();
        return pause;
    }

    /** Something went, though the trouble is not over: the next pause is a short one again. */
    void eased() {
        failures = 0;
    }

    void over() {
        failures = 0;
        since = null;
    }

    boolean isOn() {
        return since != null;
    }

    /** When it began; now, where it does not last yet. */
    Instant since() {
        Instant began = since;
        return began == null ? times.clock().instant() : began;
    }

    /** How long the place is still left alone; not positive when it may be tried. */
    Duration left() {
        return failures == 0
                ? Duration.ZERO
                : Duration.ofNanos(overNanos - times.nanoTime().getAsLong());
    }
}
