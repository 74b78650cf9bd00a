package io.tidegate.gateway.mqttserver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallbackExtended;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Eclipse Paho for MQTT 3.1.1. */
final class PahoV3Gadget implements Gadget, MqttCallbackExtended {

    private static final int WAIT_MILLIS = 60_000;
    private static final int RECONNECT_SECONDS = 1;

    private final MqttAsyncClient client;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger timesLost = new AtomicInteger();
    private volatile boolean connected;

    PahoV3Gadget(String clientId, int port) throws Exception {
        client = new MqttAsyncClient("tcp://127.0.0.1:" + port, clientId, new MemoryPersistence());
        client.setCallback(this);
    }

    @Override
    public boolean connect(boolean clean, int keepAliveSeconds, String willTopic) throws Exception {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setCleanSession(clean);
        options.setKeepAliveInterval(keepAliveSeconds);
        options.setMaxInflight(1_000);
        options.setAutomaticReconnect(!clean);
        options.setMaxReconnectDelay(RECONNECT_SECONDS * 1_000);
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        if (!willTopic.isEmpty()) {
            options.setWill(willTopic, "gone".getBytes(StandardCharsets.UTF_8), 1, false);
        }
        var token = client.connect(options);
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
        return client.getPendingDeliveryTokens().length;
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
    public void connectionLost(Throwable cause) {
        connected = false;
        timesLost.incrementAndGet();
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        connected = true;
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {}

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
