package io.tidegate.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * The load generator's process: publishes with QoS 1, flat out or at a pace, on one thread. It prints {@code counting} when
 * the warm-up is over, and its figures at the end; a line or the end of its input ends it sooner. A paced message's wait
 * counts from when it was due, so that a server that stalls is not measured by fewer messages.
 */
final class Load {

    private static final long LAST_ACKNOWLEDGEMENTS_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long CONNECT_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long CONNECT_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int CONNECTING_MAX = 40;

    private static final long GLANCE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private final LoadOrder order;
    private final PrintStream out;
    private final Selector selector;
    private final List<LoadClient> clients;
    private final Deque<LoadClient> broken = new ArrayDeque<>();
    private final Payload payload;
    private final Latencies waits = new Latencies();
    private final BitSet acknowledgedNumbers = new BitSet();
    private final boolean survives;
    private long acknowledged;
    private int sent;
    private int turn;
    private volatile boolean stopped;

    private Load(LoadOrder order, PrintStream out) throws IOException {
        this.order = order;
        this.out = out;
        this.selector = Selector.open();
        this.payload = new Payload(order.length().numbered());
        this.survives = order.length().acknowledgedFile().isPresent();
        this.clients = IntStream.range(0, order.clients())
                .mapToObj(index -> new LoadClient(index, order, this::acknowledged))
                .toList();
    }

    public static void main(String[] arguments) throws IOException {
        Load load = new Load(LoadOrder.of(arguments), System.out);
        Thread.ofPlatform().daemon().name("stop").start(load::awaitStop);
        load.run();
    }

    private void awaitStop() {
        try {
            System.in.read();
        } catch (IOException e) {
            // As good as the end of the input.
        }
        stopped = true;
    }

    private void run() throws IOException {
        connect();
        publish(order.length().warmupMillis());
        out.println("counting");
        acknowledged = 0;
        waits.clear();
        long started = System.nanoTime();
        publish(order.length().millis());
        long counted = acknowledged;
        long nanos = System.nanoTime() - started;
        awaitLast();
        if (order.length().messagesMax() > 0) {
            counted = acknowledged;
            nanos = System.nanoTime() - started;
        }
        writeAcknowledged();
        out.println(new LoadFigures(sent, counted, nanos / 1_000, waits.micros(0.5), waits.micros(0.99), ownCpuMillis())
                .line());
    }

    private static long ownCpuMillis() throws IOException {
        return Usage.of(ProcessHandle.current().pid()).cpuMillis();
    }

    private void connect() throws IOException {
        long deadline = System.nanoTime() + CONNECT_NANOS;
        int opened = 0;
        long ready = 0;
        while (ready < clients.size()) {
            // As devices do that are switched on together; a server need not take hundreds in one moment.
            while (opened < clients.size() && opened - ready < CONNECTING_MAX) {
                clients.get(opened++).open(selector);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("not all clients are connected within 30 s");
            }
            serve(TimeUnit.MILLISECONDS.toNanos(50));
            ready = clients.stream().filter(LoadClient::ready).count();
        }
    }

    /** Flat out or at a pace, for so long, or until the number of messages or a stop. */
    private void publish(int millis) throws IOException {
        long started = System.nanoTime();
        long end = started + TimeUnit.MILLISECONDS.toNanos(millis);
        int sentBefore = sent;
        long wait = 0;
        while (System.nanoTime() - end < 0 && !stopped && !enough()) {
            serve(wait);
            wait = order.perSecond() == 0 ? publishAllThatMay() : publishAllThatIsDue(started, sentBefore);
        }
    }

    private boolean enough() {
        return order.length().messagesMax() > 0 && sent >= order.length().messagesMax();
    }

    private long publishAllThatMay() throws IOException {
        long now = System.nanoTime();
        for (LoadClient client : clients) {
            while (client.mayPublish() && !enough()) {
                client.publish(sent++, now, payload);
            }
            flush(client);
        }
        return CONNECT_AGAIN_NANOS;
    }

    /** @return nanoseconds until the next one is due */
    private long publishAllThatIsDue(long started, int sentBefore) throws IOException {
        long everyNanos = TimeUnit.SECONDS.toNanos(1) / order.perSecond();
        long now = System.nanoTime();
        long due = started + (sent - sentBefore) * everyNanos;
        while (due - now <= 0 && !enough()) {
            LoadClient client = clients.get(turn++ % clients.size());
            if (!client.mayPublish()) {
                // Its window is full, or it is being connected again: the message stays due.
                return CONNECT_AGAIN_NANOS;
            }
            client.publish(sent++, due, payload);
            flush(client);
            due += everyNanos;
        }
        return Math.max(1, due - now);
    }

    private void awaitLast() throws IOException {
        long deadline = System.nanoTime() + LAST_ACKNOWLEDGEMENTS_NANOS;
        while (clients.stream().anyMatch(client -> client.inFlight() > 0) && System.nanoTime() - deadline < 0) {
            serve(CONNECT_AGAIN_NANOS);
        }
    }

    private void serve(long waitNanos) throws IOException {
        connectAgain();
        if (waitNanos < TimeUnit.MILLISECONDS.toNanos(1)) {
            // The selector waits in whole milliseconds, which is longer than a server from memory takes to answer.
            LockSupport.parkNanos(Math.min(waitNanos, GLANCE_NANOS));
            selector.selectNow();
        } else {
            selector.select(TimeUnit.NANOSECONDS.toMillis(waitNanos));
        }
        for (SelectionKey key : selector.selectedKeys()) {
            LoadClient client = (LoadClient) key.attachment();
            try {
                client.serve();
            } catch (IOException e) {
                lost(client, e);
            }
        }
        selector.selectedKeys().clear();
        if (!broken.isEmpty()) {
            LockSupport.parkNanos(CONNECT_AGAIN_NANOS);
        }
    }

    private void connectAgain() throws IOException {
        for (int i = broken.size(); i > 0; i--) {
            LoadClient client = broken.poll();
            try {
                client.openAgain(selector);
            } catch (IOException e) {
                lost(client, e);
            }
        }
    }

    private void flush(LoadClient client) throws IOException {
        try {
            client.flush();
        } catch (IOException e) {
            lost(client, e);
        }
    }

    private void lost(LoadClient client, IOException why) throws IOException {
        if (!survives) {
            throw why;
        }
        client.lost();
        if (!broken.contains(client)) {
            broken.add(client);
        }
    }

    private void acknowledged(int number, long waitedNanos) {
        acknowledged++;
        waits.add(waitedNanos / 1_000);
        if (survives) {
            acknowledgedNumbers.set(number);
        }
    }

    private void writeAcknowledged() throws IOException {
        if (order.length().acknowledgedFile().isPresent()) {
            Files.write(order.length().acknowledgedFile().get(), acknowledgedNumbers.toByteArray());
        }
    }
}
