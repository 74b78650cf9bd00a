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
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * Carries entries from an outbox to one sink, on a virtual thread of its own, {@code sink-<id>}: peek, deliver, done,
 * in order and one batch at a time. All retrying, waiting and logging of sinks is here.
 *
 * <p>{@link #status} is safe from any thread; {@link #step} is the courier's thread's own (or a test's).
 */
public final class Courier implements AutoCloseable {

    /**
     * Whom the courier serves, and how much it takes at once.
     *
     * @param place its address: a sink that gets another one is a stranger again
     */
    public record Duty(String id, String type, String place, BatchLimits batch) {
        public static Duty of(SinkConfig config) {
            return new Duty(config.id(), config.type(), config.url().toString(), config.batch());
        }
    }

    /** What the loop does between two steps. */
    sealed interface Next {
        record Now() implements Next {}

        record After(Duration pause) implements Next {}

        record WhenThereIsMore(Duration atMost) implements Next {}
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
    private final Offers offers;
    private final Times times;
    private final Thread thread;

    private volatile State state = new Idle();
    private volatile Tally tally = Tally.NONE;
    private volatile boolean closing;
    private final Trouble trouble;

    /** With what is sent again: apart from the other, since it must not hold up what is fresh. */
    private final Trouble troubleAgain;

    private final Outage outage;
    private Offer offer = Offer.NOTHING;
    private boolean bugLogged;
    private long startedNanos;

    private Courier(Duty duty, Sink sink, Outbox outbox, Times times) {
        this.duty = duty;
        this.sink = sink;
        this.outbox = outbox;
        this.offers = new Offers(duty, outbox);
        this.times = times;
        this.trouble = new Trouble(times);
        this.troubleAgain = new Trouble(times);
        this.outage = new Outage(times);
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
                    case Next.WhenThereIsMore(Duration atMost) -> outbox.await(atMost);
                }
            }
        } catch (InterruptedException stopped) {
            // Only close() interrupts this thread.
        } catch (RuntimeException | Error bug) {
            Logger.error(
                    bug, "cloud '{}': its courier has ended; restart the gateway, and please report it", duty.id());
        } finally {
            state = new Stopped();
            sink.close();
        }
    }

    private boolean isOver() {
        return closing || outbox.isClosed();
    }

    /** The top of the thread: a bug in one sink must not end its courier, nor anybody else's. */
    private Next stepOrFail() throws InterruptedException {
        try {
            return step();
        } catch (RuntimeException | Error bug) {
            if (isOver()) {
                throw new InterruptedException();
            }
            if (!bugLogged) {
                Logger.error(bug, "cloud '{}': a mistake in the {} sink; please report it", duty.id(), duty.type());
                bugLogged = true;
            }
            // Not its message: who did not expect it cannot know what stands in it, be it a secret.
            String kind = bug.getClass().getSimpleName();
            return failed("a mistake in the " + duty.type() + " sink (" + kind + "): see the log", Optional.empty());
        }
    }

    /** Delivers one batch, if there is one. Neither waits nor sleeps, but for what the sink itself needs. */
    Next step() throws InterruptedException {
        offer = Offer.NOTHING;
        offer = next();
        List<Entry> batch = offer.entries();
        if (batch.isEmpty()) {
            return rest();
        }
        long nowNanos = times.nanoTime().getAsLong();
        long early = startedNanos + APART.toNanos() - nowNanos;
        if (early > 0 && !offer.again() && !isFull(batch)) {
            return new Next.After(Duration.ofNanos(early));
        }
        startedNanos = nowNanos;
        state = trouble().isOn() ? state : new Delivering();
        try {
            offers.sent(offer, batch.size());
            return settled(sink.deliver(batch));
        } catch (UnavailableException away) {
            Settled before = away.settled();
            if (settle(before).count() > 0) {
                trouble().eased();
            }
            offers.sent(offer, away.pending() == 0 ? batch.size() : before.count() + away.pending());
            return failed(String.valueOf(away.getMessage()), away.retryAfter());
        }
    }

    /** First what a person waits for, unless it has just failed: then it steps behind what is fresh. */
    private Offer next() {
        if (!troubleAgain.left().isPositive()) {
            Offer again = offers.again();
            if (!again.entries().isEmpty()) {
                return again;
            }
            troubleAgain.over();
        }
        return offers.fresh();
    }

    private Trouble trouble() {
        return offer.again() ? troubleAgain : trouble;
    }

    private boolean isFull(List<Entry> batch) {
        return batch.size() == duty.batch().entries() || outbox.backlog() > batch.size();
    }

    private Next rest() {
        tellIfOver();
        if (!trouble.isOn() && !troubleAgain.isOn()) {
            state = new Idle();
        }
        Duration again = troubleAgain.left();
        return new Next.WhenThereIsMore(again.isPositive() && again.compareTo(LOOK_AGAIN) < 0 ? again : LOOK_AGAIN);
    }

    private Next settled(Settled told) {
        if (told.count() == 0) {
            throw new IllegalStateException("a delivery that returned has settled nothing");
        }
        offers.answered(offer);
        if (settle(told).count() == 0) {
            return failed(
                    "refuses all that it was given ("
                            + told.rejected().getFirst().reason()
                            + "): check the url, token and rights of this sink, and that it is there for these entries",
                    Optional.empty());
        }
        trouble().over();
        outage.took();
        tellIfOver();
        state = new Delivering();
        return new Next.Now();
    }

    /** @return what of it is to be believed, which the outbox knows then */
    private Settled settle(Settled told) {
        Settled settled = offers.settle(offer, told);
        if (!settled.rejected().isEmpty()) {
            Rejected first = settled.rejected().getFirst();
            Logger.warn(
                    "cloud '{}' refused {} of {} entries for good; they are parked. The first, {}: {}",
                    duty.id(),
                    settled.rejected().size(),
                    settled.count(),
                    first.position(),
                    first.reason());
        }
        if (settled.count() > 0) {
            tally = tally.with(settled, times.clock().instant());
        }
        return settled;
    }

    private Next failed(String reason, Optional<Duration> asked) {
        Trouble now = trouble();
        outage.failed(reason).ifPresent(words -> Logger.warn("cloud '{}' {}", duty.id(), words));
        Duration pause = now.failed(asked);
        tally = tally.with(reason);
        state = new Waiting(reason, now.since(), times.clock().instant().plus(pause));
        return offer.again() ? new Next.Now() : new Next.After(pause);
    }

    private void tellIfOver() {
        outage.over(outbox.backlog()).ifPresent(words -> {
            Logger.info("cloud '{}' {}", duty.id(), words);
            bugLogged = false;
        });
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
}
