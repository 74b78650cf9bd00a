package io.tidegate.clouds.mqtt;

import io.tidegate.clouds.LineTrouble;
import io.tidegate.net.BrokerAddress;
import io.tidegate.site.SinkConfig;
import io.tidegate.sync.UnavailableException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.SocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * One connection to a broker, from CONNECT to its end; never used again after it broke. Used by its sink thread, but
 * for what Paho's own threads tell.
 */
final class MqttLink implements AutoCloseable {

    /** Messages without a PUBACK at most, or fewer where the broker says so. */
    private static final int IN_FLIGHT_MAX = 16;

    /** A line that died without a word is noticed after 1.5 times this, even when there is nothing to send. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    /** For a last DISCONNECT; the broker manages without. */
    private static final long GOODBYE_MILLIS_MAX = 500;

    private static final int AT_LEAST_ONCE = 1;

    /** Fixed header, packet id, properties and lengths around topic and payload, rounded up. */
    private static final int FRAME_BYTES = 48;

    /** Reason codes from here on say no (MQTT 5.0, section 2.4). */
    private static final int REFUSALS_FROM = MqttReturnCode.RETURN_CODE_UNSPECIFIED_ERROR;

    /** A reason code is one byte; Paho's own codes are above. */
    private static final int REFUSALS_BELOW = 256;

    private final MqttAsyncClient client;
    private final Set<Pending> unacknowledged = ConcurrentHashMap.newKeySet();

    private int inFlightMax = IN_FLIGHT_MAX;
    private long packetBytesMax = Long.MAX_VALUE;

    private MqttLink(MqttAsyncClient client) {
        this.client = client;
    }

    /** Returns connected, or throws with words for staff. */
    static MqttLink connect(SinkConfig.Mqtt config, SocketFactory sockets)
            throws UnavailableException, InterruptedException {
        MqttLink link = null;
        try {
            // The journal is our persistence: a second one in Paho would resend by itself what a courier sends anyway,
            // and would cut the connection again and again with a message that the broker does not take.
            link = new MqttLink(new MqttAsyncClient(
                    BrokerAddress.forPaho(config.url()), config.clientId(), new MemoryPersistence()));
            link.client.setCallback(link.new Ends());
            Pending connected = link.new Pending();
            IMqttToken connack = link.client.connect(options(config, sockets), null, connected);
            connected.outcome.get(config.timeout().toNanos(), TimeUnit.NANOSECONDS);
            link.keepTo(connack.getResponseProperties());
            return link;
        } catch (MqttException | ExecutionException | TimeoutException failed) {
            closed(link);
            throw new UnavailableException(words(failed, config.url()), failed);
        } catch (InterruptedException stopped) {
            closed(link);
            throw stopped;
        }
    }

    private static void closed(@Nullable MqttLink link) {
        if (link != null) {
            link.close();
        }
    }

