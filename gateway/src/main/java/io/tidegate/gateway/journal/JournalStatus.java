package io.tidegate.gateway.journal;

import java.nio.file.Path;
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
 * @param entriesBytes what the entries take of it, as of the last look some seconds ago
 * @param damagedBlocks found unreadable so far and left in place
 */
public record JournalStatus(
        Optional<String> trouble,
        long firstPosition,
        long lastPosition,
        long entries,
        Optional<Instant> oldest,
        long bytes,
        EntriesBytes entriesBytes,
        long waitingEntries,
        long damagedBlocks,
        Counters counters,
        List<Reader> readers,
        Thinned thinned) {

    /**
     * What entries take on disk, by the classes that have quotas; how it is shared out is about right.
     *
     * @param goods with commands and their results
     * @param events scans, faults and proofs
     */
    public record EntriesBytes(long goods, long events, long readings) {}

    /**
     * Entries that are no more, for want of room or by a quota; ever.
     *
     * @param summedUp into others
     * @param dropped before every cloud had had them
     * @param kept whether that was for want of room, and what is left still waits for a cloud
     */
    public record Thinned(long summedUp, long dropped, boolean kept) {}

    /**
     * Since the program started.
     *
     * @param accepted entries taken in, on disk or waiting for it
     * @param groups that were committed, each with one sync
     * @param syncs that the journal asked the disk for: those of groups, and of its own housekeeping
     * @param groupEntries how many entries a group held
     * @param commitNanos how long a group's commit took
     */
    public record Counters(long accepted, long groups, long syncs, Histogram groupEntries, Histogram commitNanos) {}

    /**
     * How values were spread.
     *
     * @param bounds upper bounds, inclusive
     * @param counts values up to each bound and above the one before; one more for those above the last
     * @param sum of all values
     */
    public record Histogram(long[] bounds, long[] counts, long sum) {}

    /**
     * One cursor.
     *
     * @param done the last position that this reader has had
     * @param missed entries that this reader never had, since retention took them first or they were damaged, ever
     */
    public record Reader(String name, long done, long backlog, long missed) {}

    /** The log is absent after a clean stop, and counts as nothing then. */
    static long bytesOf(Path file) {
        return file.toFile().length()
                + file.resolveSibling(file.getFileName() + "-wal").toFile().length();
    }
}
