package io.tidegate.gateway.pages;

import io.tidegate.gateway.journal.JournalStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much the journal holds and how fast it grows. Immutable.
 *
 * @param room bytes that entries may take
 * @param entryBytes that one takes, on the average
 * @param perSecond entries, since the oldest that is kept; 0 where that is too short to tell
 */
record Storage(long room, double entryBytes, double perSecond) {

    /** What a shorter time shows says nothing of a day. */
    private static final Duration SHORTEST = Duration.ofMinutes(10);

    static Storage of(JournalStatus journal, long room, Instant now) {
        Duration kept = journal.oldest()
                .map(oldest -> Duration.between(oldest, now))
                .filter(age -> age.compareTo(SHORTEST) > 0)
                .orElse(Duration.ZERO);
        return new Storage(
                room,
                (double) journal.bytes() / Math.max(1, journal.entries()),
                kept.isZero() ? 0 : (double) journal.entries() / kept.toSeconds());
    }

    /** Until what waits fills the room, at the rate of late. */
    Optional<Duration> untilFull(long waiting) {
        double perSecondBytes = perSecond * entryBytes;
        double left = room - waiting * entryBytes;
        return perSecondBytes > 0 && left > 0
                ? Optional.of(Duration.ofSeconds((long) Math.min(left / perSecondBytes, Integer.MAX_VALUE)))
                : Optional.empty();
    }
}
