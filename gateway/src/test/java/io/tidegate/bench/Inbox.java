package io.tidegate.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Head office: a subscriber at a broker, with a connection and a thread of its own. Close it before its broker. */
final class Inbox implements AutoCloseable {

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int QOS_BITS = 0x06;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final EntryScan.Listener listener;
    private final ByteBuffer acknowledgements = ByteBuffer.allocate(4 * 1024);
    private final Thread thread;
    private byte[] body = new byte[BUFFER_BYTES];
    private int bodyLength;

    private Inbox(int port, String filter, boolean cleanSession, EntryScan.Listener listener) throws IOException {
        this.listener = listener;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES));
        out = socket.getOutputStream();
        greet(filter, cleanSession);
        thread = Thread.ofPlatform().name("inbox").start(this::receive);
    }

    /** Takes all that comes from now on. */
    static Inbox open(int port, String filter, EntryScan.Listener listener) throws IOException {
        return new Inbox(port, filter, true, listener);
    }

    /** The same with a session that the broker must keep. */
    static Inbox durable(int port, String filter, EntryScan.Listener listener) throws IOException {
        return new Inbox(port, filter, false, listener);
    }

    private void greet(String filter, boolean cleanSession) throws IOException {
        ByteBuffer greeting = ByteBuffer.allocate(256);
        Packets.connect(greeting, "head-office", cleanSession);
        Packets.subscribe(greeting, 1, filter, 1);
        out.write(greeting.array(), 0, greeting.position());
        while (next() >> 4 != Packets.SUBACK) {
            if (bodyLength == 2 && body[1] != 0) {
                throw new IOException("the broker refused the inbox with code " + body[1]);
            }
        }
    }

    private void receive() {
        try {
            while (true) {
                int header = next();
                if (header >> 4 == Packets.PUBLISH) {
                    published(header);
                }
                if (in.available() == 0 || acknowledgements.remaining() < 4) {
                    out.write(acknowledgements.array(), 0, acknowledgements.position());
                    acknowledgements.clear();
                }
            }
        } catch (IOException e) {
            // Closed by us, or its broker is gone; who waits for arrivals has a limit.
        }
    }

    private void published(int header) {
        int at = 2 + ((body[0] & 0xff) << 8 | body[1] & 0xff);
        if ((header & QOS_BITS) != 0) {
            Packets.puback(acknowledgements, (body[at] & 0xff) << 8 | body[at + 1] & 0xff);
            at += 2;
        }
        EntryScan.scan(body, at, bodyLength, listener);
    }

    /** Reads a packet's body and returns its first byte. */
    private int next() throws IOException {
        int header = in.readUnsignedByte();
        int length = 0;
        int shift = 0;
        int digit;
        do {
            digit = in.readUnsignedByte();
            length |= (digit & 0x7f) << shift;
            shift += 7;
        } while (digit > 0x7f);
        if (length > body.length) {
            body = new byte[length];
        }
        in.readFully(body, 0, length);
        bodyLength = length;
        return header;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
