package io.tidegate.gateway.mqttserver;

import io.vertx.core.Future;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is written to one client: gathered in its loop's writer, flushed at the end of each turn. {@link #askToSend} is
 * safe from any thread; all else is used by the event loop.
 */
final class Outlet {

    /** Time to take what was written last; then the connection is cut, and with it goes what its buffers hold. */
    static final Duration LAST_WORDS_MAX = Duration.ofSeconds(2);

    private final Client client;
    private final Loop loop;
    private final NetSocket socket;
    private long unsentBytes;
    private boolean stalled;
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
                loop.run(client, Client::send);
            });
        }
    }

    /** Whether its socket takes more. */
    boolean isWritable() {
        return !socket.writeQueueFull();
    }

    /** Whether so much more may be on its way to this client; if not, it is asked again when there is room for all. */
    boolean hasRoomFor(int bytes) {
        boolean room =
                loop.exchange().written.allows(unsentBytes + loop.writer().length(), bytes);
        if (!room) {
            loop.sendLater(client);
        }
        return room;
    }

    /**
     * A client that does not read what it is sent is not read from either, so that answers do not pile up: when its own
     * queue is full, or when too much is on its way to all clients and its own part is not small.
     */
    void flush() {
        PacketWriter writer = loop.writer();
        if (writer.isEmpty()) {
            return;
        }
        write(writer);
        if (isFull() && client.stall()) {
            stalled = true;
            socket.drainHandler(_ -> goOn());
        }
    }

    /** After a write it is too early where the socket's own queue was full: that one calls once more. */
    private void goOn() {
        if (stalled && !isFull()) {
            stalled = false;
            client.resume(Valve.Cause.OUTPUT);
            askToSend();
            loop.sendOn();
        }
    }

    private boolean isFull() {
        return socket.writeQueueFull() || !loop.exchange().written.allows(unsentBytes, 0);
    }

    private void write(PacketWriter writer) {
        int length = writer.length();
        hold(length);
        socket.write(writer.take()).onComplete(_ -> {
            hold(-length);
            goOn();
        });
    }

    private void hold(int bytes) {
        unsentBytes += bytes;
        loop.exchange().written.hold(bytes);
    }

    /** The last words, and the end of the connection. */
    void close() {
        PacketWriter writer = loop.writer();
        if (!writer.isEmpty()) {
            write(writer);
        }
        // Closes when all is written, and so never while the other side does not read.
        Future<Void> closed = socket.close();
        loop.after(LAST_WORDS_MAX.toMillis(), () -> {
            if (!closed.isComplete()) {
                var _ = ((NetSocketInternal) socket).channelHandlerContext().close();
            }
        });
    }
}
