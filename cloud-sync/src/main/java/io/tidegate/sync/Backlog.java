package io.tidegate.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What waits for one place at one moment. Immutable.
 *
 * @param entries that the place has not had yet
 * @param owed of these, entries that were left for later, while what is recorded now is delivered at once
 * @param bytes that they are as JSON, estimated by those that were looked at last; 0 before any was
 * @param upTo all that was recorded before is delivered; empty where nothing waits, or nobody has looked yet
 * @param eta until all is delivered, at the pace of the last minute; empty where it does not become less
 */
public record Backlog(long entries, long owed, long bytes, Optional<Instant> upTo, Optional<Duration> eta) {

    public static final Backlog NONE = new Backlog(0, 0, 0, Optional.empty(), Optional.empty());
}
