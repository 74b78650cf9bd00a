package io.tidegate.gateway.journal;

import io.tidegate.observation.Batch;
import io.tidegate.observation.Observation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What waits for the next commit, in order of arrival. Bounded: above {@link #WAITING_MAX} entries {@link #put} blocks
 * and {@link #offer} refuses, which is the back pressure that every intake passes on. Safe from any thread; {@link
 * #nextGroup} is for the journal's thread.
 */
final class WaitingLine {

    /** Entries, parked payloads and changes that may wait. At about 200 bytes each this is 10 MB of memory. */
    static final int WAITING_MAX = 50_000;

    /** One group at most, so that one commit stays short; the rest waits for the next. */
    static final int GROUP_MAX = 8_192;

    /** One thing that waits: a batch or a change. */
    record Waiting(Batch batch, Optional<StateChange> change, CompletableFuture<Void> onDisk) {

        int weight() {
            return Math.max(1, batch.seen().size() + batch.parked().size());
        }

        boolean urgent() {
            for (Observation seen : batch.seen()) {
                if (seen instanceof Observation.Scan) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final Batch NOTHING = new Batch(List.of(), List.of());

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Deque<Waiting> line = new ArrayDeque<>();
    private final CommitWindow window;
    private final LongSupplier nanos;
    private int weight;
    private boolean urgent;
    private boolean closed;
    private long accepted;

    WaitingLine(CommitWindow window, LongSupplier nanos) {
        this.window = window;
        this.nanos = nanos;
    }

    CompletionStage<Void> put(Batch batch) throws InterruptedException {
        Waiting waiting = waiting(batch, Optional.empty());
        lock.lockInterruptibly();
        try {
            while (weight >= WAITING_MAX && !closed) {
                room.await();
            }
            return add(waiting);
        } finally {
            lock.unlock();
        }
    }

    /** Empty when there is no room. */
    Optional<CompletionStage<Void>> offer(Batch batch) {
        Waiting waiting = waiting(batch, Optional.empty());
        lock.lock();
        try {
            return weight >= WAITING_MAX ? Optional.empty() : Optional.of(add(waiting));
        } finally {
            lock.unlock();
        }
    }

    /** Changes are few and small: they are taken beyond the limit, since who makes them has been let in already. */
    CompletionStage<Void> change(StateChange change) {
        Waiting waiting = waiting(NOTHING, Optional.of(change));
        lock.lock();
        try {
            return add(waiting);
        } finally {
            lock.unlock();
        }
    }

    private static Waiting waiting(Batch batch, Optional<StateChange> change) {
        return new Waiting(batch, change, new CompletableFuture<>());
    }

    private CompletionStage<Void> add(Waiting waiting) {
        if (closed) {
            waiting.onDisk.completeExceptionally(new IllegalStateException("the journal is closed"));
            return waiting.onDisk;
        }
        long now = nanos.getAsLong();
        boolean first = line.isEmpty();
        if (first) {
            window.opened(now);
        } else {
            window.arrived(now);
        }
        boolean wasEnough = weight >= CommitWindow.ENTRIES_ENOUGH;
        line.add(waiting);
        weight += waiting.weight();
        accepted += waiting.batch.seen().size();
        boolean urgentNow = !urgent && waiting.urgent();
        urgent |= urgentNow;
        // The journal's thread sleeps until the window closes by itself; only what closes it earlier wakes it.
        if (first || urgentNow || (!wasEnough && weight >= CommitWindow.ENTRIES_ENOUGH)) {
            work.signal();
        }
        return waiting.onDisk;
    }

    /**
     * Waits for a group to close and takes it out of the line. Empty when there is none until the deadline, or when the
     * line is closed and empty.
     */
    List<Waiting> nextGroup(long deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                long now = nanos.getAsLong();
                long until = deadline;
                if (!line.isEmpty()) {
                    long closesAt = closed ? now : window.closesAt(now, weight, urgent);
                    if (closesAt - now <= 0) {
                        return take(now);
                    }
                    until = closesAt;
                } else if (closed || deadline - now <= 0) {
                    return List.of();
                }
                work.awaitNanos(Math.min(until - now, TimeUnit.MINUTES.toNanos(1)));
            }
        } finally {
            lock.unlock();
        }
    }

    private List<Waiting> take(long now) {
        List<Waiting> group = new ArrayList<>(line.size());
        int taken = 0;
        while (!line.isEmpty() && (group.isEmpty() || taken + line.element().weight() <= GROUP_MAX)) {
            Waiting next = line.remove();
            taken += next.weight();
            group.add(next);
        }
        weight -= taken;
        window.closed(now);
        urgent = line.stream().limit(GROUP_MAX).anyMatch(Waiting::urgent);
        if (!line.isEmpty()) {
            window.opened(now);
        }
        room.signalAll();
        return group;
    }

    /** The group is on disk: teaches the window. */
    void acknowledged() {
        lock.lock();
        try {
            window.acknowledged(nanos.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    int weight() {
        lock.lock();
        try {
            return weight;
        } finally {
            lock.unlock();
        }
    }

    /** Entries ever taken in. */
    long accepted() {
        lock.lock();
        try {
            return accepted;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more is taken in; what waits is committed. */
    void close() {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean finished() {
        lock.lock();
        try {
            return closed && line.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Fails everything that waits. */
    void abandon(Throwable cause) {
        List<Waiting> left;
        lock.lock();
        try {
            closed = true;
            left = List.copyOf(line);
            line.clear();
            weight = 0;
            room.signalAll();
        } finally {
            lock.unlock();
        }
        left.forEach(each -> each.onDisk.completeExceptionally(cause));
    }
}
