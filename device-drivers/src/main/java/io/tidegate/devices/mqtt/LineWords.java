package io.tidegate.devices.mqtt;

import io.tidegate.net.BrokenLine;
import io.tidegate.net.BrokerAddress;
import io.tidegate.net.Causes;
import io.tidegate.net.CertificateTrouble;
import io.tidegate.net.UnfitCertificate;
import io.tidegate.site.MqttSettings;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;

/** What is wrong with the connection to an existing broker, in words, and what to check. Functions only. */
final class LineWords {

    private LineWords() {}

    static String of(Throwable trouble, MqttSettings.External settings) {
        URI url = settings.url();
        for (Throwable cause : Causes.of(trouble)) {
            String known = said(cause, settings);
            if (known != null) {
                return known;
            }
        }
        return broke(trouble, url);
    }

    private static String broke(Throwable trouble, URI url) {
        return "the connection to the MQTT broker at " + place(url) + " broke (" + trouble.getMessage()
                + "): check that it runs, and its log"
                + (BrokerAddress.isSecure(url)
                        ? ", that this port speaks TLS, and whether it wants a certificate of ours (tls)"
                        : "");
    }

    /** The same, where the broker has not answered yet. */
    static String unanswered(Throwable trouble, MqttSettings.External settings) {
        URI url = settings.url();
        if (!BrokerAddress.isSecure(url) || !BrokenLine.isHangUp(trouble)) {
            return of(trouble, settings);
        }
        Throwable root = Causes.of(trouble).getLast();
        return settings.tls()
                .certificate()
                .map(ours -> CertificateTrouble.perhapsOurs(root, place(url), ours))
                .orElseGet(() -> broke(root, url));
    }

    private static String place(URI url) {
        return url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    private static @Nullable String said(Throwable cause, MqttSettings.External settings) {
        URI url = settings.url();
        String place = place(url);
        return switch (cause) {
            case ConnectException refused ->
                "nobody listens at " + place + ": check that the MQTT broker runs, and the port in mqtt.url";
            case UnknownHostException unknown ->
                "the name " + url.getHost() + " is not known: check its spelling in mqtt.url";
            case SocketException away
            when BrokenLine.isNoWay(away) -> "no way to " + place + ": check the network cable and the router";
            case SocketTimeoutException late -> late(place);
            case TimeoutException late -> late(place);
            case UnfitCertificate unfit -> unfit.getMessage();
            case SSLException tls ->
                CertificateTrouble.words(tls, place, Optional.of(settings.tls()))
                        .orElseGet(
                                () -> "no secure connection to " + place + " (" + tls.getMessage()
                                        + "): check the broker's certificate, the gateway's clock, and that the port speaks TLS");
            case MqttException mqtt -> said(mqtt, place);
            default -> null;
        };
    }

    private static @Nullable String said(MqttException mqtt, String place) {
        return switch (mqtt.getReasonCode()) {
            case MqttException.REASON_CODE_FAILED_AUTHENTICATION, MqttException.REASON_CODE_NOT_AUTHORIZED ->
                "the MQTT broker at " + place + " does not let us in: check mqtt.username and mqtt.password";
            case MqttException.REASON_CODE_INVALID_CLIENT_ID ->
                "the MQTT broker at " + place + " does not accept our client id: choose another mqtt.clientId";
            case MqttException.REASON_CODE_BROKER_UNAVAILABLE ->
                "the MQTT broker at " + place + " says that it is unavailable: check its log";
            case MqttException.REASON_CODE_CLIENT_TIMEOUT, MqttException.REASON_CODE_WRITE_TIMEOUT -> late(place);
            case MqttException.REASON_CODE_CONNECTION_LOST ->
                mqtt.getCause() instanceof SSLException
                        ? null
                        : "the MQTT broker at " + place
                                + " ended the connection: check that it runs, and that no other client uses our"
                                + " client id";
            default -> null;
        };
    }

    private static String late(String place) {
        return "no answer from " + place + " in time: check the network, and whether the MQTT broker is overloaded";
    }
}
