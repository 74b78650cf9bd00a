package io.tidegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A device that was there first: it knocks every millisecond until it is heard. */
final class FirstAcknowledgement {

    private static final long KNOCK_AGAIN_NANOS = Duration.ofMillis(1).toNanos();
    private static final Duration START_MAX = Duration.ofSeconds(60);

    private FirstAcknowledgement() {}

    /** Returns when the server has acknowledged one message. */
    static void await(int port, Program server) throws IOException {
        long deadline = System.nanoTime() + START_MAX.toNanos();
        while (System.nanoTime() - deadline < 0) {
            server.mustLive();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                publish(socket);
                return;
            } catch (ConnectException notYet) {
                LockSupport.parkNanos(KNOCK_AGAIN_NANOS);
            }
        }
        throw new IOException("no acknowledgement within " + START_MAX.toSeconds() + " s");
    }

    private static void publish(Socket socket) throws IOException {
        socket.setSoTimeout((int) START_MAX.toMillis());
        ByteBuffer packets = ByteBuffer.allocate(256);
        Packets.connect(packets, "first", true);
        Payload payload = new Payload(false);
        int length = payload.write(1, 0);
        Packets.publish(packets, "floor/fridge-1/state".getBytes(UTF_8), 1, payload.bytes(), length);
        socket.getOutputStream().write(packets.array(), 0, packets.position());
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int type;
        do {
            type = in.readUnsignedByte() >> 4;
            in.skipNBytes(in.readUnsignedByte());
        } while (type != Packets.PUBACK);
    }
}
