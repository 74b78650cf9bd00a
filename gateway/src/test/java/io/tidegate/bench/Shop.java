package io.tidegate.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * One gateway of a chain, as its broker sees it: a batch now and then with QoS 1, the next when that is acknowledged, and what was
 * recorded without a connection when it is back. Runs on a thread of its own.
 */
final class Shop implements Runnable {

    /** Entries of a batch. */
    static final int BATCH = 20;

    /** One in so long. */
    static final Duration EVERY = Duration.ofSeconds(10);

    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 15_000;
    private static final int BUFFER_BYTES = 8 * 1024;

    /** As the gateway's own: up to a second, doubled with each failure, up to five minutes; and all of it by chance. */
    private static final long FIRST_MILLIS = 1_000;

    private static final int DOUBLINGS_MAX = 8;

    /** What becomes of all of them. */
    interface Log {
        void connected();

        void lost();

        /** @param micros until the batch was acknowledged */
        void delivered(long micros);
    }

    private final int number;
    private final int port;
    private final AtomicBoolean jitter;
    private final Log log;
    private final ByteBuffer out = ByteBuffer.allocate(BUFFER_BYTES);
    private final long startedNanos = System.nanoTime();
    private final long phaseNanos = ThreadLocalRandom.current().nextLong(EVERY.toNanos());
    private int sent;
    private int failures;

    /** @param jitter whether a pause is by chance, or always the same */
    Shop(int number, int port, AtomicBoolean jitter, Log log) {
        this.number = number;
        this.port = port;
        this.jitter = jitter;
        this.log = log;
    }

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try (Socket socket = new Socket()) {
                DataInputStream in = connect(socket);
                log.connected();
                failures = 0;
                try {
                    deliver(socket, in);
                } finally {
                    log.lost();
                }
            } catch (IOException away) {
                failures++;
            } catch (InterruptedException over) {
                return;
            }
            pause();
        }
    }

    private DataInputStream connect(Socket socket) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
        socket.setSoTimeout(ANSWER_MILLIS);
        socket.setTcpNoDelay(true);
        out.clear();
        Packets.connect(out, "shop-" + number, true);
        socket.getOutputStream().write(out.array(), 0, out.position());
        DataInputStream in = new DataInputStream(socket.getInputStream());
        expect(in, Packets.CONNACK);
        return in;
    }

    private static void expect(DataInputStream in, int type) throws IOException {
        if (in.readUnsignedByte() >> 4 != type) {
            throw new IOException("the broker says something else");
        }
        in.skipNBytes(in.readUnsignedByte());
    }

    /** What is due by now, and then each when it is. */
    private void deliver(Socket socket, DataInputStream in) throws IOException, InterruptedException {
        while (true) {
            long due = startedNanos + phaseNanos + sent * EVERY.toNanos();
            long left = due - System.nanoTime();
            rest(left);
            long began = System.nanoTime();
            out.clear();
            byte[] payload = batch();
            Packets.publish(
                    out,
                    ("tidegate/shop-" + number + "/reading").getBytes(US_ASCII),
                    1 + sent % 60_000,
                    payload,
                    payload.length);
            socket.getOutputStream().write(out.array(), 0, out.position());
            expect(in, Packets.PUBACK);
            sent++;
            log.delivered((System.nanoTime() - began) / 1_000);
        }
    }

    private byte[] batch() {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < BATCH; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"shop-")
                    .append(number)
                    .append(':')
                    .append((long) sent * BATCH + i + 1)
                    .append("\",\"site\":\"shop\",\"gateway\":\"shop-")
                    .append(number)
                    .append("\",\"kind\":\"reading\",\"device\":\"fridge-")
                    .append(i % 5)
                    .append(
                            "\",\"time\":\"2026-11-23T10:00:00.123Z\",\"fields\":{\"temperature\":3.4,\"door\":false}}");
        }
        return json.append(']').toString().getBytes(US_ASCII);
    }

    private void pause() {
        long most = FIRST_MILLIS << Math.clamp(failures - 1, 0, DOUBLINGS_MAX);
        long millis = jitter.get() ? ThreadLocalRandom.current().nextLong(most) : FIRST_MILLIS;
        try {
            rest(TimeUnit.MILLISECONDS.toNanos(millis));
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rest(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
