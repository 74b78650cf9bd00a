package io.tidegate.sync;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place can accept nothing now. The message says why, in words that staff understand, and what to check. */
public final class UnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> retryAfter;
    private final transient Settled settled;
    private final int pending;

    public UnavailableException(String message) {
        this(message, Optional.empty(), null);
    }

    public UnavailableException(String message, Throwable cause) {
        this(message, Optional.empty(), cause);
    }

    public UnavailableException(String message, Optional<Duration> retryAfter, @Nullable Throwable cause) {
        this(message, cause, retryAfter, Settled.NOTHING, 0);
    }

    private UnavailableException(
            @Nullable String message,
            @Nullable Throwable cause,
            Optional<Duration> retryAfter,
            Settled settled,
            int pending) {
        super(message, cause);
        this.retryAfter = retryAfter;
        this.settled = settled;
        this.pending = pending;
    }

    /**
     * The same, in the middle of a delivery.
     *
     * @param done what was settled before
     * @param offered so many entries behind that were on their way together, and shall be offered together again
     */
    public UnavailableException after(Settled done, int offered) {
        return new UnavailableException(getMessage(), this, retryAfter, done, offered);
    }

    /** How long the place asks us to wait. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    Settled settled() {
        return settled;
    }

    /** How many entries behind what is settled are offered together next; 0: all that were left. */
    int pending() {
        return pending;
    }
}
