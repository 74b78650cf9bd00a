package io.tidegate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;

/** Publishes 1, 2, 3, ... with QoS 1 as fast as it is acknowledged, and knows which were. */
final class CountingPublisher implements AutoCloseable {

    private static final int IN_FLIGHT = 50;
    private static final long MINUTES_MAX = 5;

    private final MqttAsyncClient client;
    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private final Semaphore free = new Semaphore(IN_FLIGHT);
    private int next = 1;

    CountingPublisher(String host, int port) throws MqttException {
        client = new MqttAsyncClient("tcp://" + host + ":" + port, "counter", new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMaxInflight(IN_FLIGHT + 1);
        client.connect(options).waitForCompletion(60_000);
    }

    void publishUntil(Callable<Boolean> enough) throws Exception {
        long startedNanos = System.nanoTime();
        while (!enough.call()) {
            if (System.nanoTime() - startedNanos > TimeUnit.MINUTES.toNanos(MINUTES_MAX)) {
                throw new AssertionError("not enough within " + MINUTES_MAX + " min");
            }
            if (!free.tryAcquire(120, TimeUnit.SECONDS)) {
                throw new AssertionError("no acknowledgement for 120 s");
            }
            int number = next++;
            client.publish(
                    "floor/counter/n",
                    Integer.toString(number).getBytes(UTF_8),
                    1,
                    false,
                    null,
                    new IMqttActionListener() {
                        @Override
                        public void onSuccess(IMqttToken token) {
                            acknowledged.add(number);
                            free.release();
                        }

                        @Override
                        public void onFailure(IMqttToken token, @Nullable Throwable cause) {
                            free.release();
                        }
                    });
        }
    }

    Set<Integer> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 100, false);
        client.close(true);
    }
}
