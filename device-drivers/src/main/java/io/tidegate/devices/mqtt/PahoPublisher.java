package io.tidegate.devices.mqtt;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Publisher;
import io.tidegate.net.BrokerAddress;
import io.tidegate.net.UnfitCertificate;
import io.tidegate.site.MqttSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A gadget's connection to a broker over a socket of its own, without a session that outlives it. Used by one thread. */
public final class PahoPublisher implements Publisher {

    private static final int AT_LEAST_ONCE = 1;

    /** What one call publishes at most at once; Paho refuses more, as a mistake of ours. */
    private static final int IN_FLIGHT_MAX = 1_000;

    private final MqttSettings.External broker;
    private final MqttAsyncClient client;

    private PahoPublisher(MqttSettings.External broker, MqttAsyncClient client) {
        this.broker = broker;
        this.client = client;
    }

    /** Returns connected. @throws DeviceException with what to check */
    public static PahoPublisher connect(MqttSettings.External broker, String clientId)
            throws DeviceException, InterruptedException {
        PahoPublisher publisher = null;
        boolean connected = false;
        try {
            MqttConnectOptions options = PahoLink.options(broker);
            options.setCleanSession(true);
            options.setMaxInflight(IN_FLIGHT_MAX);
            publisher = new PahoPublisher(
                    broker,
                    new MqttAsyncClient(BrokerAddress.forPaho(broker.url()), clientId, new MemoryPersistence()));
            Pending connack = new Pending();
            publisher.client.connect(options, null, connack);
            connack.answer();
            connected = true;
            return publisher;
        } catch (UnfitCertificate | MqttException | ExecutionException | TimeoutException failed) {
            throw new DeviceException(LineWords.unanswered(failed, broker), failed);
        } finally {
            if (publisher != null && !connected) {
                publisher.close();
            }
        }
    }

    @Override
    public void publish(List<Message> messages) throws DeviceException, InterruptedException {
        List<Pending> pubacks = new ArrayList<>(messages.size());
        try {
            // All first, then all answers: a server that acknowledges after its commit needs one commit, not many.
            for (Message message : messages) {
                Pending puback = new Pending();
                client.publish(message.topic(), message.payload(), AT_LEAST_ONCE, false, null, puback);
                pubacks.add(puback);
            }
            for (Pending puback : pubacks) {
                puback.answer(Pending.PUBLISHED_MAX);
            }
        } catch (MqttException | ExecutionException | TimeoutException failed) {
            throw new DeviceException(LineWords.of(failed, broker), failed);
        }
    }

    @Override
    public void close() {
        PahoLink.disconnect(client, broker.url());
    }
}
