package io.tidegate.clouds.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** Answers by hand: a head, then a piece again and again, or once and then the end. */
final class RawServer implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Thread thread;

    RawServer(String head, byte[] piece, long againMillis) throws IOException {
        thread = Thread.ofVirtual().name("raw-server").start(() -> serve(head, piece, againMillis));
    }

    private void serve(String head, byte[] piece, long againMillis) {
        try (Socket socket = listener.accept()) {
            socket.getInputStream().read(new byte[65536]);
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            boolean flood = piece.length > 1;
            do {
                out.write(piece);
                out.flush();
                LockSupport.parkNanos(againMillis * 1_000_000);
            } while (againMillis > 0 || flood);
        } catch (IOException gone) {
            // The client has had enough.
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    @Override
    public void close() throws IOException {
        listener.close();
        thread.interrupt();
    }
}
