package io.tidegate.sync;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place can accept nothing now. The message says why, in words that staff understand, and what to check. */
public final class UnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Details details;

    /**
     * What the courier makes something of.
     *
     * @param retryAfter how long the place asks us to wait
     * @param silent whether something was sent that nobody has answered in time
     * @param settled before that
     * @param pending so many entries behind what is settled are offered together next; 0: all that were left
     */
    record Details(Optional<Duration> retryAfter, boolean silent, Settled settled, int pending) {

        static Details of(Optional<Duration> retryAfter, boolean silent) {
            return new Details(retryAfter, silent, Settled.NOTHING, 0);
        }
    }

    public UnavailableException(String message) {
        this(message, null, Details.of(Optional.empty(), false));
    }

    public UnavailableException(String message, Throwable cause) {
        this(message, cause, Details.of(Optional.empty(), false));
    }

    public UnavailableException(String message, Optional<Duration> retryAfter, @Nullable Throwable cause) {
        this(message, cause, Details.of(retryAfter, false));
    }

    private UnavailableException(@Nullable String message, @Nullable Throwable cause, Details details) {
        super(message, cause);
        this.details = details;
    }

    /** The batch was sent, and nobody has answered in time: the line is dead, or too slow for so much at once. */
    public static UnavailableException silence(String message, Throwable cause) {
        return new UnavailableException(message, cause, Details.of(Optional.empty(), true));
    }

    /**
     * The same, in the middle of a delivery.
     *
     * @param done what was settled before
     * @param offered so many entries behind that were on their way together, and shall be offered together again
     */
    public UnavailableException after(Settled done, int offered) {
        return new UnavailableException(
                getMessage(), this, new Details(details.retryAfter, details.silent, done, offered));
    }

    public Optional<Duration> retryAfter() {
        return details.retryAfter;
    }

    Details details() {
        return details;
    }
}