    private static MqttConnectionOptions options(SinkConfig.Mqtt config, SocketFactory sockets) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        // We subscribe to nothing and our journal knows what is unsent: a session at the broker has nothing to keep.
        options.setCleanStart(true);
        options.setAutomaticReconnect(false);
        options.setSocketFactory(sockets);
        options.setKeepAliveInterval((int) KEEP_ALIVE.toSeconds());
        options.setConnectionTimeout((int) Math.max(1, config.timeout().toSeconds()));
        config.username().ifPresent(options::setUserName);
        config.password()
                .ifPresent(password -> options.setPassword(password.reveal().getBytes(StandardCharsets.UTF_8)));
        return options;
    }

    /** What the broker said in its CONNACK (MQTT 5.0, section 3.2.2.3). */
    private void keepTo(@Nullable MqttProperties limits) {
        if (limits == null) {
            return;
        }
        Integer receiveMaximum = limits.getReceiveMaximum();
        if (receiveMaximum != null) {
            inFlightMax = Math.min(IN_FLIGHT_MAX, receiveMaximum);
        }
        Long maximumPacketSize = limits.getMaximumPacketSize();
        if (maximumPacketSize != null) {
            packetBytesMax = maximumPacketSize;
        }
    }

    int inFlightMax() {
        return inFlightMax;
    }

    /**
     * Completes when the broker has the message, exceptionally when it refuses it or the link broke before.
     *
     * @param late said by a user property (MQTT 5, section 3.3.2.3.7)
     */
    CompletableFuture<Void> publish(String topic, byte[] payload, boolean late) {
        Pending acknowledged = new Pending();
        if (FRAME_BYTES + 3L * topic.length() + payload.length > packetBytesMax) {
            acknowledged.fail(new MqttException(MqttReturnCode.RETURN_CODE_PACKET_TOO_LARGE));
            return acknowledged.outcome;
        }
        unacknowledged.add(acknowledged);
        try {
            MqttMessage message = new MqttMessage(payload, AT_LEAST_ONCE, false, properties(late));
            client.publish(topic, message, null, acknowledged);
            if (!client.isConnected()) {
                // It broke between the two lines above, and nobody may tell us any more.
                acknowledged.fail(new MqttException(MqttClientException.REASON_CODE_CONNECTION_LOST));
            }
        } catch (MqttException broken) {
            acknowledged.fail(broken);
        }
        return acknowledged.outcome;
    }

    private static MqttProperties properties(boolean late) {
        MqttProperties properties = new MqttProperties();
        if (late) {
            properties.setUserProperties(List.of(new UserProperty("late", "true")));
        }
        return properties;
    }

    boolean isUp() {
        return client.isConnected();
    }

    /** What the failure of one message means. */
    enum Failure {
        ABOUT_THE_MESSAGE,
        ABOUT_US,
        ABOUT_THE_LINK
    }

    static Failure failure(ExecutionException failed) {
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

    static String words(Throwable trouble, URI url) {
        Throwable cause =
                trouble instanceof ExecutionException && trouble.getCause() != null ? trouble.getCause() : trouble;
        if (!(cause instanceof MqttException mqtt)) {
            return LineTrouble.words(cause, url);
        }
        String host = url.getHost();
        return switch (mqtt.getReasonCode()) {
            case MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD,
                    MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED,
                    MqttReturnCode.RETURN_CODE_BANNED,
                    MqttClientException.REASON_CODE_FAILED_AUTHENTICATION,
                    MqttClientException.REASON_CODE_NOT_AUTHORIZED ->
                host + " does not let us in: check username, password and rights of this sink";
            case MqttReturnCode.RETURN_CODE_IDENTIFIER_NOT_VALID, MqttClientException.REASON_CODE_INVALID_CLIENT_ID ->
                host + " does not accept our client id: choose another clientId for this sink";
            case MqttReturnCode.RETURN_CODE_UNSUPPORTED_PROTOCOL_VERSION,
                    MqttClientException.REASON_CODE_INVALID_PROTOCOL_VERSION,
                    MqttException.REASON_CODE_MALFORMED_PACKET ->
                host + " does not speak MQTT 5: update the broker, or bridge through one that does";
            case MqttClientException.REASON_CODE_CONNECTION_LOST,
                    MqttClientException.REASON_CODE_CLIENT_NOT_CONNECTED,
                    MqttClientException.REASON_CODE_SERVER_DISCONNECTED ->
                host + " ended the connection: check its log, and whether another client uses our client id";
            default ->
                mqtt.getReasonCode() >= REFUSALS_FROM && mqtt.getReasonCode() < REFUSALS_BELOW
                        ? host + " cannot take data now (MQTT reason code " + mqtt.getReasonCode() + ")"
                        : LineTrouble.words(mqtt, url);
        };
    }

    /** Ends the connection without waiting for what is under way. */
    @Override
    public void close() {
        boolean polite = client.isConnected() && unacknowledged.isEmpty();
        try {
            client.disconnectForcibly(0, GOODBYE_MILLIS_MAX, polite);
        } catch (MqttException notConnected) {
            Logger.debug("ending an mqtt connection: {}", notConnected.getMessage());
        }
        try {
            client.close(true);
        } catch (MqttException stillConnecting) {
            // Paho's connecting thread ends by its own timeout; nothing of ours waits for it.
            Logger.debug("closing an mqtt client: {}", stillConnecting.getMessage());
        }
    }

    /** Something that the broker has to answer. Completed by whichever of Paho's threads knows first. */
    private final class Pending implements MqttActionListener {

        private final CompletableFuture<Void> outcome = new CompletableFuture<>();

        @Override
        public void onSuccess(IMqttToken token) {
            int[] codes = token.getReasonCodes();
            if (codes != null && codes.length > 0 && codes[0] >= REFUSALS_FROM) {
                fail(new MqttException(codes[0]));
                return;
            }
            unacknowledged.remove(this);
            outcome.complete(null);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable trouble) {
            fail(trouble);
        }

        void fail(Throwable trouble) {
            unacknowledged.remove(this);
            outcome.completeExceptionally(trouble);
        }
    }

    /** Hears from Paho that the connection is gone, and tells all who wait for an acknowledgement. */
    private final class Ends implements MqttCallback {
        @Override
        public void disconnected(MqttDisconnectResponse response) {
            MqttException cause = response.getException();
            for (Pending each : unacknowledged) {
                each.fail(cause != null ? cause : new MqttException(MqttClientException.REASON_CODE_CONNECTION_LOST));
            }
        }

        @Override
        public void mqttErrorOccurred(MqttException trouble) {
            // What it means for us follows: a listener's onFailure, or disconnected.
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            // We subscribe to nothing.
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // Each publish has its own listener.
        }

        @Override
        public void connectComplete(boolean reconnect, String address) {
            // connect() has its own listener.
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            // We offer no enhanced authentication, so that none can be asked for.
        }
    }
}
