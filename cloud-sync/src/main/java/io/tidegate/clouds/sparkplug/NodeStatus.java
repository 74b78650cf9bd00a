package io.tidegate.clouds.sparkplug;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * What the node tells of itself, and not of a device: in each birth all of it, and between births what changes. Used by its sink
 * thread.
 */
final class NodeStatus {

    /** Some 100 bytes with what the server answers: a host sees in so long that a node with nothing new is well. */
    static final Duration EVERY = Duration.ofMinutes(1);

    private final String software;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private long toldNanos;

    NodeStatus(String software, LongSupplier nanoTime) {
        this.software = software;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    byte[] born(Instant at, int birthCount) {
        return new Protobuf()
                .append(Payloads.birthCount(at, birthCount))
                .append(Payloads.rebirth(at))
                .append(Payloads.software(at, software))
                .append(Payloads.uptime(at, tellUptime()))
                .bytes();
    }

    /** Whether what was told last is so old that something has changed. */
    boolean isNews() {
        return nanoTime.getAsLong() - toldNanos >= EVERY.toNanos();
    }

    byte[] news(Instant at) {
        return Payloads.uptimeNow(at, tellUptime());
    }

    /** In seconds, by the clock that nobody sets. */
    private long tellUptime() {
        toldNanos = nanoTime.getAsLong();
        return Duration.ofNanos(toldNanos - startNanos).toSeconds();
    }
}
