package io.tidegate.devices.mqtt;

import io.tidegate.driver.DeviceException;
import io.tidegate.net.BrokerAddress;
import io.tidegate.net.UnfitCertificate;
import io.tidegate.site.MqttSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;

/** A short look at what a broker keeps, over a connection of its own that leaves nothing behind. Functions only. */
public final class PahoReader {

    /** The broker sends all that it keeps at once; after so long nothing more comes. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    /** Waiting to be looked at; above it the socket is not read. */
    private static final int WAITING_MAX = 16;

    private record Retained(String topic, byte[] payload) {}

    private PahoReader() {}

    /**
     * Gives every message that the broker keeps under the filters to the taker, on this thread. Returns when nothing more
     * comes, or when the time is over.
     *
     * @throws DeviceException with what to check
     */
    public static void look(
            MqttSettings.External broker, List<String> filters, Duration atMost, BiConsumer<String, byte[]> taker)
            throws DeviceException, InterruptedException {
        BlockingQueue<Retained> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
        @Nullable MqttAsyncClient client = null;
        try {
            client = new MqttAsyncClient(
                    BrokerAddress.forPaho(broker.url()), MqttAsyncClient.generateClientId(), new MemoryPersistence());
            client.setCallback(new Keeping(waiting));
            connect(client, broker);
            subscribe(client, filters);
            long endNanos = System.nanoTime() + atMost.toNanos();
            Retained next = waiting.poll(QUIET.toNanos(), TimeUnit.NANOSECONDS);
            while (next != null && System.nanoTime() < endNanos) {
                taker.accept(next.topic, next.payload);
                next = waiting.poll(QUIET.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (MqttException | ExecutionException | TimeoutException failed) {
            throw new DeviceException(LineWords.of(failed, broker), failed);
        } finally {
            if (client != null) {
                PahoLink.disconnect(client, broker.url());
            }
        }
    }

    private static void connect(MqttAsyncClient client, MqttSettings.External broker)
            throws DeviceException, InterruptedException {
        Pending connack = new Pending();
        try {
            MqttConnectOptions options = PahoLink.options(broker);
            options.setCleanSession(true);
            client.connect(options, null, connack);
            connack.answer();
        } catch (UnfitCertificate | MqttException | ExecutionException | TimeoutException failed) {
            throw new DeviceException(LineWords.unanswered(failed, broker), failed);
        }
    }

    private static void subscribe(MqttAsyncClient client, List<String> filters)
            throws MqttException, ExecutionException, TimeoutException, InterruptedException {
        Pending suback = new Pending();
        client.subscribe(filters.toArray(String[]::new), new int[filters.size()], null, suback);
        suback.answer();
    }

    /** Used by Paho's thread. */
    private record Keeping(BlockingQueue<Retained> waiting) implements MqttCallback {

        @Override
        public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
            if (message.isRetained()) {
                // Who does not look for so long is gone.
                boolean _ =
                        waiting.offer(new Retained(topic, message.getPayload()), QUIET.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public void connectionLost(Throwable why) {
            // Then nothing more comes.
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // Nothing is published.
        }
    }
}
