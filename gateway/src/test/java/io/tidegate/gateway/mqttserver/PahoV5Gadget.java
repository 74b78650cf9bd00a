package io.tidegate.gateway.mqttserver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Eclipse Paho for MQTT 5. */
final class PahoV5Gadget implements Gadget, MqttCallback {

    private static final int WAIT_MILLIS = 60_000;
    private static final int RECONNECT_SECONDS = 1;

    private final MqttAsyncClient client;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger timesLost = new AtomicInteger();
    private volatile boolean connected;

    PahoV5Gadget(String clientId, int port) throws Exception {
        client = new MqttAsyncClient("tcp://127.0.0.1:" + port, clientId, new MemoryPersistence());
        client.setCallback(this);
    }

    @Override
    public boolean connect(boolean clean, int keepAliveSeconds, String willTopic) throws Exception {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(clean);
        options.setSessionExpiryInterval(clean ? 0L : 3_600L);
        options.setKeepAliveInterval(keepAliveSeconds);
        options.setAutomaticReconnect(!clean);
        options.setAutomaticReconnectDelay(RECONNECT_SECONDS, RECONNECT_SECONDS);
        if (!willTopic.isEmpty()) {
            options.setWill(willTopic, new MqttMessage("gone".getBytes(StandardCharsets.UTF_8), 1, false, null));
        }
        IMqttToken token = client.connect(options);
        token.waitForCompletion(WAIT_MILLIS);
        connected = true;
        return token.getSessionPresent();
    }

    @Override
    public void subscribe(String filter, int qos) throws Exception {
        client.subscribe(filter, qos).waitForCompletion(WAIT_MILLIS);
    }

    @Override
    public void publish(String topic, int qos, boolean retain, String payload) throws Exception {
        client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), qos, retain)
                .waitForCompletion(WAIT_MILLIS);
    }

    @Override
    public void publishSoon(String topic, int qos, String payload) throws Exception {
        client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), qos, false);
    }

    @Override
    public int pending() {
        return client.getPendingTokens().length;
    }

    @Override
    public List<String> received() {
        return received;
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    @Override
    public int timesLost() {
        return timesLost.get();
    }

    @Override
    public void disconnect() throws Exception {
        client.disconnect().waitForCompletion(WAIT_MILLIS);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        received.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8) + " " + message.getQos()
                + (message.isRetained() ? " kept" : ""));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        connected = false;
        timesLost.incrementAndGet();
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        connected = true;
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}

    @Override
    public void close() throws IOException {
        try {
            if (client.isConnected()) {
                client.disconnectForcibly(0, 1_000, false);
            }
            client.close(true);
        } catch (MqttException e) {
            throw new IOException(e);
        }
    }
}
