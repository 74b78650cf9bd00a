package io.tidegate.sync;

import io.tidegate.observation.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The journal as one reader sees it: entries in order from its own cursor on, and beside them those that the place has
 * refused and a person wants sent again. Used by its sink thread only, but for {@link #backlog()}.
 */
public interface Outbox {

    /**
     * The next entries of a lane, without moving its cursor: the same again until {@link #done}. Empty when there are none,
     * or none among the many that were looked at: then the next call looks at those behind. What retention took before this
     * reader had it is counted and reported by the journal. {@link Lane#AGAIN} is asked by {@link #peekAgain}.
     *
     * @param entries at most
     * @param bytes at most, by {@link EntrySize}; but one entry at least where there is one, since it must go somehow
     */
    List<Entry> peek(Lane lane, int entries, long bytes);

    /** Whether the last peek ended at one of its limits, so that there may be more. */
    boolean isCut();

    /**
     * Moves the lane's cursor behind a position and parks what was rejected. The move is on disk with one of the next
     * commits, or within a minute, since a commit of its own would wear the disk out: after a crash some entries come again.
     * A rejection is on disk before the cursor is.
     */
    void done(Lane lane, long upTo, List<Rejected> rejected);

    /**
     * Leaves what waits for later, and goes on with what is recorded from now on: after an outage people see at once what is
     * now. False where nothing waits, or where too much was left already. On disk with the cursor, so that a crash undoes
     * all of it or nothing.
     */
    boolean leap();

    /** How many entries were left for later and are not delivered yet. Safe from any thread. */
    long owed();

    /** What was refused and shall be sent once more, within the same limits: the same again until {@link #doneAgain}. */
    List<Entry> peekAgain(int entries, long bytes);

    /** On disk when it returns: what was taken at last is forgotten, what was refused again waits for the next person. */
    void doneAgain(List<Long> taken, List<Rejected> refused);

    /**
     * The place takes nothing since then; kept for people to look at. Of an outage that lasts only the first counts. On disk at
     * once, but for one that follows another at once: those are written together some seconds later.
     */
    void away(Instant since, String reason);

    /** It takes entries again since then, or has answered. On disk with the same patience. */
    void back(Instant since);

    /** Whether this place has ever taken something. */
    boolean hasTaken(String place);

    /** It has. On disk when it returns, and remembered until the reader has another place. */
    void rememberTaken(String place);

    /**
     * Waits until there is something to peek at in the lane, the time is over (false), somebody wants something sent again
     * (false), or the journal is closed (false).
     */
    boolean await(Lane lane, Duration atMost) throws InterruptedException;

    /** Bytes that were sent on both days and those between. */
    long sentBetween(LocalDate first, LocalDate last);

    /** So many more were sent on that day. On disk within a minute: a crash forgets the last of them. */
    void sent(LocalDate day, long bytes);

    /** Ends a wait. Safe from any thread. */
    void wake();

    /** The journal has ended, and nothing more can come: neither by {@link #peek} nor by waiting. Safe from any thread. */
    boolean isClosed();

    /** Entries that this reader has not had yet, with those that it left for later. Safe from any thread. */
    long backlog();
}
