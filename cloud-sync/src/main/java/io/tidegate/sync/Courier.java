package io.tidegate.sync;

import io.tidegate.observation.Entry;
import io.tidegate.site.SinkConfig;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.sync.SinkStatus.Delivering;
import io.tidegate.sync.SinkStatus.Idle;
import io.tidegate.sync.SinkStatus.State;
import io.tidegate.sync.SinkStatus.Stopped;
import io.tidegate.sync.SinkStatus.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Carries entries from an outbox to one sink, on a virtual thread of its own, {@code sink-<id>}: peek, deliver, done,
 * in order and one batch at a time. All retrying, waiting and logging of sinks is here.
 *
 * <p>{@link #status} is safe from any thread; {@link #step} is the courier's thread's own (or a test's).
 */
public final class Courier implements AutoCloseable {

    /** Whom the courier serves, and how much it takes at once. */
    public record Duty(String id, String type, BatchLimits batch) {
        public static Duty of(SinkConfig config) {
            return new Duty(config.id(), config.type(), config.batch());
        }
    }

    /** Where time and chance come from. */
    record Times(Clock clock, LongSupplier nanoTime, RandomGenerator chance) {
        static Times real(Clock clock) {
            return new Times(clock, System::nanoTime, new ChanceOfTheThread());
        }
    }

    /** What the loop does between two steps. */
    sealed interface Next {
        record Now() implements Next {}

        record After(Duration pause) implements Next {}

        record WhenThereIsMore() implements Next {}
    }

    /** A sink notices an interrupt; one that does not is left behind, and the gateway stops without it. */
    static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);

    /**
     * Two deliveries that are not full start at least so far apart. The first after a silence goes at once, so nobody
     * waits on a quiet line; on a busy one what comes within this shares a batch.
     */
    static final Duration APART = Duration.ofMillis(20);

    /** A look at the outbox without being called. */
    static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final Duty duty;
    private final Sink sink;
    private final Outbox outbox;
    private final Times times;
    private final Thread thread;

    private volatile State state = new Idle();
    private volatile Tally tally = new Tally(0, 0, Optional.empty(), Optional.empty());
    private volatile boolean closing;
    private int failures;
    private @Nullable Instant failingSince;
    private boolean bugLogged;
    private long startedNanos;

    private record Tally(long delivered, long rejected, Optional<Instant> lastSuccess, Optional<String> lastError) {
        Tally with(int taken, int refused, Instant now) {
            return new Tally(delivered + taken, rejected + refused, Optional.of(now), lastError);
        }

        Tally with(String error) {
            return new Tally(delivered, rejected, lastSuccess, Optional.of(error));
        }
    }

    private Courier(Duty duty, Sink sink, Outbox outbox, Times times) {
        this.duty = duty;
        this.sink = sink;
        this.outbox = outbox;
        this.times = times;
        this.startedNanos = times.nanoTime().getAsLong() - APART.toNanos();
        this.thread = Thread.ofVirtual().name("sink-" + duty.id()).unstarted(this::run);
    }

    /** The sink is the courier's from here on: it closes it. */
    public static Courier start(Duty duty, Sink sink, Outbox outbox, Clock clock) {
        Courier courier = new Courier(duty, sink, outbox, Times.real(clock));
        courier.thread.start();
        return courier;
    }

    /** One whose steps the caller takes, with the caller's time. */
    static Courier stepwise(Duty duty, Sink sink, Outbox outbox, Times times) {
        return new Courier(duty, sink, outbox, times);
    }

    private void run() {
        try {
            while (!isOver()) {
                switch (stepOrFail()) {
                    case Next.Now() -> {}
                    case Next.After(Duration pause) -> Thread.sleep(pause);
                    case Next.WhenThereIsMore() -> outbox.await(LOOK_AGAIN);
                }
            }
        } catch (InterruptedException stopped) {
            // Only close() interrupts this thread.
        } finally {
            sink.close();
            state = new Stopped();
        }
    }

    private boolean isOver() {
        return closing || outbox.isClosed();
    }

    /** The top of the thread: a bug in one sink must not end its courier, nor anybody else's. */
    private Next stepOrFail() throws InterruptedException {
        try {
            return step();
        } catch (RuntimeException bug) {
            if (isOver()) {
                throw new InterruptedException();
            }
            if (!bugLogged) {
                Logger.error(bug, "cloud '{}': a mistake in the {} sink; please report it", duty.id(), duty.type());
                bugLogged = true;
            }
            return failed("a mistake in the " + duty.type() + " sink: " + bug, Optional.empty());
        }
    }

    /** Delivers one batch, if there is one. Neither waits nor sleeps, but for what the sink itself needs. */
    Next step() throws InterruptedException {
        List<Entry> batch =
                EntrySize.within(duty.batch(), outbox.peek(duty.batch().entries() + 1));
        if (batch.isEmpty()) {
            state = failures == 0 ? new Idle() : state;
            return new Next.WhenThereIsMore();
        }
        long nowNanos = times.nanoTime().getAsLong();
        long early = startedNanos + APART.toNanos() - nowNanos;
        if (early > 0
                && outbox.backlog() <= batch.size()
                && batch.size() < duty.batch().entries()) {
            return new Next.After(Duration.ofNanos(early));
        }
        startedNanos = nowNanos;
        state = failures == 0 ? new Delivering() : state;
        try {
            List<Rejected> rejected = sink.deliver(batch);
            outbox.done(batch.getLast().position(), rejected);
            succeeded(batch.size() - rejected.size(), rejected);
            return new Next.Now();
        } catch (UnavailableException away) {
            return failed(String.valueOf(away.getMessage()), away.retryAfter());
        }
    }

    private void succeeded(int taken, List<Rejected> rejected) {
        if (!rejected.isEmpty()) {
            Rejected first = rejected.getFirst();
            Logger.warn(
                    "cloud '{}' refused {} of {} entries for good; they are parked. The first, {}: {}",
                    duty.id(),
                    rejected.size(),
                    taken + rejected.size(),
                    first.position(),
                    first.reason());
        }
        if (failures > 0) {
            Logger.info("cloud '{}' again reachable, {} entries to send", duty.id(), counted(outbox.backlog()));
        }
        failures = 0;
        failingSince = null;
        bugLogged = false;
        tally = tally.with(taken, rejected.size(), times.clock().instant());
        state = new Delivering();
    }

    private Next failed(String reason, Optional<Duration> asked) {
        Instant now = times.clock().instant();
        Instant since = failingSince;
        if (since == null) {
            since = now;
            failingSince = now;
            Logger.warn(
                    "cloud '{}' unreachable since {}: {}. Entries are kept; retrying.",
                    duty.id(),
                    now.truncatedTo(ChronoUnit.SECONDS),
                    reason);
        }
        failures++;
        Duration pause = Backoff.pause(failures, asked, times.chance());
        tally = tally.with(reason);
        state = new Waiting(reason, since, now.plus(pause));
        return new Next.After(pause);
    }

    private static String counted(long entries) {
        return String.format(Locale.ROOT, "%,d", entries);
    }

    public SinkStatus status() {
        Tally now = tally;
        return new SinkStatus(
                duty.id(),
                duty.type(),
                state,
                outbox.backlog(),
                now.delivered(),
                now.rejected(),
                now.lastSuccess(),
                now.lastError());
    }

    /** Ends the thread and closes the sink. Waits for at most {@link #CLOSE_WAIT_MAX}. */
    @Override
    public void close() {
        closing = true;
        if (thread.getState() == Thread.State.NEW) {
            sink.close();
            state = new Stopped();
            return;
        }
        thread.interrupt();
        try {
            if (!thread.join(CLOSE_WAIT_MAX)) {
                Logger.warn(
                        "cloud '{}' did not stop within {} s; going on without it",
                        duty.id(),
                        CLOSE_WAIT_MAX.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The generator of whichever thread asks, since the courier's thread does not exist yet when this is made. */
    private record ChanceOfTheThread() implements RandomGenerator {
        @Override
        public long nextLong() {
            return ThreadLocalRandom.current().nextLong();
        }
    }
}
