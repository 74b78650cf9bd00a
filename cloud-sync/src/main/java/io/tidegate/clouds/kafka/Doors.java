package io.tidegate.clouds.kafka;

import io.tidegate.clouds.LineTrouble;
import io.tidegate.site.KafkaCloud;
import io.tidegate.sync.UnavailableException;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Looks whether one of the servers can be reached: the library keeps trying, and does not tell why. Immutable. */
record Doors(KafkaCloud config) {

    private static final int CONNECT_MILLIS_MAX = 5_000;

    /** Whoever lets us in waits for our first word; whoever does not hangs up at once. */
    private static final int HANGS_UP_WITHIN_MILLIS = 50;

    /**
     * Returns when one of them listens.
     *
     * @throws UnavailableException when none does; says what is wrong with the last one
     */
    void knock() throws UnavailableException, InterruptedException {
        List<UnavailableException> away = new ArrayList<>();
        for (URI server : KafkaTrouble.addresses(config)) {
            try {
                knock(server);
                return;
            } catch (IOException closed) {
                if (Thread.interrupted()) {
                    throw (InterruptedException) new InterruptedException().initCause(closed);
                }
                away.add(new UnavailableException(LineTrouble.words(closed, server), closed));
            }
        }
        throw away.getLast();
    }

    private void knock(URI server) throws IOException {
        InetSocketAddress address = new InetSocketAddress(server.getHost(), server.getPort());
        if (address.isUnresolved()) {
            throw new UnknownHostException(server.getHost());
        }
        int most = (int) Math.min(CONNECT_MILLIS_MAX, config.timeout().toMillis());
        try (Socket socket = new Socket()) {
            socket.connect(address, most);
            if (hangsUp(socket)) {
                throw new EOFException("the server hung up at once");
            }
        }
    }

    private static boolean hangsUp(Socket socket) throws IOException {
        socket.setSoTimeout(HANGS_UP_WITHIN_MILLIS);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException waitsForUs) {
            return false;
        }
    }
}
