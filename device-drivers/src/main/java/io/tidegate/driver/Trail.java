package io.tidegate.driver;

import io.tidegate.observation.Observation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.tinylog.Logger;

/**
 * Takes what one device shows to the journal, in order, on a thread of its own, {@code record-<id>}: the device's thread,
 * which must switch in time, never waits for a disk. Safe from any thread.
 */
final class Trail implements AutoCloseable {

    /** Times that it changed. Above it the oldest is forgotten: how the device is now matters most. */
    static final int WAITING_MAX = 1_000;

    /** What is left at the end has so long to reach the disk. */
    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(2);

    private record Step(List<Observation> seen, CompletableFuture<Void> onDisk) {}

    private final Recorder recorder;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Step> waiting = new ArrayDeque<>();
    private boolean closing;

    Trail(String device, Recorder recorder) {
        this.recorder = recorder;
        this.thread = Thread.ofVirtual().name("record-" + device).unstarted(this::run);
    }

    /** Never blocks. The stage completes when all of it is on disk, and fails when it will never be. */
    CompletionStage<Void> add(List<Observation> seen) {
        Step step = new Step(seen, new CompletableFuture<>());
        if (seen.isEmpty()) {
            step.onDisk.complete(null);
            return step.onDisk;
        }
        lock.lock();
        try {
            if (thread.getState() == Thread.State.NEW) {
                thread.start();
            }
            if (waiting.size() == WAITING_MAX) {
                waiting.removeFirst().onDisk.completeExceptionally(new IllegalStateException("too much waits"));
            }
            waiting.addLast(step);
            changed.signal();
        } finally {
            lock.unlock();
        }
        return step.onDisk;
    }

    private void run() {
        try {
            for (Step step = next(); !step.seen.isEmpty(); step = next()) {
                record(step);
            }
        } catch (InterruptedException stopped) {
            // Only close() interrupts this thread.
        }
    }

    private void record(Step step) throws InterruptedException {
        try {
            recorder.record(step.seen);
            step.onDisk.complete(null);
        } catch (RuntimeException refused) {
            // The next ones may fare better, and the device is not to suffer from it.
            Logger.error(refused, "{}: what it shows could not be recorded", thread.getName());
            step.onDisk.completeExceptionally(refused);
        }
    }

    /** An empty one when there will be no more. */
    private Step next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !closing) {
                changed.await();
            }
            Step next = waiting.pollFirst();
            return next == null ? new Step(List.of(), new CompletableFuture<>()) : next;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            if (thread.getState() == Thread.State.NEW) {
                return;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            if (!thread.join(CLOSE_WAIT_MAX)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
