package io.tidegate.clouds.mqtt;

import io.tidegate.clouds.LineTrouble;
import io.tidegate.site.SinkConfig;
import io.tidegate.sync.UnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * One connection to a broker, from CONNECT to its end; never used again after it broke. Used by its sink thread, but
 * for what Paho's own threads tell.
 */
final class MqttLink implements AutoCloseable {

    /** Messages without a PUBACK at most; Mosquitto keeps 20 at once for a client by default, others at least 10. */
    static final int IN_FLIGHT_MAX = 16;

    /** A line that died without a word is noticed after 1.5 times this, even when there is nothing to send. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    /** For a last DISCONNECT; the broker manages without. */
    private static final long GOODBYE_MILLIS_MAX = 500;

    private static final int AT_LEAST_ONCE = 1;

    private final MqttAsyncClient client;
    private final Set<Pending> unacknowledged = ConcurrentHashMap.newKeySet();

    private MqttLink(MqttAsyncClient client) {
        this.client = client;
    }

    /** Returns connected, or throws with words for staff. */
    static MqttLink connect(SinkConfig.Mqtt config) throws UnavailableException, InterruptedException {
        MqttLink link = null;
        try {
            // The journal is our persistence: a second one in Paho would resend by itself what a courier sends anyway,
            // and would cut the connection again and again with a message that the broker does not take.
            link = new MqttLink(new MqttAsyncClient(address(config.url()), config.clientId(), new MemoryPersistence()));
            link.client.setCallback(link.new Ends());
            Pending connected = link.new Pending();
            link.client.connect(options(config), null, connected);
            connected.outcome.get(config.timeout().toNanos(), TimeUnit.NANOSECONDS);
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

    private static MqttConnectOptions options(SinkConfig.Mqtt config) {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setCleanSession(false);
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval((int) KEEP_ALIVE.toSeconds());
        options.setConnectionTimeout((int) Math.max(1, config.timeout().toSeconds()));
        options.setMaxInflight(IN_FLIGHT_MAX);
        config.username().ifPresent(options::setUserName);
        config.password()
                .ifPresent(password -> options.setPassword(password.reveal().toCharArray()));
        return options;
    }

    /** Paho's own words for the two kinds of connection, with the registered ports where the site file names none. */
    private static String address(URI url) {
        boolean secure = switch (url.getScheme()) {
            case "mqtts", "ssl" -> true;
            case "mqtt", "tcp" -> false;
            default -> throw new IllegalArgumentException(url + ": an mqtt sink's url begins with mqtt:// or mqtts://");
        };
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 8883 : 1883;
        return (secure ? "ssl://" : "tcp://") + url.getHost() + ":" + port;
    }

    /** Completes when the broker has the message, exceptionally when the link broke before. */
    CompletableFuture<Void> publish(String topic, byte[] payload) {
        Pending acknowledged = new Pending();
        unacknowledged.add(acknowledged);
        try {
            client.publish(topic, payload, AT_LEAST_ONCE, false, null, acknowledged);
            if (!client.isConnected()) {
                // It broke between the two lines above, and nobody may tell us any more.
                acknowledged.fail(new MqttException(MqttException.REASON_CODE_CONNECTION_LOST));
            }
        } catch (MqttException broken) {
            acknowledged.fail(broken);
        }
        return acknowledged.outcome;
    }

    boolean isUp() {
        return client.isConnected();
    }

    static String words(Throwable trouble, URI url) {
        Throwable cause =
                trouble instanceof ExecutionException && trouble.getCause() != null ? trouble.getCause() : trouble;
        if (!(cause instanceof MqttException mqtt)) {
            return LineTrouble.words(cause, url);
        }
        String host = url.getHost();
        return switch (mqtt.getReasonCode()) {
            case MqttException.REASON_CODE_FAILED_AUTHENTICATION, MqttException.REASON_CODE_NOT_AUTHORIZED ->
                host + " does not let us in: check username and password of this sink";
            case MqttException.REASON_CODE_INVALID_CLIENT_ID ->
                host + " does not accept our client id: choose another clientId for this sink";
            case MqttException.REASON_CODE_CONNECTION_LOST, MqttException.REASON_CODE_CLIENT_NOT_CONNECTED ->
                host + " ended the connection: check its log, and whether another client uses our client id";
            case MqttException.REASON_CODE_BROKER_UNAVAILABLE -> host + " says that it cannot serve us now";
            default -> LineTrouble.words(mqtt, url);
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
    private final class Pending implements IMqttActionListener {

        private final CompletableFuture<Void> outcome = new CompletableFuture<>();

        @Override
        public void onSuccess(IMqttToken token) {
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
        public void connectionLost(Throwable cause) {
            for (Pending each : unacknowledged) {
                each.fail(cause);
            }
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            // We subscribe to nothing.
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // Each publish has its own listener.
        }
    }
}
