package io.tidegate.sync;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place can accept nothing now. The message says why, in words that staff understand, and what to check. */
public final class UnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> retryAfter;

    public UnavailableException(String message) {
        this(message, Optional.empty(), null);
    }

    public UnavailableException(String message, Throwable cause) {
        this(message, Optional.empty(), cause);
    }

    public UnavailableException(String message, Optional<Duration> retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** How long the place asks us to wait. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
