package io.tidegate.gateway.mqttserver;

import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether a client is read from. While there is a reason not to, its bytes pile up in its own socket and not in our
 * memory. Used by its event loop.
 */
final class Valve {

    /** Why a client is not read from; it is read again when no reason is left. */
    enum Cause {
        /** The connection that had the session before is being ended. */
        HANDOVER,
        /** As many messages wait for the disk as may. */
        UNACKNOWLEDGED,
        /** All clients together hold as much as may be, and this one not little of it. */
        MEMORY,
        /** A driver's inbox is full, or the driver is away. */
        SEAT,
        /** More messages per second than it may send. */
        RATE,
        /** It does not read what we send. */
        OUTPUT
    }

    /** A client whose socket takes nothing for so long is disconnected. */
    static final Duration STUCK_MAX = Duration.ofSeconds(60);

    /**
     * A client that could not be read from for so long is let go, since nobody would notice its end: it comes back and
     * sends again what was not acknowledged.
     */
    static final Duration SHUT_MAX = Duration.ofMinutes(5);

    private final NetSocket socket;
    private final Counters counters;
    private final Set<Cause> causes = EnumSet.noneOf(Cause.class);
    private long shutSinceNanos;
    private long stuckSinceNanos;

    Valve(NetSocket socket, Counters counters) {
        this.socket = socket;
        this.counters = counters;
    }

    boolean isOpen() {
        return causes.isEmpty();
    }

    boolean isShutFor(Cause cause) {
        return causes.contains(cause);
    }

    void shut(Cause cause) {
        if (causes.isEmpty()) {
            socket.pause();
            counters.paused.incrementAndGet();
            shutSinceNanos = System.nanoTime();
        }
        if (causes.add(cause) && cause == Cause.OUTPUT) {
            stuckSinceNanos = System.nanoTime();
        }
    }

    /** True when this was the last cause: what is left over from before is to be read, and then {@link #flow}. */
    boolean open(Cause cause) {
        if (!causes.remove(cause) || !causes.isEmpty()) {
            return false;
        }
        counters.paused.decrementAndGet();
        return true;
    }

    /** Lets the socket go on, unless the valve was shut again meanwhile. */
    void flow() {
        if (causes.isEmpty()) {
            socket.resume();
        }
    }

    /** Ends a client that was shut out for too long. */
    void tick(Client client, long nowNanos) {
        boolean full =
                causes.contains(Cause.SEAT) || causes.contains(Cause.UNACKNOWLEDGED) || causes.contains(Cause.MEMORY);
        if (causes.contains(Cause.OUTPUT) && nowNanos - stuckSinceNanos > STUCK_MAX.toNanos()) {
            client.end(Reason.STUCK, "nothing was read for " + STUCK_MAX.toSeconds() + " s");
        } else if (full && nowNanos - shutSinceNanos > SHUT_MAX.toNanos()) {
            client.end(Reason.SERVER_BUSY, "its messages could not be taken for " + SHUT_MAX.toMinutes() + " min");
        }
    }

    /** The connection is over. */
    void remove() {
        if (!causes.isEmpty()) {
            counters.paused.decrementAndGet();
            causes.clear();
        }
    }
}
