package io.tidegate.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the log hears of a place: once that it is away, and once that it is back. A place that fails now and then is away
 * until it has been well for a while, or it would write two lines for each hiccup; {@link Presence} keeps each. Used by a
 * courier's thread only.
 */
final class Outage {

    /** Who fails again within this was not back. As long as we leave a place alone at most. */
    static final Duration STEADY = Backoff.PAUSE_MAX;

    private final Times times;
    private int failures;
    private Instant since = Instant.EPOCH;

    /** Since when it takes entries again. */
    private @Nullable Instant back;

    private long backNanos;

    Outage(Times times) {
        this.times = times;
    }

    /** @return what to say of it, where it is news */
    Optional<String> failed(String reason) {
        failures++;
        back = null;
        if (failures > 1) {
            return Optional.empty();
        }
        since = now();
        return Optional.of("unreachable since " + since + ": " + reason + ". Entries are kept; retrying.");
    }

    void took() {
        if (failures > 0 && back == null) {
            back = now();
            backNanos = times.nanoTime().getAsLong();
        }
    }

    /** @return what to say of its end, once */
    Optional<String> over(long backlog) {
        Instant from = back;
        if (from == null || times.nanoTime().getAsLong() - backNanos < STEADY.toNanos()) {
            return Optional.empty();
        }
        String words = "again reachable since " + from + ", " + counted(backlog) + " entries to send"
                + (failures > 1 ? " (it had failed " + counted(failures) + " times since " + since + ")" : "");
        failures = 0;
        back = null;
        return Optional.of(words);
    }

    private Instant now() {
        return times.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String counted(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
