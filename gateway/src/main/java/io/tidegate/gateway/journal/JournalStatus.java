package io.tidegate.gateway.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The journal at one moment, for pages and metrics.
 *
 * @param trouble why nothing can be acknowledged now (a full or failing disk), in words for staff
 * @param entries now kept
 * @param oldest when the oldest kept entry was recorded
 * @param bytes on disk, with the write-ahead log
 * @param damagedBlocks found unreadable so far and left in place
 */
public record JournalStatus(
        Optional<String> trouble,
        long firstPosition,
        long lastPosition,
        long entries,
        Optional<Instant> oldest,
        long bytes,
        long waitingEntries,
        long damagedBlocks,
        Counters counters,
        List<Reader> readers) {

    /**
     * Since the program started.
     *
     * @param accepted entries taken in, on disk or waiting for it
     * @param groups commits, each with one sync
     * @param commitNanos time spent in commits
     */
    public record Counters(long accepted, long groups, long commitNanos) {}

    /**
     * One cursor.
     *
     * @param done the last position that this reader has had
     * @param missed entries that retention took before this reader had them, ever
     */
    public record Reader(String name, long done, long backlog, long missed) {}
}
