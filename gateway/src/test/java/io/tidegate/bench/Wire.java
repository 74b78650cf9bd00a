package io.tidegate.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A way to a server that counts what goes over it, as TCP carries it, and can be cut. Safe from any thread. */
final class Wire implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong up = new AtomicLong();
    private final AtomicLong down = new AtomicLong();
    private final int server;
    private volatile boolean cut;

    Wire(int server) throws IOException {
        this.server = server;
        Thread.ofVirtual().name("wire").start(this::serve);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Bytes to the server. */
    long up() {
        return up.get();
    }

    /** Bytes from the server. */
    long down() {
        return down.get();
    }

    void cut() throws IOException {
        cut = true;
        for (Socket each : open) {
            each.close();
        }
        open.clear();
    }

    void mend() {
        cut = false;
    }

    private void serve() {
        try {
            while (true) {
                Socket near = door.accept();
                if (cut) {
                    near.close();
                    continue;
                }
                Socket far = new Socket(InetAddress.getLoopbackAddress(), server);
                open.add(near);
                open.add(far);
                Thread.ofVirtual().name("wire-up").start(() -> carry(near, far, up));
                Thread.ofVirtual().name("wire-down").start(() -> carry(far, near, down));
            }
        } catch (IOException closed) {
            // The measurement is over.
        }
    }

    private static void carry(Socket from, Socket to, AtomicLong counted) {
        byte[] some = new byte[8192];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                out.write(some, 0, read);
                counted.addAndGet(read);
            }
        } catch (IOException ended) {
            // One of the two has gone.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
