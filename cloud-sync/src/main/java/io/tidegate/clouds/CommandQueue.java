package io.tidegate.clouds;

import io.tidegate.sync.CommandDesk;
import io.tidegate.sync.ReceivedCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tinylog.Logger;

/**
 * Between the thread of a connection, which must not wait, and the desk, which may: what has come waits here, bounded and not
 * acknowledged. A virtual thread of its own, {@code sink-<id>-commands}, brings it to the desk and acknowledges it then. Safe
 * from any thread.
 */
public final class CommandQueue implements AutoCloseable {

    /** As many as a place may have under way without an acknowledgement; what comes beyond is not taken. */
    public static final int WAITING_MAX = 32;

    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);

    private record Arrived(ReceivedCommand command, Runnable acknowledge) {}

    private final String sink;
    private final CommandDesk desk;
    private final BlockingQueue<Arrived> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final AtomicBoolean isFull = new AtomicBoolean();
    private final Thread thread;

    private CommandQueue(String sink, CommandDesk desk) {
        this.sink = sink;
        this.desk = desk;
        this.thread = Thread.ofVirtual().name("sink-" + sink + "-commands").unstarted(this::run);
    }

    public static CommandQueue start(String sink, CommandDesk desk) {
        CommandQueue queue = new CommandQueue(sink, desk);
        queue.thread.start();
        return queue;
    }

    /**
     * Takes it, unless too many wait: then it is not acknowledged, and comes again where the protocol knows how. Never waits.
     *
     * @param acknowledge called when it is on disk; must be quick
     */
    public void put(ReceivedCommand command, Runnable acknowledge) {
        if (!waiting.offer(new Arrived(command, acknowledge)) && !isFull.getAndSet(true)) {
            Logger.warn("cloud '{}' asks for more than can be written down; some of it is not taken", sink);
        }
    }

    /** Whether there is room again for what was not taken before, and the place may not tell it again on this connection. */
    public boolean owes() {
        return isFull.get() && waiting.isEmpty();
    }

    /** The connection has ended: what waits comes again by the next one. */
    public void forget() {
        isFull.set(false);
        waiting.clear();
    }

    private void run() {
        try {
            while (!Thread.interrupted()) {
                take();
            }
        } catch (InterruptedException closed) {
            // Only close() interrupts this thread.
        }
    }

    private void take() throws InterruptedException {
        List<Arrived> taken = new ArrayList<>(List.of(waiting.take()));
        waiting.drainTo(taken);
        try {
            desk.received(taken.stream().map(Arrived::command).toList());
            taken.forEach(each -> each.acknowledge.run());
        } catch (RuntimeException mistake) {
            // The top of this thread: what was not acknowledged comes again, and those behind it must have their turn.
            Logger.error(mistake, "cloud '{}': a mistake in taking its commands; please report it", sink);
        }
    }

    /** What waits is not acknowledged. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_WAIT_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
