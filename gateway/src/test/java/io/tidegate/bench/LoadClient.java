package io.tidegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One publisher: a connection, and the messages in flight on it, by packet id. Used by the generator's thread only. It
 * copies nothing and allocates nothing per message, since its CPU time is taken from the server's machine.
 */
final class LoadClient {

    private static final int PACKET_MAX = 256;
    private static final int READ_BYTES = 16 * 1024;

    /** Hears of each acknowledgement. */
    interface Listener {
        void acknowledged(int number, long waitedNanos);
    }

    private final String id;
    private final byte[] topic;
    private final InetSocketAddress server;
    private final Listener listener;
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES);
    private final ByteBuffer out;
    private final int[] numbers;
    private final long[] dueNanos;
    private final int[] freeIds;
    private int free;
    private boolean ready;
    private SocketChannel channel;
    private SelectionKey key;

    /** Not open yet. */
    LoadClient(int index, LoadOrder order, Listener listener) {
        this.id = "load-" + index;
        this.topic = ("floor/fridge-" + index + "/state").getBytes(UTF_8);
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), order.port());
        this.listener = listener;
        int window = order.window();
        this.out = ByteBuffer.allocateDirect(PACKET_MAX * (window + 1));
        this.numbers = new int[window + 1];
        this.dueNanos = new long[window + 1];
        this.freeIds = new int[window];
    }

    void open(Selector selector) throws IOException {
        in.clear();
        out.clear();
        free = freeIds.length;
        for (int i = 0; i < free; i++) {
            freeIds[i] = free - i;
        }
        ready = false;
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = channel.register(selector, SelectionKey.OP_CONNECT, this);
        if (channel.connect(server)) {
            greet();
        }
    }

    /** Nothing more is published until it is open again. */
    void lost() {
        ready = false;
    }

    /** What was in flight is forgotten: nobody has promised anything about it. */
    void openAgain(Selector selector) throws IOException {
        channel.close();
        open(selector);
    }

    private void greet() throws IOException {
        Packets.connect(out, id, true);
        key.interestOps(SelectionKey.OP_READ);
        flush();
    }

    /** Does what the selector found possible. */
    void serve() throws IOException {
        if (key.isConnectable() && channel.finishConnect()) {
            greet();
        }
        if (key.isValid() && key.isReadable()) {
            read();
        }
        if (key.isValid() && key.isWritable()) {
            flush();
        }
    }

    private void read() throws IOException {
        int read = channel.read(in);
        if (read < 0) {
            throw new IOException(id + " was disconnected by the server");
        }
        in.flip();
        long now = System.nanoTime();
        // All that a publisher is ever sent is shorter than 128 bytes, so one byte is its length.
        while (in.remaining() >= 2 && in.remaining() >= 2 + in.get(in.position() + 1)) {
            int type = (in.get() & 0xff) >> 4;
            int end = in.get() + in.position();
            if (type == Packets.PUBACK) {
                int packetId = in.getShort() & 0xffff;
                freeIds[free++] = packetId;
                listener.acknowledged(numbers[packetId], now - dueNanos[packetId]);
            } else if (type == Packets.CONNACK) {
                in.get();
                accepted(in.get());
            }
            in.position(end);
        }
        in.compact();
    }

    private void accepted(int code) throws IOException {
        if (code != 0) {
            throw new IOException(id + " was refused with code " + code);
        }
        ready = true;
    }

    boolean ready() {
        return ready;
    }

    boolean mayPublish() {
        return ready && free > 0;
    }

    int inFlight() {
        return ready ? freeIds.length - free : 0;
    }

    /** Written with the next {@link #flush}. */
    void publish(int number, long due, Payload payload) {
        int packetId = freeIds[--free];
        numbers[packetId] = number;
        dueNanos[packetId] = due;
        int length = payload.write(number, System.nanoTime() / 1_000);
        Packets.publish(out, topic, packetId, payload.bytes(), length);
    }

    void flush() throws IOException {
        if (out.position() == 0) {
            return;
        }
        out.flip();
        channel.write(out);
        boolean rest = out.hasRemaining();
        out.compact();
        key.interestOps(rest ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
}
