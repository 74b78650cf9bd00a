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
     * What happened to goods has no quota, since it is never given up.
     *
     * @param age entries older than this go, once every sink has had them
     * @param bytes the size of the journal's entries on disk at most
     * @param readings those that are too old or too many are summed up
     * @param events scans, faults and proofs: those that are too many go, and those that are too old once every sink has had them
     */
    public record Retention(Duration age, long bytes, Quota readings, Quota events) {
        public static final Retention DEFAULT = new Retention(Duration.ofDays(30), 2L << 30);

        /** All of it is kept for as long as there is room. */
        public Retention(Duration age, long bytes) {
            this(age, bytes, Quota.NONE, Quota.NONE);
        }
    }

    /**
     * What a class of entries may take of all.
     *
     * @param age empty: as all others
     * @param bytes on disk, about; empty: as long as there is room
     */
    public record Quota(Optional<Duration> age, Optional<Long> bytes) {
        public static final Quota NONE = new Quota(Optional.empty(), Optional.empty());
    }
}
