package io.tidegate.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A server that takes part in each handshake, and resets the line when it stands: as one whose complaint about a certificate is
 * lost on the way, since the caller was sending something.
 */
public final class SilentRefusal implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final SSLContext context;
    private final String greeting;

    /** @param greeting that it sends before the line becomes a secure one */
    public SilentRefusal(SSLContext context, String greeting) throws IOException {
        this.context = context;
        this.greeting = greeting;
        Thread.ofVirtual().name("silent-refusal").start(this::serve);
    }

    public int port() {
        return door.getLocalPort();
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket guest = door.accept()) {
                guest.setSoLinger(true, 0);
                guest.getOutputStream().write(greeting.getBytes(StandardCharsets.UTF_8));
                SSLSocket line = (SSLSocket) context.getSocketFactory().createSocket(guest, null, false);
                line.setWantClientAuth(true);
                line.startHandshake();
            } catch (IOException gone) {
                // Whoever called has gone, or the test is over.
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
