package io.tidegate.sync;

import io.tidegate.observation.Entry;
import java.time.Duration;
import java.util.List;

/**
 * The journal as one reader sees it: entries in order from its own cursor on. Used by its sink thread only, but for
 * {@link #backlog()}.
 */
public interface Outbox {

    /**
     * The next entries, without moving the cursor: the same again until {@link #done}. Empty when there are none. What
     * retention took before this reader had it is counted and reported by the journal.
     */
    List<Entry> peek(int limit);

    /**
     * Moves the cursor behind a position and parks what was rejected. The move is on disk with one of the next commits,
     * or within a minute, since a commit of its own would wear the disk out: after a crash some entries come again. A
     * rejection is on disk before the cursor is.
     */
    void done(long upTo, List<Rejected> rejected);

    /** Waits until there is something to peek at, the time is over (false), or the journal is closed (false). */
    boolean await(Duration atMost) throws InterruptedException;

    /** The journal has ended, and nothing more can come: neither by {@link #peek} nor by waiting. Safe from any thread. */
    boolean isClosed();

    /** Entries that this reader has not had yet. Safe from any thread. */
    long backlog();
}
