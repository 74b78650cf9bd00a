package io.tidegate.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sockets that send at once what they are given (TCP_NODELAY). Paho leaves Nagle's algorithm on, so that the end of each
 * batch, and each small acknowledgement, would wait until the other side has confirmed what was sent before, 20 to 40 ms
 * at a time. Safe from any thread.
 */
public final class PromptSockets {

    private PromptSockets() {}

    public static SocketFactory plain() {
        return new Plain(SocketFactory.getDefault());
    }

    public static SSLSocketFactory secure(SSLSocketFactory sockets) {
        return new Secure(sockets);
    }

    /** As the address asks, and who is at both ends. */
    public static SocketFactory forBroker(URI url, Tls tls) throws UnfitCertificate {
        return BrokerAddress.isSecure(url)
                ? secure(new TlsContext(tls).current().getSocketFactory())
                : plain();
    }

    private static Socket prompt(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static final class Plain extends SocketFactory {

        private final SocketFactory sockets;

        Plain(SocketFactory sockets) {
            this.sockets = sockets;
        }

        @Override
        public Socket createSocket() throws IOException {
            return prompt(sockets.createSocket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return prompt(sockets.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return prompt(sockets.createSocket(host, port, from, fromPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return prompt(sockets.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return prompt(sockets.createSocket(host, port, from, fromPort));
        }
    }

    /** Paho takes only an SSLSocketFactory for a secure url. */
    private static final class Secure extends SSLSocketFactory {

        private final SSLSocketFactory sockets;

        Secure(SSLSocketFactory sockets) {
            this.sockets = sockets;
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return sockets.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return sockets.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket() throws IOException {
            return prompt(sockets.createSocket());
        }

        @Override
        public Socket createSocket(Socket inner, String host, int port, boolean autoClose) throws IOException {
            return sockets.createSocket(prompt(inner), host, port, autoClose);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return prompt(sockets.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return prompt(sockets.createSocket(host, port, from, fromPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return prompt(sockets.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return prompt(sockets.createSocket(host, port, from, fromPort));
        }
    }
}
