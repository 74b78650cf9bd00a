package io.tidegate.gateway.mqttserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network cable between clients and the server that can be cut, or plugged out without anybody noticing. */
final class Cable implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private volatile boolean dead;

    Cable(int target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("cable").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Both ends see their connections broken; new ones can be made. */
    void cut() throws IOException {
        for (Socket end : ends) {
            try {
                // With a reset instead of an orderly end: what was on its way is lost.
                end.setSoLinger(true, 0);
            } catch (SocketException closedAlready) {
                // Its other end did that.
            }
            end.close();
        }
        ends.clear();
    }

    /** From now on nothing arrives, and neither end is told. */
    void plugOut() {
        dead = true;
    }

    private void accept() {
        try {
            while (true) {
                Socket near = server.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                ends.add(near);
                ends.add(far);
                Thread.ofVirtual().name("cable-in").start(() -> carry(near, far));
                Thread.ofVirtual().name("cable-out").start(() -> carry(far, near));
            }
        } catch (IOException closed) {
            // The cable is gone.
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] bytes = new byte[4096];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                if (!dead) {
                    out.write(bytes, 0, length);
                }
            }
        } catch (IOException cut) {
            // Both ends are closed.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
