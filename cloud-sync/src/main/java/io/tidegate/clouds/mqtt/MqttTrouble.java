package io.tidegate.clouds.mqtt;

import io.tidegate.clouds.LineTrouble;
import io.tidegate.net.BrokenLine;
import io.tidegate.net.BrokerAddress;
import io.tidegate.net.Causes;
import io.tidegate.net.Tls;
import io.tidegate.net.UnfitCertificate;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;

/** What Paho tells of a failure, and what it means. Functions only. */
public final class MqttTrouble {

    /** Reason codes from here on say no (MQTT 5.0, section 2.4). */
    static final int REFUSALS_FROM = MqttReturnCode.RETURN_CODE_UNSPECIFIED_ERROR;

    /** A reason code is one byte; Paho's own codes are above. */
    private static final int REFUSALS_BELOW = 256;

    private MqttTrouble() {}

    /**
     * Whether the connection failed before anything could be sent, so that no broker has seen our CONNECT. A line that stood may
     * have brought it.
     */
    public static boolean isBeforeConnect(Throwable trouble) {
        return !BrokenLine.isHangUp(trouble)
                && Causes.of(trouble).stream()
                        .anyMatch(cause -> cause instanceof ConnectException
                                || cause instanceof UnknownHostException
                                || BrokenLine.isNoWay(cause)
                                || cause instanceof SSLException
                                || cause instanceof UnfitCertificate);
    }

    /** Whether a broker has read our CONNECT and does not let in who we say we are. */
    static boolean isAboutLogin(Throwable trouble) {
        return Causes.of(trouble).stream()
                .anyMatch(cause -> cause instanceof MqttException mqtt && isLoginCode(mqtt.getReasonCode()));
    }

    private static boolean isLoginCode(int code) {
        return switch (code) {
            case MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD,
                    MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED,
                    MqttReturnCode.RETURN_CODE_BANNED,
                    MqttClientException.REASON_CODE_FAILED_AUTHENTICATION,
                    MqttClientException.REASON_CODE_NOT_AUTHORIZED -> true;
            default -> false;
        };
    }

    /** What the failure of one message means. */
    enum Failure {
        ABOUT_THE_MESSAGE,
        ABOUT_US,
        ABOUT_THE_LINK
    }

    static Failure of(ExecutionException failed) {
        if (failed.getCause() instanceof TooLarge) {
            return Failure.ABOUT_THE_MESSAGE;
        }
        if (!(failed.getCause() instanceof MqttException refusal)) {
            return Failure.ABOUT_THE_LINK;
        }
        int code = refusal.getReasonCode();
        return switch (code) {
            case MqttReturnCode.RETURN_CODE_PACKET_TOO_LARGE, MqttReturnCode.RETURN_CODE_PAYLOAD_FORMAT_INVALID ->
                Failure.ABOUT_THE_MESSAGE;
            default -> code >= REFUSALS_FROM && code < REFUSALS_BELOW ? Failure.ABOUT_US : Failure.ABOUT_THE_LINK;
        };
    }

    /** The alert of RFC 7301, section 3.2. */
    private static boolean isAboutProtocol(Throwable trouble) {
        return Causes.of(trouble).stream()
                .anyMatch(cause -> cause instanceof SSLException
                        && String.valueOf(cause.getMessage()).contains("no_application_protocol"));
    }

    public static String words(Throwable trouble, URI url) {
        return words(trouble, url, Optional.empty());
    }

    /** The same, of a connection that the broker has not answered on yet. */
    static String unanswered(Throwable trouble, Caller caller) {
        return words(trouble, caller.url(), Optional.of(caller.tls()));
    }

