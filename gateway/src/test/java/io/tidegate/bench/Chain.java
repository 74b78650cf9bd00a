package io.tidegate.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Many shops at one broker, each on a virtual thread, and what they live through. Asked from any thread. */
final class Chain implements Shop.Log, AutoCloseable {

    private static final int SECONDS_MAX = 3_600;

    private final AtomicBoolean jitter = new AtomicBoolean(true);
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicLong batches = new AtomicLong();
    private final Latencies latencies = new Latencies();
    private final int[] connectsOfSecond = new int[SECONDS_MAX];
    private final List<Thread> shops = new ArrayList<>();
    private long countedFromNanos = System.nanoTime();

    static Chain open(int shops, int port) {
        Chain chain = new Chain();
        for (int i = 0; i < shops; i++) {
            chain.shops.add(Thread.startVirtualThread(new Shop(i, port, chain.jitter, chain)));
        }
        return chain;
    }

    /** Whether pauses are by chance. */
    void jitter(boolean byChance) {
        jitter.set(byChance);
    }

    @Override
    public synchronized void connected() {
        connected.incrementAndGet();
        int second = (int)
                ((System.nanoTime() - countedFromNanos) / Duration.ofSeconds(1).toNanos());
        connectsOfSecond[Math.min(second, SECONDS_MAX - 1)]++;
    }

    @Override
    public void lost() {
        connected.decrementAndGet();
    }

    @Override
    public synchronized void delivered(long micros) {
        batches.incrementAndGet();
        latencies.add(micros);
    }

    /** Counts anew from now on. */
    synchronized void count() {
        countedFromNanos = System.nanoTime();
        Arrays.fill(connectsOfSecond, 0);
        latencies.clear();
    }

    int shops() {
        return shops.size();
    }

    int connectedNow() {
        return connected.get();
    }

    long batches() {
        return batches.get();
    }

    synchronized String waits() {
        return Latencies.millis(latencies.micros(0.5)) + " / " + Latencies.millis(latencies.micros(0.99));
    }

    /** Connections of the busiest second. */
    synchronized int busiestSecond() {
        int most = 0;
        for (int connects : connectsOfSecond) {
            most = Math.max(most, connects);
        }
        return most;
    }

    @Override
    public void close() {
        shops.forEach(Thread::interrupt);
    }
}
