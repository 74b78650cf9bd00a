package io.tidegate.driver;

import io.tidegate.driver.Outcome.Declined;
import io.tidegate.driver.Outcome.Done;
import io.tidegate.driver.Outcome.Unanswered;
import io.tidegate.driver.WatchStatus.Down;
import io.tidegate.driver.WatchStatus.Opening;
import io.tidegate.driver.WatchStatus.State;
import io.tidegate.driver.WatchStatus.Stopped;
import io.tidegate.driver.WatchStatus.Up;
import io.tidegate.observation.Observation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The commands on their way to one device, and what it shows on its way to the journal. {@link #give} and {@link #decline}
 * are safe from any thread; the rest is its device thread's.
 */
final class Orders implements AutoCloseable {

    /** A command that comes while so many wait is declined. */
    static final int WAITING_MAX = 16;

    /** Whoever gave a command has an answer by then, and it is not carried out any later. */
    static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final String ENDS =
            "the device is being closed, since the gateway stops or the device's entry in the site file"
                    + " has changed: try again in a moment";
    private static final String NOT_HEARD =
            "nothing was heard from the device in time: look at it, and at its next reading";
    private static final String NOT_ON_DISK = "it is done, but not on disk yet: check the disk of the box";

    private final BlockingQueue<Order> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Trail trail;

    /** One command. Its answer stands when somebody has given it, in time or not. */
    private static final class Order {
        final Command command;
        final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        final long givenNanos = System.nanoTime();
        volatile String late = NOT_HEARD;

        Order(Command command) {
            this.command = command;
        }

        boolean isOver() {
            return outcome.isDone() || System.nanoTime() - givenNanos >= DEADLINE.toNanos();
        }
    }

    Orders(String device, Recorder recorder) {
        this.trail = new Trail(device, recorder);
    }

    /** @param state of the device */
    CompletionStage<Outcome> give(Command command, State state) {
        return switch (state) {
            case Up _ -> give(command);
            case Down down -> CompletableFuture.completedStage(new Declined(down.reason()));
            case Opening _ ->
                CompletableFuture.completedStage(new Declined("the device is being opened: try again in a moment"));
            case Stopped _ -> CompletableFuture.completedStage(new Declined(ENDS));
        };
    }

    private CompletionStage<Outcome> give(Command command) {
        Order order = new Order(command);
        CompletionStage<Outcome> answer = order.outcome
                .orTimeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(_ -> new Unanswered(order.late));
        if (!waiting.offer(order)) {
            order.outcome.complete(new Declined("too many commands wait for the device: try again in a moment"));
        }
        return answer;
    }

    /** Those that wait: the device is away, or its watch ends. */
    void decline(String reason) {
        for (Order order = waiting.poll(); order != null; order = waiting.poll()) {
            order.outcome.complete(new Declined(reason));
        }
    }

    /** What the device shows, without waiting for the disk. */
    void record(List<Observation> seen) {
        var _ = trail.add(seen);
    }

    /** Awaits one command, for as long as the device has nothing to do by itself, and has it carried out. */
    void carryOut(Driver.Commanded device) throws DeviceException, InterruptedException {
        @Nullable Order order = waiting.poll(device.untilDue().toNanos(), TimeUnit.NANOSECONDS);
        if (order == null || order.isOver()) {
            return;
        }
        try {
            Outcome outcome = device.obey(order.command);
            CompletionStage<Void> onDisk = trail.add(device.tend());
            if (!(outcome instanceof Done)) {
                order.outcome.complete(outcome);
                return;
            }
            order.late = NOT_ON_DISK;
            var _ = onDisk.whenComplete((_, failure) -> {
                if (failure == null) {
                    order.outcome.complete(outcome);
                }
            });
        } catch (DeviceException gone) {
            order.outcome.complete(new Unanswered(String.valueOf(gone.getMessage())));
            throw gone;
        }
    }

    @Override
    public void close() {
        decline(ENDS);
        trail.close();
    }
}
