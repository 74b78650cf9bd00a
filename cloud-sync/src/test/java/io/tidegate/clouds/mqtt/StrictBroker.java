package io.tidegate.clouds.mqtt;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Speaks as much of MQTT 5 as one publisher needs, and says no to a large payload in its PUBACK while it takes what is
 * sent behind it. Brokers differ in this, and their timing too: this one always does it. Serves one connection at a time.
 */
final class StrictBroker implements AutoCloseable {

    private static final int PACKET_TOO_LARGE = 0x95;

    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final int payloadBytesMax;

    StrictBroker(int payloadBytesMax) throws IOException {
        this.payloadBytesMax = payloadBytesMax;
        Thread.ofVirtual().name("strict-broker").start(this::serve);
    }

    URI url() {
        return URI.create("mqtt://127.0.0.1:" + listener.getLocalPort());
    }

    /** The payloads that it took, in their order. */
    List<String> taken() {
        return taken;
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                converse(new DataInputStream(socket.getInputStream()), socket.getOutputStream());
            } catch (IOException gone) {
                // The client has had enough, or the test.
            }
        }
    }

    private void converse(DataInputStream in, OutputStream out) throws IOException {
        while (true) {
            int type = in.readUnsignedByte() >> 4;
            byte[] packet = in.readNBytes(variableLength(in));
            switch (type) {
                case 1 -> out.write(new byte[] {0x20, 3, 0, 0, 0});
                case 3 -> out.write(answer(ByteBuffer.wrap(packet)));
                case 12 -> out.write(new byte[] {(byte) 0xD0, 0});
                default -> throw new EOFException("that is all it understands");
            }
            out.flush();
        }
    }

    private byte[] answer(ByteBuffer publish) {
        publish.position(publish.position() + Short.BYTES + Short.toUnsignedInt(publish.getShort(0)));
        byte high = publish.get();
        byte low = publish.get();
        // Our publishers send no properties.
        publish.position(publish.position() + 1 + publish.get(publish.position()));
        if (publish.remaining() > payloadBytesMax) {
            return new byte[] {0x40, 4, high, low, (byte) PACKET_TOO_LARGE, 0};
        }
        taken.add(StandardCharsets.UTF_8.decode(publish).toString());
        return new byte[] {0x40, 2, high, low};
    }

    static int variableLength(DataInputStream in) throws IOException {
        int length = 0;
        int shift = 0;
        int digit;
        do {
            digit = in.readUnsignedByte();
            length |= (digit & 0x7F) << shift;
            shift += 7;
        } while (digit >= 0x80);
        return length;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
