package io.tidegate.gateway.mqttserver;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** An MQTT client of bytes, for what no decent client would send. Used by one test thread. */
final class Wire implements AutoCloseable {

    /** What ends a conversation. */
    static final String CLOSED = "closed";

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");
    private static final int ANSWER_MILLIS_MAX = 60_000;

    private final Socket socket;
    private final DataInputStream in;

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(ANSWER_MILLIS_MAX);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Hex digits, and texts in quotes, each with its two bytes of length before it. */
    Wire send(String bytes) throws IOException {
        return send(bytes(bytes));
    }

    Wire send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException closedAlready) {
            // What it was told before shows in receive.
        }
        return this;
    }

    /** In one piece. */
    Wire sendOften(int times, String bytes) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(bytes(bytes));
        }
        return send(all.toByteArray());
    }

    /** Whether the other side is gone, without reading what it may have sent before. */
    boolean isBroken() throws IOException {
        try {
            socket.getOutputStream().write(0xC0);
            socket.getOutputStream().write(0);
            return false;
        } catch (SocketException broken) {
            return true;
        }
    }

    static byte[] bytes(String spelled) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String part : spelled.trim().split("\\s+")) {
            if (part.startsWith("'")) {
                byte[] text = part.substring(1, part.length() - 1).getBytes(StandardCharsets.UTF_8);
                out.write(text.length >> 8);
                out.write(text.length);
                out.writeBytes(text);
            } else if (!part.isEmpty()) {
                out.writeBytes(HexFormat.of().parseHex(part));
            }
        }
        return out.toByteArray();
    }

    /** A packet: the first byte, the remaining length, the body. */
    static byte[] packet(int first, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        int left = body.length;
        do {
            out.write(left < 128 ? left : left & 127 | 128);
            left >>= 7;
        } while (left > 0);
        out.writeBytes(body);
        return out.toByteArray();
    }

    static byte[] packet(int first, String body) {
        return packet(first, bytes(body));
    }

    /** The next packet in hex, or {@link #CLOSED}. */
    String receive() throws IOException {
        try {
            int first = in.readUnsignedByte();
            int length = 0;
            int digit;
            int shift = 0;
            do {
                digit = in.readUnsignedByte();
                length |= (digit & 127) << shift;
                shift += 7;
            } while (digit > 127);
            byte[] body = in.readNBytes(length);
            return HEX.formatHex(packet(first, body));
        } catch (EOFException | SocketException closed) {
            return CLOSED;
        } catch (SocketTimeoutException silence) {
            throw new AssertionError("no answer within " + ANSWER_MILLIS_MAX + " ms", silence);
        }
    }

    static Wire v3(int port, String clientId, boolean clean, int keepAliveSeconds) throws IOException {
        Wire wire = new Wire(port);
        wire.send(packet(0x10, "'MQTT' 04 %02x %04x '%s'".formatted(clean ? 2 : 0, keepAliveSeconds, clientId)));
        return wire;
    }

    /** @param properties spelled, without their length */
    static Wire v5(int port, String clientId, boolean clean, String properties) throws IOException {
        Wire wire = new Wire(port);
        wire.send(packet(
                0x10,
                "'MQTT' 05 %02x 0000 %02x %s '%s'"
                        .formatted(clean ? 2 : 0, bytes(properties).length, properties, clientId)));
        return wire;
    }

    /** Connected, CONNACK read. */
    static Wire connectedV3(int port, String clientId) throws IOException {
        Wire wire = v3(port, clientId, true, 0);
        expect("20 02 00 00", wire.receive());
        return wire;
    }

    static Wire connectedV5(int port, String clientId) throws IOException {
        Wire wire = v5(port, clientId, true, "");
        if (!wire.receive().startsWith("20")) {
            throw new AssertionError("no CONNACK");
        }
        return wire;
    }

    private static void expect(String expected, String actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("expected " + expected + " but was " + actual);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
