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
     * @param commitNanos time spent in commits
     * @param bytesWritten handed to the disk: WAL frames and checkpointed pages
     */
    public record Counters(
            long accepted,
            long committed,
            long groups,
            long commitNanos,
            long fsyncs,
            long bytesWritten,
            long parked) {}

    /**
     * One cursor.
     *
     * @param done the last position that this reader has had
     * @param missed entries that retention took before this reader had them, ever
     */
    public record Reader(String name, long done, long backlog, long missed) {}
}
