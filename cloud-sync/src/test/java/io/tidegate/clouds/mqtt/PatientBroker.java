package io.tidegate.clouds.mqtt;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Speaks as much of MQTT 5 as one publisher needs, says what it allows, and acknowledges nothing before the publisher waits for
 * it: so that it sees how far one goes by itself. Serves one connection at a time.
 */
final class PatientBroker implements AutoCloseable {

    /** Without a packet for so long the publisher waits. */
    private static final int QUIET_MILLIS = 60;

    private static final int RECEIVE_MAXIMUM = 0x21;
    private static final int TOPIC_ALIAS_MAXIMUM = 0x22;
    private static final int TOPIC_ALIAS = 0x23;

    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final int receiveMaximum;
    private final int topicAliasMaximum;
    private volatile int unacknowledgedMost;

    /**
     * A PUBLISH.
     *
     * @param alias 0: none
     * @param bytes of the whole packet without its payload
     */
    record Seen(String topic, int alias, int bytes, String payload) {}

    PatientBroker(int receiveMaximum, int topicAliasMaximum) throws IOException {
        this.receiveMaximum = receiveMaximum;
        this.topicAliasMaximum = topicAliasMaximum;
        Thread.ofVirtual().name("patient-broker").start(this::serve);
    }

    URI url() {
        return URI.create("mqtt://127.0.0.1:" + listener.getLocalPort());
    }

    List<Seen> seen() {
        return seen;
    }

    int unacknowledgedMost() {
        return unacknowledgedMost;
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                socket.setSoTimeout(QUIET_MILLIS);
                converse(new DataInputStream(socket.getInputStream()), socket.getOutputStream());
            } catch (IOException gone) {
                // The client has had enough, or the test.
            }
        }
    }

    private void converse(DataInputStream in, OutputStream out) throws IOException {
        Deque<byte[]> acknowledgements = new ArrayDeque<>();
        while (true) {
            int first;
            try {
                first = in.readUnsignedByte();
            } catch (SocketTimeoutException waiting) {
                while (!acknowledgements.isEmpty()) {
                    out.write(acknowledgements.remove());
                }
                continue;
            }
            int length = StrictBroker.variableLength(in);
            ByteBuffer packet = ByteBuffer.wrap(in.readNBytes(length));
            switch (first >> 4) {
                case 1 -> out.write(connack());
                case 3 -> {
                    acknowledgements.add(published(packet));
                    unacknowledgedMost = Math.max(unacknowledgedMost, acknowledgements.size());
                }
                case 12 -> out.write(new byte[] {(byte) 0xD0, 0});
                default -> throw new EOFException("that is all it understands");
            }
        }
    }

    private byte[] connack() {
        return ByteBuffer.allocate(11)
                .put(new byte[] {0x20, 9, 0, 0, 6, RECEIVE_MAXIMUM})
                .putShort((short) receiveMaximum)
                .put((byte) TOPIC_ALIAS_MAXIMUM)
                .putShort((short) topicAliasMaximum)
                .array();
    }

    private byte[] published(ByteBuffer packet) {
        byte[] topic = new byte[Short.toUnsignedInt(packet.getShort())];
        packet.get(topic);
        byte[] acknowledgement = {0x40, 2, packet.get(), packet.get()};
        int properties = packet.get();
        int alias = 0;
        if (properties > 0) {
            if (packet.get() != TOPIC_ALIAS) {
                throw new IllegalStateException("no property but an alias is expected");
            }
            alias = packet.getShort();
        }
        byte[] payload = new byte[packet.remaining()];
        packet.get(payload);
        seen.add(new Seen(
                new String(topic, StandardCharsets.UTF_8),
                alias,
                packet.capacity() - payload.length,
                new String(payload, StandardCharsets.UTF_8)));
        return acknowledgement;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
