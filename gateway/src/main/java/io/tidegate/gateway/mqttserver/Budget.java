package io.tidegate.gateway.mqttserver;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes of one kind that all clients together may hold, so that many, each within its own limits, do not fill the heap.
 * Above it only those who hold little get more: a few greedy ones do not keep the others out. Safe from any thread.
 */
final class Budget {

    /** What anybody may hold whatever the others do: a command, a reading, an answer. */
    static final long MODEST_BYTES = 1024;

    private final long bytesMax;
    private final AtomicLong held = new AtomicLong();

    Budget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Whether somebody who holds so much may hold so much more. */
    boolean allows(long own, long more) {
        return own + more <= MODEST_BYTES || held.get() + more <= bytesMax;
    }

    /** Takes without asking; negative gives back. */
    void hold(long bytes) {
        if (bytes != 0) {
            held.addAndGet(bytes);
        }
    }

    long held() {
        return held.get();
    }

    long left() {
        return bytesMax - held.get();
    }
}
