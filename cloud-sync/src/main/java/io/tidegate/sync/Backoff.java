package io.tidegate.sync;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to leave a place alone that can take nothing. Functions only. */
public final class Backoff {

    /** The first retry comes within this: most outages are a router's hiccup. Doubles with each further failure. */
    static final Duration FIRST_MAX = Duration.ofSeconds(1);

    /** Never longer by our own choice: staff who have plugged the cable in again will wait for so long, not more. */
    static final Duration PAUSE_MAX = Duration.ofMinutes(5);

    /** Never shorter, whatever chance says. */
    static final Duration PAUSE_MIN = Duration.ofMillis(50);

    /** A place may ask for a longer pause, up to this: a wrong header must not silence a shop for a year. */
    static final Duration ASKED_MAX = Duration.ofHours(1);

    /** A shift by more would overflow, and is above {@link #PAUSE_MAX} anyway. */
    private static final int DOUBLINGS_MAX = 20;

    private Backoff() {}

    /**
     * Full jitter: anything up to the doubled time, so that a thousand shops behind one failed cloud do not come back
     * in the same second.
     *
     * @param failures in a row, 1 or more
     * @param asked what the place itself asked for; never less than this
     */
    public static Duration pause(int failures, Optional<Duration> asked, RandomGenerator chance) {
        Duration doubled = FIRST_MAX.multipliedBy(1L << Math.clamp(failures - 1, 0, DOUBLINGS_MAX));
        Duration jitter =
                Duration.ofNanos(chance.nextLong(shorter(doubled, PAUSE_MAX).toNanos()));
        Duration own = longer(jitter, PAUSE_MIN);
        return asked.map(wanted -> longer(own, shorter(wanted, ASKED_MAX))).orElse(own);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
