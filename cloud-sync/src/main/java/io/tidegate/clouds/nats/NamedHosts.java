package io.tidegate.clouds.nats;

import io.tidegate.net.Causes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS that looks whether a certificate is for the host that was called (RFC 9525). The library leaves that out, so that anybody's
 * valid certificate would do; all it lets us set is the context that its sockets come from. Safe from any thread.
 */
final class NamedHosts extends SSLContextSpi {

    private final SSLContext inner;
    private final AtomicReference<@Nullable Line> last = new AtomicReference<>();

    NamedHosts(SSLContext inner) {
        this.inner = inner;
    }

    SSLContext checked() {
        return new Context(this, inner);
    }

    /**
     * What the server objected to on the last line: by TLS 1.3 it refuses our certificate when we have taken the line for a good
     * one, and the library keeps that to itself.
     */
    Optional<Throwable> complaint() {
        Line line = last.get();
        return line != null && line.socket.isClosed() ? line.saidAgain() : Optional.empty();
    }

    /** @param in to be had only as long as the socket is open */
    private record Line(SSLSocket socket, InputStream in) {

        /** Java closes a socket at an objection, and whoever reads it then hears it once more; it never waits. */
        Optional<Throwable> saidAgain() {
            try {
                int _ = in.read();
                return Optional.empty();
            } catch (IOException ended) {
                // Any other end, such as of a server that was killed, is no complaint.
                return Causes.of(ended).stream()
                        .filter(SSLHandshakeException.class::isInstance)
                        .findFirst();
            }
        }
    }

    private static final class Context extends SSLContext {
        Context(NamedHosts hosts, SSLContext inner) {
            super(hosts, inner.getProvider(), inner.getProtocol());
        }
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        return new Sockets(inner.getSocketFactory(), last::set);
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
            throws KeyManagementException {
        inner.init(keys, trust, random);
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        return inner.getServerSocketFactory();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return inner.createSSLEngine();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        return inner.createSSLEngine(host, port);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return inner.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return inner.getClientSessionContext();
    }

    private static final class Sockets extends SSLSocketFactory {

        private final SSLSocketFactory inner;
        private final Consumer<Line> made;

        Sockets(SSLSocketFactory inner, Consumer<Line> made) {
            this.inner = inner;
            this.made = made;
        }

        private Socket checked(Socket socket) throws IOException {
            if (socket instanceof SSLSocket secure) {
                SSLParameters parameters = secure.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secure.setSSLParameters(parameters);
                made.accept(new Line(secure, secure.getInputStream()));
            }
            return socket;
        }

        @Override
        public Socket createSocket(Socket carrier, String host, int port, boolean autoClose) throws IOException {
            return checked(inner.createSocket(carrier, host, port, autoClose));
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return checked(inner.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return checked(inner.createSocket(host, port, from, fromPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return checked(inner.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return checked(inner.createSocket(host, port, from, fromPort));
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return inner.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return inner.getSupportedCipherSuites();
        }
    }
}
