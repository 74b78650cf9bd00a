package io.tidegate.mqtt;

import io.tidegate.driver.Broker;
import io.tidegate.driver.Broker.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The queue between the broker's threads, which offer, and the device's thread, which takes. A message keeps its place in
 * the {@link Room} until it is {@link #done}. Above that limit the broker is asked to wait.
 */
public final class MqttInbox implements Broker.Inbox, AutoCloseable {

    /** Messages taken at once: one batch for the journal. */
    static final int TAKEN_MAX = 4_096;

    /** The same in bytes of payload: while a batch waits for the journal, what it was decoded into is in memory, too. */
    static final int TAKEN_BYTES_MAX = 256 * 1024;

    /** A message and when it came in: it may wait here, and its time must not. */
    public record Arrived(Message message, Instant at) {
        int weight() {
            return Room.weight(message.payload());
        }
    }

    private final Queue<Arrived> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Room.Part room;
    private final InstantSource clock;
    private final Counts counts;
    private boolean roomAgain;

    public MqttInbox(InstantSource clock, Counts counts, Room all) {
        this.clock = clock;
        this.counts = counts;
        this.room = all.join(this::thereMayBeRoom);
    }

    @Override
    public boolean offer(Message message) {
        Arrived arrived = new Arrived(message, clock.instant());
        if (!room.take(arrived.weight())) {
            counts.pauses.increment();
            return false;
        }
        lock.lock();
        try {
            waiting.add(arrived);
            news.signal();
        } finally {
            lock.unlock();
        }
        return true;
    }

    private void thereMayBeRoom() {
        lock.lock();
        try {
            roomAgain = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a message, then takes all that are there, up to {@link #TAKEN_MAX}. None when the time is over, or when
     * there {@link #hasRoomAgain}.
     */
    public List<Arrived> take(Duration atMost) throws InterruptedException {
        long leftNanos = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !roomAgain && leftNanos > 0) {
                leftNanos = news.awaitNanos(leftNanos);
            }
            List<Arrived> taken = new ArrayList<>();
            long bytes = 0;
            while (!waiting.isEmpty() && taken.size() < TAKEN_MAX && bytes < TAKEN_BYTES_MAX) {
                Arrived next = waiting.remove();
                bytes += next.message.payload().length;
                taken.add(next);
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** They are on disk, or will not be. */
    public void done(List<Arrived> messages) {
        long bytes = 0;
        for (Arrived each : messages) {
            bytes += each.weight();
        }
        room.give(bytes);
    }

    /** True once after messages were refused and there may be room: the broker is waiting to be told. */
    public boolean hasRoomAgain() {
        lock.lock();
        try {
            boolean had = roomAgain;
            roomAgain = false;
            return had;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        room.leave();
    }
}
