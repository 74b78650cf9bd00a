package io.tidegate.gateway.intake;

import io.vertx.core.net.NetSocket;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is written to one client: gathered in its loop's writer, flushed at the end of each turn. {@link #askToSend} is
 * safe from any thread; all else is used by the event loop.
 */
final class Outlet {

    private final Client client;
    private final Loop loop;
    private final NetSocket socket;
    private final AtomicBoolean sendAsked = new AtomicBoolean();

    Outlet(Client client, Loop loop, NetSocket socket) {
        this.client = client;
        this.loop = loop;
        this.socket = socket;
    }

    /** Something waits in the session's queue. */
    void askToSend() {
        if (sendAsked.compareAndSet(false, true)) {
            loop.execute(() -> {
                sendAsked.set(false);
                client.send();
            });
        }
    }

    /** Whether its socket takes more. */
    boolean isWritable() {
        return !socket.writeQueueFull();
    }

    /** A client that does not read what it is sent is not read from either. */
    void flush() {
        PacketWriter writer = loop.writer();
        if (writer.isEmpty()) {
            return;
        }
        socket.write(writer.take());
        if (socket.writeQueueFull() && client.stall()) {
            socket.drainHandler(_ -> {
                client.resume(Valve.Cause.OUTPUT);
                askToSend();
            });
        }
    }

    /** The last words, and the end of the connection. */
    void close() {
        PacketWriter writer = loop.writer();
        if (!writer.isEmpty()) {
            socket.write(writer.take());
        }
        socket.close();
    }
}
