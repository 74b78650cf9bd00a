package io.tidegate.clouds.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.net.Tls;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Java and Paho tell of lines that come to an end. */
class MqttTroubleTest {

    private static final Caller CALLER = new Caller(
            URI.create("mqtts://broker.example.com:8883"),
            "gw-1",
            Optional.empty(),
            Optional.empty(),
            new Tls(Optional.empty(), Optional.of(Path.of("gw-1.pem")), Optional.of(Path.of("gw-1.key"))),
            Optional.empty(),
            Duration.ofSeconds(15),
            Optional.empty());

    private static MqttException lost(Throwable why) {
        return new MqttException(MqttClientException.REASON_CODE_CONNECTION_LOST, why);
    }

    private static Throwable over(SSLException tls, Throwable cause) {
        tls.initCause(cause);
        return tls;
    }

    static Stream<Arguments> ends() {
        SocketException reset = new SocketException("Connection reset");
        return Stream.of(
                Arguments.of(false, lost(reset)),
                Arguments.of(false, lost(over(new SSLException("Connection reset"), reset))),
                Arguments.of(false, lost(new EOFException())),
                Arguments.of(true, lost(new SSLException("Received fatal alert: bad_certificate"))),
                Arguments.of(true, over(new SSLHandshakeException("terminated"), new EOFException())),
                Arguments.of(true, new MqttException(new ConnectException("Connection refused"))),
                Arguments.of(true, new MqttException(new SocketException("Network is unreachable"))));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void a_line_that_stood_may_have_brought_our_connect(boolean before, Throwable end) {
        assertEquals(before, MqttTrouble.isBeforeConnect(end));
    }

    @Test
    void what_is_no_end_of_a_line_is_not_laid_on_our_certificate() {
        assertEquals(
                "the connection to broker.example.com:8883 broke: no such state; check that this port speaks TLS, since"
                        + " the address asks for a secure connection, and whether the server wants a certificate of ours"
                        + " (tls)",
                MqttTrouble.unanswered(new MqttException(new IOException("no such state")), CALLER));
    }
}
