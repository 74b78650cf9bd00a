package io.tidegate.gateway.journal;

import io.tidegate.observation.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What waits for the next commit, in order of arrival. Bounded: above a limit {@link #put} blocks and {@link #offer}
 * refuses, which is the back pressure that every intake passes on. Safe from any thread; {@link #nextGroup} is for the
 * journal's thread.
 */
final class WaitingLine {

    /** Entries, parked payloads and changes that may wait. At about 300 bytes each this is 15 MB of memory. */
    static final int WAITING_MAX = 50_000;

    /** The same in bytes, for when they are large. What is let in may pass it by one batch. */
    static final long WAITING_BYTES_MAX = 8 << 20;

    /** Changes come from callers that cannot wait; above this they fail, and who asked for them is told. */
    static final int CHANGES_MAX = 20_000;

    /** One group at most, so that one commit stays short; the rest waits for the next. */
    static final int GROUP_MAX = 8_192;

    static final long GROUP_BYTES_MAX = 2 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Deque<Waiting> line = new ArrayDeque<>();
    private final CommitWindow window;
    private final LongSupplier nanos;
    private int entries;
    private long bytes;
    private int urgent;
    private int changes;
    private boolean closed;
    private long accepted;

    WaitingLine(CommitWindow window, LongSupplier nanos) {
        this.window = window;
        this.nanos = nanos;
    }

    CompletionStage<Void> put(Batch batch) throws InterruptedException {
        Waiting waiting = Waiting.of(batch);
        lock.lockInterruptibly();
        try {
            while (isFull() && !closed) {
                room.await();
            }
            return add(waiting);
        } finally {
            lock.unlock();
        }
    }

    /** Empty when there is no room. */
    Optional<CompletionStage<Void>> offer(Batch batch) {
        return offer(Waiting.of(batch));
    }

    /** The same, with a change that goes to the disk together with it, or not at all. */
    Optional<CompletionStage<Void>> offer(Batch batch, StateChange along) {
        return offer(Waiting.of(batch).with(along));
    }

    private Optional<CompletionStage<Void>> offer(Waiting waiting) {
        lock.lock();
        try {
            return isFull() ? Optional.empty() : Optional.of(add(waiting));
        } finally {
            lock.unlock();
        }
    }

    /** Taken beyond the limit of entries, since who makes it has been let in already. */
    CompletionStage<Void> change(StateChange change) {
        return change(Waiting.of(change, false));
    }

    /** The same, but it waits for no others. */
    CompletionStage<Void> changeNow(StateChange change) {
        return change(Waiting.of(change, true));
    }

    private CompletionStage<Void> change(Waiting waiting) {
        lock.lock();
        try {
            if (changes >= CHANGES_MAX) {
                waiting.onDisk()
                        .completeExceptionally(new IllegalStateException(
                                "not saved: " + changes + " changes already wait for the disk. Try again later."));
                return waiting.onDisk();
            }
            return add(waiting);
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        return entries >= WAITING_MAX || bytes >= WAITING_BYTES_MAX;
    }

    private boolean isEnough() {
        return entries >= CommitWindow.ENTRIES_ENOUGH || bytes >= CommitWindow.BYTES_ENOUGH;
    }

    private CompletionStage<Void> add(Waiting waiting) {
        if (closed) {
            waiting.onDisk().completeExceptionally(new IllegalStateException("the journal is closed"));
            return waiting.onDisk();
        }
        long now = nanos.getAsLong();
        boolean first = line.isEmpty();
        if (first) {
            window.opened(now);
        } else {
            window.arrived(now);
        }
        boolean closesAlready = urgent > 0 || isEnough();
        line.add(waiting);
        count(waiting, 1);
        accepted += waiting.batch().seen().size();
        // The journal's thread sleeps until the window closes by itself; only what closes it earlier wakes it.
        if (first || (!closesAlready && (urgent > 0 || isEnough()))) {
            work.signal();
        }
        return waiting.onDisk();
    }

    private void count(Waiting waiting, int sign) {
        entries += sign * waiting.entries();
        bytes += (long) sign * waiting.bytes();
        urgent += waiting.urgent() ? sign : 0;
        changes += waiting.change().isPresent() ? sign : 0;
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
                    long closesAt = closed ? now : window.closesAt(now, isEnough(), urgent > 0);
                    if (closesAt - now <= 0) {
                        return take(now);
                    }
                    until = Math.min(closesAt, deadline);
                }
                if (until - now <= 0 || (closed && line.isEmpty())) {
                    return List.of();
                }
                work.awaitNanos(Math.min(until - now, TimeUnit.MINUTES.toNanos(1)));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether a group could be taken out at once. */
    boolean isDue() {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            return !line.isEmpty() && (closed || window.closesAt(now, isEnough(), urgent > 0) - now <= 0);
        } finally {
            lock.unlock();
        }
    }

    private List<Waiting> take(long now) {
        List<Waiting> group = new ArrayList<>(line.size());
        int groupEntries = 0;
        long groupBytes = 0;
        boolean waitedFor = urgent > 0;
        while (!line.isEmpty()) {
            Waiting next = line.element();
            groupEntries += next.entries();
            groupBytes += next.bytes();
            if (!group.isEmpty() && (groupEntries > GROUP_MAX || groupBytes > GROUP_BYTES_MAX)) {
                break;
            }
            line.remove();
            count(next, -1);
            group.add(next);
        }
        if (waitedFor) {
            window.cutShort();
        } else {
            window.closed(now);
        }
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

    /** Entries, parked payloads and changes that wait now. */
    int waiting() {
        lock.lock();
        try {
            return entries;
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

    boolean isFinished() {
        lock.lock();
        try {
            return closed && line.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Fails everything that waits, and takes nothing more in. */
    void abandon(Throwable cause) {
        List<Waiting> left;
        lock.lock();
        try {
            closed = true;
            left = List.copyOf(line);
            line.clear();
            left.forEach(each -> count(each, -1));
            room.signalAll();
        } finally {
            lock.unlock();
        }
        new Group(left).fail(cause);
    }
}