    /** @param unanswered by which certificates we come, while there is no answer */
    private static String words(Throwable trouble, URI url, Optional<Tls> unanswered) {
        Throwable cause =
                trouble instanceof ExecutionException && trouble.getCause() != null ? trouble.getCause() : trouble;
        if (unanswered.isPresent() && BrokerAddress.isSecure(url) && isCutOff(cause)) {
            return cutOff(Causes.of(cause).getLast(), LineTrouble.place(url), unanswered.get());
        }
        // A server that wants another certificate than ours says so when the connection stands already (TLS 1.3).
        if (!(cause instanceof MqttException mqtt) || mqtt.getCause() instanceof SSLException) {
            return isAboutProtocol(cause)
                    ? url.getHost()
                            + " does not know the protocol by which we come: check alpn of this sink, and the port"
                    : broke(cause, url, unanswered);
        }
        String host = url.getHost();
        if (isLoginCode(mqtt.getReasonCode())) {
            return host + " does not let us in: check username, password and rights of this sink";
        }
        return switch (mqtt.getReasonCode()) {
            case MqttReturnCode.RETURN_CODE_IDENTIFIER_NOT_VALID, MqttClientException.REASON_CODE_INVALID_CLIENT_ID ->
                host + " does not accept our client id: choose another clientId for this sink";
            case MqttReturnCode.RETURN_CODE_UNSUPPORTED_PROTOCOL_VERSION,
                    MqttClientException.REASON_CODE_INVALID_PROTOCOL_VERSION,
                    MqttException.REASON_CODE_MALFORMED_PACKET ->
                host
                        + " does not speak this version of MQTT: choose the other one for this sink (version: 5 or 3.1.1), or update the broker";
            case MqttClientException.REASON_CODE_CONNECTION_LOST,
                    MqttClientException.REASON_CODE_CLIENT_NOT_CONNECTED -> {
                if (unanswered.isEmpty()) {
                    yield ended(host);
                }
                yield BrokerAddress.isSecure(url) ? broke(mqtt, url, unanswered) : endedUnanswered(host);
            }
            case MqttClientException.REASON_CODE_SERVER_DISCONNECTED -> ended(host);
            default ->
                mqtt.getReasonCode() >= REFUSALS_FROM && mqtt.getReasonCode() < REFUSALS_BELOW
                        ? host + " cannot take data now (MQTT reason code " + mqtt.getReasonCode() + ")"
                        : broke(mqtt, url, unanswered);
        };
    }

    /** Paho tells so only when the line stands and our CONNECT is on its way. */
    private static boolean isCutOff(Throwable cause) {
        return cause instanceof MqttException mqtt
                && isEnd(mqtt.getReasonCode())
                && (mqtt.getCause() == null || BrokenLine.isHangUp(mqtt));
    }

    private static boolean isEnd(int code) {
        return code == MqttClientException.REASON_CODE_CONNECTION_LOST
                || code == MqttClientException.REASON_CODE_CLIENT_NOT_CONNECTED;
    }

    /** Brokers end a line without a word at a client id that their policy does not allow, as at a certificate. */
    private static String cutOff(Throwable root, String place, Tls tls) {
        String end = place + " hung up before any answer (" + Causes.said(root) + ")";
        return tls.certificate().isPresent()
                ? end + ", and may have refused the certificate "
                        + tls.certificate().get()
                        + " or our client id: check certificate and key under tls, that the broker trusts their issuer"
                        + " and its policy lets this client id in, and whether another client uses it; its log says more"
                : end + ": check its log, whether its policy lets our client id in, whether another client uses it, and"
                        + " whether the broker wants a certificate of ours (tls)";
    }

    private static String broke(Throwable trouble, URI url, Optional<Tls> unanswered) {
        return unanswered
                .map(tls -> LineTrouble.unanswered(trouble, url, tls))
                .orElseGet(() -> LineTrouble.words(trouble, url));
    }

    /** Of a line without TLS. */
    private static String endedUnanswered(String host) {
        return host + " ended the connection before any answer: check its log, whether another client uses our client"
                + " id, and the port: where it speaks TLS, write mqtts:// in the url of this sink";
    }

    private static String ended(String host) {
        return host + " ended the connection: check its log, and whether another client uses our client id";
    }
}
