package io.tidegate.sync;

import java.time.Instant;
import java.util.Optional;

/** What a courier has done since the program started. Immutable. */
record Tally(long delivered, long rejected, Optional<Instant> lastSuccess, Optional<Failure> lastFailure) {

    /** The last time that it could do nothing, and why. */
    record Failure(Instant at, String reason) {}

    static final Tally NONE = new Tally(0, 0, Optional.empty(), Optional.empty());

    Tally with(Settled settled, Instant now) {
        return new Tally(
                delivered + settled.taken(), rejected + settled.rejected().size(), Optional.of(now), lastFailure);
    }

    Tally with(Failure failure) {
        return new Tally(delivered, rejected, lastSuccess, Optional.of(failure));
    }
}
