package io.tidegate.devices.mqtt;

import io.tidegate.driver.Broker;
import io.tidegate.driver.Broker.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** The bounded queue between the broker's threads, which offer, and the device's thread, which takes. */
final class MqttInbox implements Broker.Inbox {

    /** Messages that wait; above it the broker is asked to pause. */
    static final int MESSAGES_MAX = 8_192;

    /** Payload bytes that wait; above it the broker is asked to pause, so that large messages do not fill the heap. */
    static final long BYTES_MAX = 16L * 1024 * 1024;

    /** Messages taken at once: one batch for the journal. */
    static final int TAKEN_MAX = 4_096;

    /** A message and when it came in: it may wait here, and its time must not. */
    record Arrived(Message message, Instant at) {}

    private final BlockingQueue<Arrived> waiting = new ArrayBlockingQueue<>(MESSAGES_MAX);
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean refused = new AtomicBoolean();
    private final InstantSource clock;
    private final Counts counts;

    MqttInbox(InstantSource clock, Counts counts) {
        this.clock = clock;
        this.counts = counts;
    }

    @Override
    public boolean offer(Message message) {
        Arrived arrived = new Arrived(message, clock.instant());
        if (fits(arrived)) {
            return true;
        }
        refused.set(true);
        // Room may have come up just before the flag, and then nobody would ask the broker to go on.
        if (fits(arrived)) {
            return true;
        }
        counts.pauses.increment();
        return false;
    }

    private boolean fits(Arrived arrived) {
        int length = arrived.message.payload().length;
        // One message above the limit by itself must pass, or it would wait for ever.
        if ((bytes.addAndGet(length) > BYTES_MAX && !waiting.isEmpty()) || !waiting.offer(arrived)) {
            bytes.addAndGet(-length);
            return false;
        }
        return true;
    }

    /** Waits for a message, then takes all that are there, up to {@link #TAKEN_MAX}; none when the time is over. */
    List<Arrived> take(Duration atMost) throws InterruptedException {
        Arrived first = waiting.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
        if (first == null) {
            return List.of();
        }
        List<Arrived> taken = new ArrayList<>();
        taken.add(first);
        waiting.drainTo(taken, TAKEN_MAX - 1);
        long length = 0;
        for (Arrived each : taken) {
            length += each.message.payload().length;
        }
        bytes.addAndGet(-length);
        return taken;
    }

    /** True once after messages were refused: the broker is waiting to be told that there is room. */
    boolean hasRefused() {
        return refused.get() && refused.getAndSet(false);
    }
}
