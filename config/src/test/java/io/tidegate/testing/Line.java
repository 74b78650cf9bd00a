package io.tidegate.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/** A way to a server that can be cut or held up, while the server serves others on. Safe from any thread. */
public final class Line implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int server;
    private final OutputStream copy;
    private final Set<Socket> sockets = new HashSet<>();
    private boolean isCut;
    private boolean isHeld;

    public Line(int server) throws IOException {
        this(server, OutputStream.nullOutputStream());
    }

    /** @param copy is given what goes to the server, before it goes; of several connections mixed */
    public Line(int server, OutputStream copy) throws IOException {
        this.server = server;
        this.copy = copy;
        Thread.ofVirtual().name("line").start(this::serve);
    }

    /** Of its near end, on loopback. */
    public int port() {
        return door.getLocalPort();
    }

    /** Connections end, and so does each new one. */
    public synchronized void cut() throws IOException {
        isCut = true;
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
        release();
    }

    public synchronized void mend() {
        isCut = false;
    }

    /** Connections stay, and nothing gets through until {@link #release}. */
    public synchronized void hold() {
        isHeld = true;
    }

    public synchronized void release() {
        isHeld = false;
        notifyAll();
    }

    private synchronized void awaitRelease() throws InterruptedException {
        while (isHeld) {
            wait();
        }
    }

    private void serve() {
        try (door) {
            while (true) {
                connect(door.accept());
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private synchronized void connect(Socket near) throws IOException {
        if (isCut) {
            near.close();
            return;
        }
        Socket far = new Socket(InetAddress.getLoopbackAddress(), server);
        sockets.add(near);
        sockets.add(far);
        Thread.ofVirtual().name("line-there").start(() -> carry(near, far, copy));
        Thread.ofVirtual().name("line-back").start(() -> carry(far, near, OutputStream.nullOutputStream()));
    }

    private void carry(Socket from, Socket to, OutputStream seen) {
        byte[] some = new byte[8192];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                awaitRelease();
                seen.write(some, 0, read);
                out.write(some, 0, read);
            }
        } catch (IOException | InterruptedException ended) {
            // One of the two has gone.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
