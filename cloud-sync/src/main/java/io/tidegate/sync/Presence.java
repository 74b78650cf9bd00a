package io.tidegate.sync;

/**
 * When a place was there, for its history: each outage lasts from the first delivery that failed to the first that went, or to
 * the first test that was answered. {@link Outage} takes together what the log shall not hear each time; here nothing is taken
 * together. Used by a courier's thread only.
 *
 * <p>How many outages a line can have that flaps is bounded by {@link Backoff}: each begins with a failure, which is followed by
 * a pause of half a second on the average, and of {@link Backoff#PAUSE_MIN} at least. So there are some two in a second, and 20
 * at the very most; to keep these from the disk is the outbox's part ({@link Outbox#away}).
 */
final class Presence {

    private enum State {
        /** The program has just started; it may have been away when it ended. */
        UNKNOWN,
        THERE,
        AWAY
    }

    private final Outbox outbox;
    private final Times times;
    private State state = State.UNKNOWN;

    Presence(Outbox outbox, Times times) {
        this.outbox = outbox;
        this.times = times;
    }

    void failed(String reason) {
        if (state != State.AWAY) {
            state = State.AWAY;
            outbox.away(times.clock().instant(), reason);
        }
    }

    /** It has taken something, or has answered. */
    void answered() {
        if (state != State.THERE) {
            state = State.THERE;
            outbox.back(times.clock().instant());
        }
    }
}
