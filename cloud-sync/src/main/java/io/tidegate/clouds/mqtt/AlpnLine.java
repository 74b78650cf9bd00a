package io.tidegate.clouds.mqtt;

import io.tidegate.net.BrokerAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;

/**
 * A secure line that tells the server which protocol comes (ALPN, RFC 7301), for servers that have several behind one port.
 * Paho's own line takes no such name, and overwrites one that its socket has already. Paho serves both versions of MQTT with
 * lines of one shape. Used by Paho's threads.
 */
final class AlpnLine implements NetworkModule, org.eclipse.paho.client.mqttv3.internal.NetworkModule {

    private final Caller caller;
    private final String protocol;
    private final URI address;
    private final SSLSocket socket;

    /** @param sockets of TLS */
    AlpnLine(Caller caller, String protocol, SocketFactory sockets) throws IOException {
        this.caller = caller;
        this.protocol = protocol;
        this.address = URI.create(BrokerAddress.forPaho(caller.url()));
        this.socket = (SSLSocket) sockets.createSocket();
    }

    @Override
    public void start() throws IOException {
        int timeoutMillis = (int) caller.timeout().toMillis();
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), timeoutMillis);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {protocol});
        // The name in the certificate is looked at, as of a web server.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(timeoutMillis);
        socket.startHandshake();
        socket.setSoTimeout(0);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void stop() throws IOException {
        socket.close();
    }

    @Override
    public String getServerURI() {
        return address.toString();
    }
}
