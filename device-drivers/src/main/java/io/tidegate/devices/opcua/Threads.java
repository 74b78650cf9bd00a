package io.tidegate.devices.opcua;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.HashedWheelTimer;
import io.tidegate.observation.DeviceId;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfigBuilder;

/**
 * Milo's threads, of one driver, in place of those that it would share and never end. Safe from any thread; closed by the
 * driver.
 */
final class Threads implements AutoCloseable {

    private static final int WORKERS = 2;

    /** What waits for a worker; above it whoever brings more works himself, which slows the socket down. */
    private static final int WAITING_MAX = 1_000;

    /** It only guards time limits of seconds, and each tick wakes the processor. */
    private static final long TICK_MILLIS = 200;

    private static final long END_WAIT_MILLIS = 2_000;

    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor timer;
    private final EventLoopGroup loop;
    private final HashedWheelTimer wheel;

    Threads(DeviceId device) {
        String name = "opcua-" + device;
        workers = new ThreadPoolExecutor(
                WORKERS,
                WORKERS,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_MAX),
                named(name),
                new ThreadPoolExecutor.CallerRunsPolicy());
        workers.allowCoreThreadTimeOut(true);
        timer = new ScheduledThreadPoolExecutor(1, named(name + "-timer"), new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        loop = new MultiThreadIoEventLoopGroup(1, named(name + "-socket"), NioIoHandler.newFactory());
        wheel = new HashedWheelTimer(named(name + "-limits"), TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory named(String name) {
        return Thread.ofPlatform().daemon().name(name).factory();
    }

    void lendTo(OpcTcpClientTransportConfigBuilder transport) {
        transport
                .setExecutor(workers)
                .setScheduledExecutor(timer)
                .setEventLoop(loop)
                .setWheelTimer(wheel);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        wheel.stop();
        loop.shutdownGracefully(0, END_WAIT_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(END_WAIT_MILLIS);
        workers.shutdownNow();
    }
}
