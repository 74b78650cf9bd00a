package io.tidegate.mqtt;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the messages of a site's drivers hold in memory, from the broker's thread until they are on disk: one limit for all
 * of them, so that many drivers do not fill the heap. One half of it is parted fairly, so that nobody keeps the others out;
 * the other is for whoever comes. Safe from any thread.
 */
public final class Room {

    public static final long BYTES_MAX = 4L * 1024 * 1024;

    /** What a message costs beside its payload: what it is wrapped in, and what a small one is decoded into. */
    static final int MESSAGE_BYTES = 384;

    private final List<Part> parts = new CopyOnWriteArrayList<>();

    public Room() {}

    /** @param again called on any thread, and must not block, when there may be room after {@link Part#take} found none */
    Part join(Runnable again) {
        Part part = new Part(again);
        parts.add(part);
        return part;
    }

    static int weight(byte[] payload) {
        return MESSAGE_BYTES + payload.length;
    }

    long held() {
        long held = 0;
        for (Part each : parts) {
            held += each.held.get();
        }
        return held;
    }

    /** What one driver holds. */
    final class Part {

        private final AtomicLong held = new AtomicLong();
        private final Runnable again;
        private volatile boolean refused;

        private Part(Runnable again) {
            this.again = again;
        }

        /** False when there is no room; then it says so when there may be some again. */
        boolean take(int bytes) {
            if (fits(bytes)) {
                return true;
            }
            refused = true;
            // Room may have come up just before, and then nobody would say so.
            return fits(bytes);
        }

        private boolean fits(int bytes) {
            long own = held.addAndGet(bytes);
            if (own <= BYTES_MAX / 2 / Math.max(1, parts.size())) {
                return true;
            }
            long all = held();
            // One message above the limit by itself must pass when nothing else is there, or it would wait for ever.
            if (all <= BYTES_MAX / 2 || all == bytes) {
                return true;
            }
            held.addAndGet(-bytes);
            return false;
        }

        void give(long bytes) {
            held.addAndGet(-bytes);
            parts.forEach(Part::tell);
        }

        private void tell() {
            if (refused) {
                refused = false;
                again.run();
            }
        }

        /** The driver is gone, and what it held with it. */
        void leave() {
            parts.remove(this);
            parts.forEach(Part::tell);
        }
    }
}
