package io.tidegate.gateway.mqttserver;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Owns one event loop and its server socket; all listeners share one port. Deployed by {@link MqttIntake}. */
final class Listener extends VerticleBase {

    private static final int BACKLOG = 1_024;

    /** What a socket buffers for a slow reader before its queue stays in the session. */
    private static final int WRITE_QUEUE_BYTES_MAX = 32 * 1024;

    /** Read from a socket at once: so much more of each client may be in memory when no more may be. */
    static final int CHUNK_BYTES_MAX = 4 * 1024;

    private static final RecvByteBufAllocator CHUNKS = new AdaptiveRecvByteBufAllocator(64, 1024, CHUNK_BYTES_MAX);

    private static final long TICK_MILLIS = 500;

    private final Exchange exchange;
    private final String host;
    private final int port;
    private final AtomicInteger servedPort;
    private final List<Loop> loops;
    private boolean first;

    /**
     * @param port the same for all; to Vert.x, -1 means any free one, and the same one for all
     * @param servedPort gets the one that it is
     * @param loops gets this one when it listens
     */
    Listener(Exchange exchange, String host, int port, AtomicInteger servedPort, List<Loop> loops) {
        this.exchange = exchange;
        this.host = host;
        this.port = port;
        this.servedPort = servedPort;
        this.loops = loops;
    }

    /** The one that looks after what all loops share. */
    Listener first(boolean isFirst) {
        first = isFirst;
        return this;
    }

    @Override
    public Future<?> start() {
        Loop loop = new Loop(vertx, context, exchange);
        NetServer server = vertx.createNetServer(new NetServerOptions()
                .setHost(host)
                .setPort(port)
                .setAcceptBacklog(BACKLOG)
                .setReuseAddress(true));
        server.connectHandler(socket -> welcome(loop, socket));
        vertx.setPeriodic(TICK_MILLIS, _ -> tick(loop));
        return server.listen().onSuccess(listening -> {
            servedPort.set(listening.actualPort());
            loops.add(loop);
        });
    }

    private void welcome(Loop loop, NetSocket socket) {
        socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES_MAX);
        ((NetSocketInternal) socket).channelHandlerContext().channel().config().setRecvByteBufAllocator(CHUNKS);
        new Client(loop, socket, System.nanoTime()).start();
    }

    private void tick(Loop loop) {
        long nowNanos = System.nanoTime();
        loop.tick(nowNanos);
        if (first) {
            long now = System.currentTimeMillis();
            exchange.sessions.dueWills(nowNanos).forEach(will -> loop.sayWill(will, now));
            exchange.sessions.expire(nowNanos);
            exchange.retained.expire(now);
            exchange.retained.retry();
            exchange.sessions.table().retry();
        }
    }
}
