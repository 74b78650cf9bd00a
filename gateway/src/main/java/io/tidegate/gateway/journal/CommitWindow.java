package io.tidegate.gateway.journal;

/**
 * When a group of waiting entries is committed. A commit costs the disk about 5 KB whatever is in it, so entries wait
 * for each other; but only as long as waiting brings some. A group closes
 *
 * <ul>
 *   <li>at once when somebody waits in person (a scan, a button) or at the start, or when it is large enough,
 *   <li>when nothing has arrived for the <em>quiet time</em>,
 *   <li>at the latest after the window ({@code gateway.commitWindow}).
 * </ul>
 *
 * The quiet time learns, between {@link #QUIET_MIN_NANOS} and the window. An entry that comes after the commit, and that
 * the window would have caught, says that waiting would have paid: the quiet time grows past that gap. Unless it came so
 * soon after the acknowledgement that it was probably its answer (a publisher that waits for each acknowledgement): then
 * waiting is in vain, however long. A wait in vain shrinks it. So a lone reading every second is acknowledged at once,
 * 100 readings a second make ten commits, and fifty publishers with full windows are not kept waiting.
 *
 * <p>Pure: times come in as nanoseconds of one monotonic clock. Used by the journal's thread, under its queue's lock.
 */
final class CommitWindow {

    static final long QUIET_MIN_NANOS = 1_000_000;

    /** An entry this soon after an acknowledgement was probably sent because of it: a local round trip. */
    static final long ANSWER_NANOS = 3_000_000;

    /** Large enough: what the commit costs is shared by so many that waiting for more gains nothing. */
    static final int ENTRIES_ENOUGH = 256;

    /** The same for large entries. */
    static final long BYTES_ENOUGH = 64 << 10;

    private final long windowNanos;
    private final long quietMaxNanos;
    private long quietNanos = QUIET_MIN_NANOS;
    private long openedAt;
    private long lastArrivalAt;
    private long acknowledgedAt;
    private boolean acknowledged;
    private boolean learning;

    CommitWindow(long windowNanos) {
        this.windowNanos = windowNanos;
        // Below the window, or a wait in vain could not be told from a window that was used.
        this.quietMaxNanos = Math.max(QUIET_MIN_NANOS, windowNanos * 3 / 4);
    }

    /** The first entry of a group arrived. */
    void opened(long now) {
        if (learning && now - openedAt < windowNanos && !isAnswer(now)) {
            quietNanos = Math.min(quietMaxNanos, Math.max(2 * quietNanos, 2 * (now - lastArrivalAt)));
        }
        learning = false;
        openedAt = now;
        lastArrivalAt = now;
    }

    /** What came before the acknowledgement went out did not come because of it. */
    private boolean isAnswer(long now) {
        return acknowledged && now - acknowledgedAt <= ANSWER_NANOS && now - acknowledgedAt >= 0;
    }

    /** One more arrived. */
    void arrived(long now) {
        lastArrivalAt = now;
    }

    /** The moment at which the group closes, unless more arrives; not after {@code now} when it closes now. */
    long closesAt(long now, boolean enough, boolean urgent) {
        if (urgent || enough) {
            return now;
        }
        return Math.min(openedAt + windowNanos, lastArrivalAt + quietNanos);
    }

    /** The group closed and goes to the disk. */
    void closed(long now) {
        learning = now - lastArrivalAt >= quietNanos && now - openedAt < windowNanos;
        if (learning) {
            quietNanos = Math.max(QUIET_MIN_NANOS, quietNanos - quietNanos / 4);
        }
        acknowledged = false;
    }

    /** The group closed because somebody waits, which tells nothing about the others. */
    void cutShort() {
        learning = false;
        acknowledged = false;
    }

    /** It is on disk, and its acknowledgements go out. */
    void acknowledged(long now) {
        acknowledged = true;
        acknowledgedAt = now;
    }
}
