package io.tidegate.gateway;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.observation.DeviceTime;
import io.tidegate.observation.Entry;
import io.tidegate.site.GatewaySettings.ClockRule;
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
 * take back what it was told of 1970. The journal knows for how long; a site without a time server delivers all the same,
 * unless it wants to wait. Used by its sink's thread only.
 */
final class AwaitingClock extends ForwardingSink {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final String why;
    private final Predicate<Entry> isDoubtful;
    private final Predicate<Entry> mayBeSetRight;
    private boolean waiting;

    private AwaitingClock(Sink sink, String why, Predicate<Entry> isDoubtful, Predicate<Entry> mayBeSetRight) {
        super(sink);
        this.why = why;
        this.isDoubtful = isDoubtful;
        this.mayBeSetRight = mayBeSetRight;
    }

    /** What is plainly wrong waits for as long as it may be set right. */
    static AwaitingClock plain(Sink sink, Predicate<Entry> mayBeSetRight) {
        return new AwaitingClock(
                sink,
                "The clock of this box has not been set since it was switched on. Entries wait for it, but not longer"
                        + " than ten minutes. Check that the box reaches a time server",
                AwaitingClock::isPlainlyWrong,
                mayBeSetRight);
    }

    /** All waits whose clock nobody has set. */
    static AwaitingClock holding(Sink sink, Predicate<Entry> isAwaited) {
        return new AwaitingClock(
                sink,
                "The clock of this box has not been set since it was switched on, and entries wait until it is"
                        + " (gateway.clock: hold). Check that the box reaches a time server",
                isAwaited,
                isAwaited);
    }

    static Sink before(Sink sink, Journal journal, ClockRule rule) {
        return rule == ClockRule.HOLD
                ? holding(sink, journal.clock()::isAwaited)
                : plain(sink, journal.clock()::mayBeSetRight);
    }

    private static boolean isPlainlyWrong(Entry entry) {
        return DeviceTime.isBeforeGateways(entry.recordedAt());
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
                throw new UnavailableException(why, Optional.of(LOOK_AGAIN), null);
            }
        }
    }

    /** Behind it there may be some with a right time: a clock is set some seconds before that is noticed. */
    private Optional<Entry> newestOfAWrongTime(List<Entry> batch) {
        for (Entry each : batch.reversed()) {
            if (isDoubtful.test(each)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
