package io.tidegate.clouds.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A port at which several protocols are to be had, as of a cloud at 443: by its name MQTT goes on to a broker, and who names no
 * protocol, or one that is not here, is turned away within the handshake.
 */
final class AlpnDoor implements AutoCloseable {

    private final SSLServerSocket door;
    private final String protocol;
    private final int broker;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    AlpnDoor(SSLContext context, String protocol, int broker) throws IOException {
        this.door = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        this.protocol = protocol;
        this.broker = broker;
        Thread.ofVirtual().name("alpn-door").start(this::serve);
    }

    URI url() {
        return URI.create("mqtts://127.0.0.1:" + door.getLocalPort());
    }

    /** What clients offered, in the order of their coming. */
    List<String> asked() {
        return asked;
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                SSLSocket near = (SSLSocket) door.accept();
                near.setHandshakeApplicationProtocolSelector((_, offered) -> {
                    asked.addAll(offered);
                    return offered.contains(protocol) ? protocol : null;
                });
                Thread.ofVirtual().name("alpn-guest").start(() -> lead(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void lead(SSLSocket near) {
        try (near) {
            near.startHandshake();
            if (!protocol.equals(near.getApplicationProtocol())) {
                return;
            }
            try (Socket far = new Socket(InetAddress.getLoopbackAddress(), broker)) {
                Thread back = Thread.ofVirtual().name("alpn-back").start(() -> carry(far, near));
                carry(near, far);
                back.join();
            }
        } catch (IOException | InterruptedException ended) {
            // One of the two has gone.
        }
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException ended) {
            // One of the two has gone.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
