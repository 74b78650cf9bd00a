package io.tidegate.driver;

import io.tidegate.driver.WatchStatus.Down;
import io.tidegate.driver.WatchStatus.Opening;
import io.tidegate.driver.WatchStatus.State;
import io.tidegate.driver.WatchStatus.Stopped;
import io.tidegate.driver.WatchStatus.Up;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Looks after one device on a platform thread of its own, {@code device-<id>}: opens its driver, polls it or lets it
 * listen, records what it shows, and when it falls silent closes it, records one {@link Observation.Fault} and opens it
 * again with growing pauses. All retrying, waiting and logging of devices is here.
 *
 * <p>{@link #status} is safe from any thread; {@link #step} is the watch's thread's own (or a test's).
 */
public final class Watch implements AutoCloseable {

    /**
     * What is watched, and how it is opened.
     *
     * @param behind devices that this one only speaks for, as a bus for its units: its silence is theirs
     * @param commanded whether its driver is {@link Driver.Commanded}
     */
    public record Subject(
            DeviceId id, String driver, Opener opener, Patience patience, List<DeviceId> behind, boolean commanded) {

        /** One that speaks for itself only, or for devices that it does not know beforehand. */
        public Subject(DeviceId id, String driver, Opener opener, Patience patience) {
            this(id, driver, opener, patience, List.of(), false);
        }

        /** Whose fault it is when this one is silent. A bus shows nothing itself that could end its fault again. */
        List<DeviceId> silent() {
            return behind.isEmpty() ? List.of(id) : behind;
        }
    }

    /** Opens the driver, again after each failure. */
    @FunctionalInterface
    public interface Opener {
        Driver open() throws DeviceException, InterruptedException;
    }

    /** A native call may not notice an interrupt; the gateway stops without it then. */
    static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(10);
    /** A listening driver that stayed up for so long was fine: the next retry is a quick one again. */
    static final Duration STEADY = Duration.ofMinutes(1);

    private final Subject subject;
    private final CountingRecorder recorder;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Thread thread;
    private final Orders orders;
    private final Silence silence;
    private final LongAdder faults = new LongAdder();
    private volatile @Nullable Driver driver;
    private volatile State state = new Opening();
    private volatile boolean closing;
    private volatile boolean mistaken;
    private boolean leaving;
    private int failures;
    private long upSinceNanos;

    private Watch(Subject subject, Recorder recorder, Clock clock, LongSupplier nanoTime) {
        this.subject = subject;
        this.recorder = new CountingRecorder(recorder);
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.orders = new Orders(subject.id().value(), this.recorder);
        this.silence =
                new Silence(subject, this.recorder, subject.commanded() ? orders::record : this.recorder::record);
        this.thread = Thread.ofPlatform().name("device-" + subject.id()).unstarted(this::run);
    }

    public static Watch start(Subject subject, Recorder recorder, Clock clock) {
        Watch watch = new Watch(subject, recorder, clock, System::nanoTime);
        watch.thread.start();
        return watch;
    }

    /** One whose steps the caller takes, with the caller's time. */
    static Watch stepwise(Subject subject, Recorder recorder, Clock clock, LongSupplier nanoTime) {
        return new Watch(subject, recorder, clock, nanoTime);
    }

    private void run() {
        try {
            while (!closing) {
                Thread.sleep(stepOrFail());
            }
        } catch (InterruptedException stopped) {
            // Only stop() interrupts this thread.
        } finally {
            leave();
            closeDriver();
            state = new Stopped();
            orders.close();
        }
    }

    /** The top of the thread: a bug in one driver must not end its watch, nor anybody else's. */
    private Duration stepOrFail() throws InterruptedException {
        try {
            return step();
        } catch (RuntimeException | Error bug) {
            Logger.error(bug, "{}: a mistake in the {} driver; please report it", subject.id(), subject.driver());
            closeDriver();
            mistaken = true;
            // Not its message: who did not expect it cannot know what stands in it, be it a secret.
            String kind = bug.getClass().getSimpleName();
            return down("a mistake in the " + subject.driver() + " driver (" + kind + "): see the log");
        }
    }

    /**
     * Opens the driver if it is not open, then polls once, or listens until the device is gone.
     *
     * @return how long to wait before the next step
     */
    Duration step() throws InterruptedException {
        long startedNanos = nanoTime.getAsLong();
        try {
            return switch (opened()) {
                case Driver.Polled polled -> poll(polled, startedNanos);
                case Driver.Listening listening -> listen(listening);
                case Driver.Commanded commanded -> tend(commanded);
            };
        } catch (DeviceException gone) {
            closeDriver();
            return down(String.valueOf(gone.getMessage()));
        }
    }

    private Driver opened() throws DeviceException, InterruptedException {
        Driver open = driver;
        if (open == null) {
            open = subject.opener().open();
            driver = open;
        }
        return open;
    }

    private Duration poll(Driver.Polled polled, long startedNanos) throws DeviceException, InterruptedException {
        List<Observation> seen = polled.poll();
        failures = 0;
        up();
        if (!seen.isEmpty()) {
            recorder.record(seen);
        }
        long spentNanos = nanoTime.getAsLong() - startedNanos;
        return Duration.ofNanos(Math.max(0, polled.interval().toNanos() - spentNanos));
    }

    private Duration listen(Driver.Listening listening) throws DeviceException, InterruptedException {
        up();
        try {
            listening.listen(recorder);
        } finally {
            if (nanoTime.getAsLong() - upSinceNanos >= STEADY.toNanos()) {
                failures = 0;
            }
        }
        throw new DeviceException("the " + subject.driver() + " driver stopped listening by itself");
    }

    private Duration tend(Driver.Commanded commanded) throws DeviceException, InterruptedException {
        orders.record(commanded.tend());
        failures = 0;
        up();
        orders.carryOut(commanded);
        return Duration.ZERO;
    }

    /** Tells the device what to do. Answered within {@link Orders#DEADLINE}, whatever happens. Safe from any thread. */
    public CompletionStage<Outcome> command(Command command) {
        return subject.commanded()
                ? orders.give(command, state)
                : CompletableFuture.completedStage(Outcome.Declined.BY_NO_OUTPUT);
    }

    /** Whether the device is told what to do. */
    public boolean isCommanded() {
        return subject.commanded();
    }

    /** Whether a mistake in the program keeps it from its device. Safe from any thread. */
    public boolean isMistaken() {
        return mistaken;
    }

    private void up() {
        mistaken = false;
        switch (state) {
            case Down down -> {
                if (silence.isAnswered()) {
                    Duration silent = Duration.between(down.since(), clock.instant());
                    Logger.info("{} answers again after {}", subject.id(), Spoken.duration(silent));
                }
            }
            case Opening opening -> Logger.info("{} answers ({})", subject.id(), subject.driver());
            case Up _, Stopped _ -> {
                return;
            }
        }
        upSinceNanos = nanoTime.getAsLong();
        state = new Up(clock.instant());
    }

    private Duration down(String reason) throws InterruptedException {
        failures++;
        Duration pause = subject.patience().afterFailures(failures, ThreadLocalRandom.current());
        Instant now = clock.instant();
        long nowNanos = nanoTime.getAsLong();
        boolean wasDown = state instanceof Down;
        boolean goesOn = wasDown || silence.goesOn(reason);
        if (!goesOn) {
            Logger.warn("{} silent: {}", subject.id(), reason);
            silence.begins(now, reason);
            faults.increment();
        }
        state = new Down(reason, silence.since(), now.plus(pause));
        if (!wasDown) {
            orders.decline(reason);
        }
        if (!goesOn || silence.isDueAgain(nowNanos)) {
            silence.record(now, reason, nowNanos);
        }
        return pause;
    }

    private void closeDriver() {
        Driver open = driver;
        driver = null;
        if (open == null) {
            return;
        }
        try (open) {
            if (open instanceof Driver.Commanded commanded) {
                orders.record(commanded.rest());
            }
        } catch (RuntimeException | Error bug) {
            Logger.error(
                    bug, "{}: the {} driver could not be closed; please report it", subject.id(), subject.driver());
        }
    }

    public WatchStatus status() {
        Driver open = driver;
        Map<String, Long> counts = open == null ? Map.of() : open.counts();
        return new WatchStatus(subject.id(), subject.driver(), state, recorder.recorded(), faults.sum(), counts);
    }

    /** Begins to end, and does not wait for it. */
    public synchronized void stop() {
        closing = true;
        if (!leaving) {
            thread.interrupt();
        }
    }

    /** From now on nobody interrupts: what the driver still has to bring to disk takes a moment. */
    private synchronized void leave() {
        leaving = true;
        Thread.interrupted();
    }

    /** Ends the thread and closes the driver. Waits for at most {@link #CLOSE_WAIT_MAX}. */
    @Override
    public void close() {
        stop();
        if (thread.getState() == Thread.State.NEW) {
            closeDriver();
            orders.close();
            return;
        }
        try {
            if (!thread.join(CLOSE_WAIT_MAX)) {
                Logger.warn(
                        "{} did not stop within {} s; going on without it", subject.id(), CLOSE_WAIT_MAX.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
