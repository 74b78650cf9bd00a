package io.tidegate.driver.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.testing.Awaiting;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A device that publishes, or hears what is published. Used by one test thread. */
public final class Gadget implements AutoCloseable {

    private static final long ANSWER_MILLIS_MAX = 60_000;
    private static final int IN_FLIGHT_MAX = 60_000;

    public final List<String> heard = new CopyOnWriteArrayList<>();
    private final MqttAsyncClient client;
    private final AtomicInteger acknowledged = new AtomicInteger();

    /** @param url of the broker, beginning with {@code mqtt://} or {@code tcp://} */
    public Gadget(String url, String clientId) throws MqttException {
        client = new MqttAsyncClient(url.replaceFirst("^mqtt:", "tcp:"), clientId, new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMaxInflight(IN_FLIGHT_MAX);
        client.connect(options).waitForCompletion(ANSWER_MILLIS_MAX);
    }

    /** Sends without waiting for an answer. */
    public void send(String topic, String payload, int qos) throws MqttException {
        send(topic, payload.getBytes(UTF_8), qos);
    }

    public void send(String topic, byte[] payload, int qos) throws MqttException {
        client.publish(topic, payload, qos, false, null, new IMqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                acknowledged.incrementAndGet();
            }

            @Override
            public void onFailure(IMqttToken token, Throwable why) {
                // Then it stays unacknowledged.
            }
        });
    }

    /** Messages that the broker has answered. */
    public int acknowledged() {
        return acknowledged.get();
    }

    public void awaitAcknowledged(int messages) {
        Awaiting.until(messages + " are acknowledged", () -> acknowledged.get() >= messages);
    }

    /** From now on it hears what is published to the topics. */
    public Gadget hears(String filter) throws MqttException {
        client.subscribe(
                        filter, 1, (topic, message) -> heard.add(topic + " " + new String(message.getPayload(), UTF_8)))
                .waitForCompletion(ANSWER_MILLIS_MAX);
        return this;
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnectForcibly(0, 1, true);
        }
        client.close(true);
    }
}
