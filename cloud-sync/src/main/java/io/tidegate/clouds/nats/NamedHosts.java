package io.tidegate.clouds.nats;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * TLS that looks whether a certificate is for the host that was called (RFC 9525). The library leaves that out, so that anybody's
 * valid certificate would do; all it lets us set is the context that its sockets come from. Safe from any thread.
 */
final class NamedHosts extends SSLContextSpi {

    private final SSLContext inner;

    private NamedHosts(SSLContext inner) {
        this.inner = inner;
    }

    static SSLContext checked(SSLContext inner) {
        return new Context(new NamedHosts(inner), inner);
    }

    private static final class Context extends SSLContext {
        Context(NamedHosts hosts, SSLContext inner) {
            super(hosts, inner.getProvider(), inner.getProtocol());
        }
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        return new Sockets(inner.getSocketFactory());
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

        Sockets(SSLSocketFactory inner) {
            this.inner = inner;
        }

        private static Socket checked(Socket socket) {
            if (socket instanceof SSLSocket secure) {
                SSLParameters parameters = secure.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secure.setSSLParameters(parameters);
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
