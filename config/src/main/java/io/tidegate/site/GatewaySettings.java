package io.tidegate.site;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * This box.
 *
 * @param data the folder for everything it keeps; relative paths are relative to the site file
 * @param commitWindow how long an acknowledgement may wait for others to share its commit, 0 to 10 s
 * @param retention what the journal keeps
 * @param clock what is done about a clock that nobody has set since the box was switched on
 */
public record GatewaySettings(String id, Path data, Duration commitWindow, Retention retention, ClockRule clock) {

    public static final Duration COMMIT_WINDOW = Duration.ofMillis(100);

    /** What is done about a clock that nobody has set since the box was switched on. */
    public enum ClockRule {
        /** Clouds get its times; what is plainly wrong waits ten minutes for a time server. */
        PLAIN,
        /** The same, and each entry with such a time says so. */
        MARK,
        /** Clouds get nothing with such a time while the clock may yet be set. */
        HOLD,
        /** The clock is right, whoever keeps it. */
        TRUST
    }

    /** With a clock of which there is nothing to say. */
    public GatewaySettings(String id, Path data, Duration commitWindow, Retention retention) {
        this(id, data, commitWindow, retention, ClockRule.PLAIN);
    }

    /**
     * What the journal keeps. What a sink has not had yet is kept beyond {@code age}; beyond {@code bytes} it is thinned.
     *
     * @param age entries older than this go, once every sink has had them
     * @param bytes the size of the journal's entries on disk at most
     * @param readings those older than this are summed up by the minute; empty: only when there is no room
     */
    public record Retention(Duration age, long bytes, Optional<Duration> readings) {
        public static final Retention DEFAULT = new Retention(Duration.ofDays(30), 2L << 30);

        /** Readings are kept one by one for as long as there is room. */
        public Retention(Duration age, long bytes) {
            this(age, bytes, Optional.empty());
        }
    }
}
