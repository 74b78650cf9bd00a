package io.tidegate.gateway.journal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The newest position on disk, for readers to wait on. Safe from any thread. */
final class Progress {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile long last;
    private volatile boolean closed;
    private long wakes;

    Progress(long last) {
        this.last = last;
    }

    long last() {
        return last;
    }

    void advance(long position) {
        lock.lock();
        try {
            last = position;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes whoever waits, for another reason than a new entry. */
    void wake() {
        lock.lock();
        try {
            wakes++;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** True when there is something behind the position; false when the time is over, it was woken, or all is closed. */
    boolean await(long behind, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long wakesBefore = wakes;
            long left = Math.min(nanos, TimeUnit.DAYS.toNanos(1));
            while (last <= behind && !closed && wakes == wakesBefore && left > 0) {
                left = moved.awaitNanos(left);
            }
            return last > behind && !closed;
        } finally {
            lock.unlock();
        }
    }
}
