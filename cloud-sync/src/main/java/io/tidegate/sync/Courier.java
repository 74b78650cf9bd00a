package io.tidegate.sync;

import io.tidegate.site.Limits;
import io.tidegate.site.SinkConfig;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.sync.SinkStatus.Stopped;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
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
     * @param inOrder whether nothing may pass anything else, so that nothing is left for later
     * @param limits when and how much may go, in the zone of the courier's clock
     * @param gather how long what is fresh waits for more
     */
    public record Duty(
            String id, String type, String place, BatchLimits batch, boolean inOrder, Limits limits, Duration gather) {

        /** Without limits. */
        public Duty(String id, String type, String place, BatchLimits batch, boolean inOrder) {
            this(id, type, place, batch, inOrder, Limits.NONE, Duration.ZERO);
        }

        public static Duty of(SinkConfig config) {
            return new Duty(
                    config.id(),
                    config.type(),
                    config.place(),
                    config.batch(),
                    config.inOrder(),
                    config.limits(),
                    config.gather());
        }
    }

    /** What the loop does between two steps. */
    sealed interface Next {
        record Now() implements Next {}

        record After(Duration pause) implements Next {}

        record WhenThereIsMore(Lane lane, Duration atMost) implements Next {}
    }

    /** A sink notices an interrupt; one that does not is left behind, and the gateway stops without it. */
    static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);

    private final Duty duty;
    private final Sink sink;
    private final Outbox outbox;
    private final Deliveries deliveries;
    private final Thread thread;

    /** Somebody wants to know whether the place is there. */
    private final AtomicReference<@Nullable CompletableFuture<Probe>> asked = new AtomicReference<>();

    /** Ends a pause. */
    private final Semaphore called = new Semaphore(0);

    private volatile boolean stopped;
    private volatile boolean closing;

    private Courier(Duty duty, Sink sink, Outbox outbox, Times times) {
        this.duty = duty;
        this.sink = sink;
        this.outbox = outbox;
        this.deliveries = new Deliveries(duty, sink, outbox, times);
        this.thread = Thread.ofVirtual().name("sink-" + duty.id()).unstarted(this::run);
    }

    /**
     * The sink is the courier's from here on: it closes it.
     *
     * @param clock in the zone of the site
     */
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
                    case Next.After(Duration pause) -> sleep(pause);
                    case Next.WhenThereIsMore(Lane lane, Duration atMost) -> outbox.await(lane, piece(atMost));
                }
            }
        } catch (InterruptedException stopped) {
            // Only close() interrupts this thread.
        } catch (RuntimeException | Error bug) {
            Logger.error(
                    bug, "cloud '{}': its courier has ended; restart the gateway, and please report it", duty.id());
        } finally {
            stopped = true;
            sink.close();
            unanswered();
        }
    }

    private void sleep(Duration pause) throws InterruptedException {
        Duration piece = piece(pause);
        for (Duration left = pause; left.isPositive() && !sink.calls(); left = left.minus(piece)) {
            Duration next = left.compareTo(piece) < 0 ? left : piece;
            if (called.tryAcquire(next.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        }
    }

    /** A sink that listens is asked in between. */
    private Duration piece(Duration wait) {
        return sink.listens().filter(every -> every.compareTo(wait) < 0).orElse(wait);
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
            return deliveries.failed(bug);
        }
    }

    /** Delivers one batch, if there is one. Neither waits nor sleeps, but for what the sink itself needs. */
    Next step() throws InterruptedException {
        CompletableFuture<Probe> wanted = asked.getAndSet(null);
        if (wanted == null) {
            return deliveries.step();
        }
        called.drainPermits();
        try {
            wanted.complete(deliveries.probe());
        } finally {
            // A mistake in the sink is nobody's answer.
            wanted.cancel(false);
        }
        return deliveries.left().isPositive() ? new Next.After(deliveries.left()) : new Next.Now();
    }

    /**
     * Has the place asked whether it is there, now or after what is under way. Who asks meanwhile gets the same answer. The
     * stage fails where there is none, since the courier has ended.
     */
    public CompletionStage<Probe> probe() {
        CompletableFuture<Probe> mine = new CompletableFuture<>();
        CompletableFuture<Probe> earlier = asked.compareAndExchange(null, mine);
        called.release();
        outbox.wake();
        if (stopped) {
            unanswered();
        }
        return earlier == null ? mine : earlier;
    }

    private void unanswered() {
        CompletableFuture<Probe> wanted = asked.getAndSet(null);
        if (wanted != null) {
            wanted.cancel(false);
        }
    }

    public SinkStatus status() {
        SinkStatus status = deliveries.status();
        return stopped ? status.in(new Stopped()) : status;
    }

    /** Ends the thread and closes the sink. Waits for at most {@link #CLOSE_WAIT_MAX}. */
    @Override
    public void close() {
        closing = true;
        if (thread.getState() == Thread.State.NEW) {
            sink.close();
            stopped = true;
            unanswered();
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
