package io.tidegate.gateway;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.observation.DeviceTime;
import io.tidegate.observation.Entry;
import io.tidegate.sync.ForwardingSink;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A sink that leaves entries in the journal while their times are plainly wrong and may yet be set right: a cloud cannot
 * take back what it was told of 1970. The journal knows for how long; a site without a time server delivers all the same.
 * Used by its sink's thread only.
 */
final class AwaitingClock extends ForwardingSink {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final Predicate<Entry> mayBeSetRight;
    private boolean waiting;

    AwaitingClock(Sink sink, Predicate<Entry> mayBeSetRight) {
        super(sink);
        this.mayBeSetRight = mayBeSetRight;
    }

    static Sink before(Sink sink, Journal journal) {
        return new AwaitingClock(sink, journal::mayBeSetRight);
    }

    @Override
    public Settled deliver(List<Entry> batch, boolean late) throws UnavailableException, InterruptedException {
        await(batch);
        return super.deliver(batch, late);
    }

    private void await(List<Entry> batch) throws UnavailableException {
        Optional<Entry> newest = newestOfAWrongTime(batch);
        if (newest.isPresent()) {
            boolean waitedBefore = waiting;
            waiting = mayBeSetRight.test(newest.get());
            // Once more when it is over: this batch may have been read just before its times were set right.
            if (waiting || waitedBefore) {
                throw new UnavailableException(
                        "The clock of this box has not been set since it was switched on. Entries wait for it, but not"
                                + " longer than ten minutes. Check that the box reaches a time server",
                        Optional.of(LOOK_AGAIN),
                        null);
            }
        }
    }

    /** Behind it there may be some with a right time: a clock is set some seconds before that is noticed. */
    private static Optional<Entry> newestOfAWrongTime(List<Entry> batch) {
        for (Entry each : batch.reversed()) {
            if (DeviceTime.isBeforeGateways(each.recordedAt())) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
