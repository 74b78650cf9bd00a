package io.tidegate.clouds.influxdb;

import io.tidegate.net.TlsContext;
import io.tidegate.net.UnfitCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Secure connections, each with the certificates that the files hold when it is made. Used by one thread. */
final class FreshCertificates extends SSLSocketFactory {

    private final TlsContext tls;

    FreshCertificates(TlsContext tls) {
        this.tls = tls;
    }

    /** OkHttp asks for it to compare chains with pinned certificates, of which there are none; {@link TlsContext} judges. */
    static X509TrustManager unasked() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Stream.of(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java trusts somebody", e);
        }
    }

    private SSLSocketFactory current() throws IOException {
        try {
            return tls.current().getSocketFactory();
        } catch (UnfitCertificate unfit) {
            throw new IOException(unfit.getMessage(), unfit);
        }
    }

    @Override
    public Socket createSocket(Socket under, String host, int port, boolean closesIt) throws IOException {
        return current().createSocket(under, host, port, closesIt);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException, UnknownHostException {
        return current().createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return current().createSocket(host, port, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return current().createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return current().createSocket(host, port, from, fromPort);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return ((SSLSocketFactory) SSLSocketFactory.getDefault()).getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return ((SSLSocketFactory) SSLSocketFactory.getDefault()).getSupportedCipherSuites();
    }
}
