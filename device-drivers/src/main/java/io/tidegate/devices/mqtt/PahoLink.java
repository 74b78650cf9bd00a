package io.tidegate.devices.mqtt;

import io.tidegate.driver.DeviceException;
import io.tidegate.net.BrokerAddress;
import io.tidegate.net.PromptSockets;
import io.tidegate.net.UnfitCertificate;
import io.tidegate.site.MqttSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * One connection to an existing broker, from CONNECT to its end; never used again after it broke, so that no
 * acknowledgement reaches a later one, where its packet id may mean another message. Safe from any thread.
 */
final class PahoLink implements AutoCloseable {

    /**
     * We subscribe with QoS 1: the broker hands down what came to it with QoS 2. Paho keeps such a message in memory only
     * between PUBREC and PUBREL, when the broker has let go of it already.
     */
    private static final int AT_LEAST_ONCE = 1;

    /** A line that died without a word is noticed after 1.5 times this. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    /** Messages of ours without a PUBACK; each publishing thread has one, and waits for it. */
    private static final int IN_FLIGHT_MAX = 1_000;

    /** For the last acknowledgements and DISCONNECT; the broker manages without. */
    private static final Duration GOODBYE_MAX = Duration.ofSeconds(1);

    private static final int SUBSCRIPTION_REFUSED = 0x80;

    /** A message of the broker, before it is known who wants it. */
    record Publish(int packetId, int qos, String topic, byte[] payload, boolean retained, boolean resent) {}

    private final MqttSettings.External settings;
    private final Session session;
    private final MqttAsyncClient client;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Throwable cause;
    private volatile boolean over;

    private PahoLink(MqttSettings.External settings, Session session) throws MqttException {
        this.settings = settings;
        this.session = session;
        this.client = new MqttAsyncClient(
                BrokerAddress.forPaho(settings.url()), settings.clientId(), new MemoryPersistence());
        client.setManualAcks(true);
        client.setCallback(new Incoming());
    }

    /** Returns connected. @throws DeviceException with what to check */
    static PahoLink connect(MqttSettings.External settings, Session session)
            throws DeviceException, InterruptedException {
        PahoLink link = null;
        boolean connected = false;
        try {
            link = new PahoLink(settings, session);
            Pending connack = new Pending();
            link.client.connect(options(settings), null, connack);
            session.begin(link, connack.answer().getSessionPresent());
            connected = true;
            return link;
        } catch (UnfitCertificate | MqttException | ExecutionException | TimeoutException failed) {
            throw new DeviceException(LineWords.unanswered(failed, settings), failed);
        } finally {
            if (link != null && !connected) {
                link.close();
            }
        }
    }

    /** With the certificates that are there now. */
    static MqttConnectOptions options(MqttSettings.External settings) throws UnfitCertificate {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        // The broker keeps for us what comes while we are away.
        options.setCleanSession(false);
        options.setAutomaticReconnect(false);
        options.setSocketFactory(PromptSockets.forBroker(settings.url(), settings.tls()));
        options.setKeepAliveInterval((int) KEEP_ALIVE.toSeconds());
        options.setConnectionTimeout((int) Pending.ANSWER_MAX.toSeconds());
        options.setMaxInflight(IN_FLIGHT_MAX);
        settings.username().ifPresent(options::setUserName);
        settings.password()
                .ifPresent(password -> options.setPassword(password.reveal().toCharArray()));
        return options;
    }

    /** False when the broker refuses: others may be subscribed on this connection all the same. */
    boolean subscribe(List<String> filters) throws DeviceException, InterruptedException {
        int[] qos = new int[filters.size()];
        Arrays.fill(qos, AT_LEAST_ONCE);
        Pending suback = new Pending();
        try {
            client.subscribe(filters.toArray(String[]::new), qos, null, suback);
            for (int granted : suback.answer().getGrantedQos()) {
                if (granted == SUBSCRIPTION_REFUSED) {
                    return false;
                }
            }
            return true;
        } catch (MqttException | ExecutionException | TimeoutException failed) {
            throw new DeviceException(LineWords.of(failed, settings), failed);
        }
    }

    /** Not waited for: what still comes of it is let go. */
    void unsubscribe(List<String> filters) {
        if (filters.isEmpty()) {
            return;
        }
        try {
            client.unsubscribe(filters.toArray(String[]::new), null, new Pending());
        } catch (MqttException gone) {
            // The broker goes on sending it, and it is let go.
        }
    }

    /** Returns when the broker has taken it over. */
    void publish(String topic, byte[] payload, boolean retain) throws DeviceException, InterruptedException {
        Pending puback = new Pending();
        try {
            client.publish(topic, payload, AT_LEAST_ONCE, retain, null, puback);
            puback.answer(Pending.PUBLISHED_MAX);
        } catch (MqttException | ExecutionException | TimeoutException failed) {
            throw new DeviceException(LineWords.of(failed, settings), failed);
        }
    }

    /** Never blocks. False when the connection is gone, so that the broker sends the message again. */
    boolean acknowledge(int packetId) {
        // Paho would take it without a word, and keep it for a connection that never comes.
        if (!isUp()) {
            return false;
        }
        try {
            client.messageArrivedComplete(packetId, AT_LEAST_ONCE);
            return true;
        } catch (MqttException | NullPointerException gone) {
            // Paho itself has no state any more when it is closed at this very moment.
            return false;
        }
    }

    /** Ends it, as if the line had broken: all that is not acknowledged comes again. */
    void abandon(Throwable why) {
        ended(why);
    }

    boolean isUp() {
        return !over && client.isConnected();
    }

    /** Nothing that still comes by this connection is taken. */
    boolean isOver() {
        return over;
    }

    /** Waits for the end, and tells what it was. */
    String awaitEnd() throws InterruptedException {
        ended.await();
        Throwable known = cause;
        return known == null ? "the connection to the MQTT broker was closed" : LineWords.of(known, settings);
    }

    private void ended(Throwable why) {
        if (cause == null) {
            cause = why;
        }
        over = true;
        session.end(this);
        ended.countDown();
    }

    @Override
    public void close() {
        over = true;
        session.end(this);
        disconnect(client, settings.url());
        ended.countDown();
    }

    static void disconnect(MqttAsyncClient client, URI url) {
        try {
            if (client.isConnected()) {
                Pending goodbye = new Pending();
                client.disconnect(GOODBYE_MAX.toMillis(), null, goodbye);
                goodbye.answer(GOODBYE_MAX);
            }
        } catch (MqttException | ExecutionException | TimeoutException alreadyGone) {
            // Then there is nobody to say goodbye to.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        try {
            client.close(true);
        } catch (MqttException busy) {
            Logger.warn("the connection to {} did not close: {}", url, busy.getMessage());
        }
    }

    private final class Incoming implements MqttCallback {

        @Override
        public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
            session.arrived(
                    PahoLink.this,
                    new Publish(
                            message.getId(),
                            message.getQos(),
                            topic,
                            message.getPayload(),
                            message.isRetained(),
                            message.isDuplicate()));
        }

        @Override
        public void connectionLost(Throwable why) {
            ended(why);
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // Each publish waits for its own answer.
        }
    }
}
