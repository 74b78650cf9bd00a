package io.tidegate.site;

import java.nio.file.Path;
import java.time.Duration;

/**
 * This box.
 *
 * @param data the folder for everything it keeps; relative paths are relative to the site file
 * @param commitWindow how long an acknowledgement may wait for others to share its commit, 0 to 10 s
 * @param retention what the journal keeps
 */
public record GatewaySettings(String id, Path data, Duration commitWindow, Retention retention) {

    public static final Duration COMMIT_WINDOW = Duration.ofMillis(100);

    /**
     * What the journal keeps. What a sink has not had yet is kept beyond {@code age}, but never beyond {@code bytes}.
     *
     * @param age entries older than this go, once every sink has had them
     * @param bytes the journal's size on disk at most
     */
    public record Retention(Duration age, long bytes) {
        public static final Retention DEFAULT = new Retention(Duration.ofDays(30), 2L << 30);
    }
}
