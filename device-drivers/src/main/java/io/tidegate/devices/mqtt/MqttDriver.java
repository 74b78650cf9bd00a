package io.tidegate.devices.mqtt;

import io.tidegate.devices.mqtt.MqttInbox.Arrived;
import io.tidegate.driver.Broker;
import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.Recorder;
import io.tidegate.observation.Batch;
import io.tidegate.site.DeviceConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Records what devices publish under one topic. A message is acknowledged when it is on disk, not before. Used by its
 * device thread; the broker's threads only reach its inbox.
 *
 * <pre>{@code
 *  broker's thread        device thread                     journal's thread
 *  inbox.offer ──────▶ take, interpret, submit(batch) ──────▶ on disk: message.acknowledge()
 * }</pre>
 */
public final class MqttDriver implements Driver.Listening {

    /**
     * What is handed to the journal and not yet on disk: messages, each counted once more per KiB of payload, so that
     * neither many nor large ones fill the memory. Above it the next batch waits, and then the broker. Batches are not
     * counted: a journal that waits 100 ms for its group gets dozens of small ones meanwhile.
     */
    static final int IN_FLIGHT_MAX = 16_384;

    private static final int WEIGHT_UNIT_BYTES = 1_024;

    /** A broker that is away for longer is a fault; a restart of Mosquitto is not. */
    static final Duration DISCONNECTED_MAX = Duration.ofSeconds(5);

    /** How long closing waits for what is being committed; what takes longer is acknowledged late or sent again. */
    static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Counts counts = new Counts();
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT_MAX);
    private final Interpreter interpreter;
    private final MqttInbox inbox;
    private final Broker.Subscription subscription;
    private final String filter;
    private CompletionStage<Void> latest = CompletableFuture.completedStage(null);

    /** @throws DeviceException when the topic is no template, or the broker is away or refuses the subscription */
    public MqttDriver(DeviceConfig.Mqtt config, Broker broker, InstantSource clock) throws DeviceException {
        try {
            this.filter = TopicTemplate.of(config.topic()).filter();
            this.interpreter = new Interpreter(config, counts);
        } catch (IllegalArgumentException wrong) {
            throw new DeviceException(String.valueOf(wrong.getMessage()), wrong);
        }
        this.inbox = new MqttInbox(clock, counts);
        this.subscription = broker.subscribe(List.of(filter), inbox);
        if (!subscription.connected()) {
            subscription.close();
            throw noConnection();
        }
    }

    private static DeviceException noConnection() {
        return new DeviceException("no connection to the MQTT broker. Check that it runs, and mqtt.url, username and"
                + " password in the site file");
    }

    @Override
    public void listen(Recorder recorder) throws DeviceException, InterruptedException {
        long connectedNanos = System.nanoTime();
        while (true) {
            List<Arrived> arrived = inbox.take(LOOK_AGAIN);
            if (inbox.hasRefused()) {
                subscription.resume();
            }
            if (!arrived.isEmpty()) {
                record(arrived, recorder);
            }
            if (subscription.connected()) {
                connectedNanos = System.nanoTime();
            } else if (System.nanoTime() - connectedNanos > DISCONNECTED_MAX.toNanos()) {
                throw noConnection();
            }
        }
    }

    private void record(List<Arrived> arrived, Recorder recorder) throws InterruptedException {
        for (Arrived each : arrived) {
            interpreter.take(each.message(), each.at());
        }
        Batch batch = interpreter.batch();
        int weight = weight(arrived);
        inFlight.acquire(weight);
        boolean handedOver = false;
        try {
            // Repeats in an empty batch are acknowledged after the batch that holds what they repeat.
            CompletionStage<Void> onDisk = batch.isEmpty() ? latest : recorder.submit(batch);
            handedOver = true;
            latest = onDisk.whenComplete((done, failed) -> {
                inFlight.release(weight);
                if (failed == null) {
                    for (Arrived each : arrived) {
                        each.message().acknowledge();
                    }
                }
            });
        } finally {
            if (!handedOver) {
                inFlight.release(weight);
            }
        }
    }

    private static int weight(List<Arrived> arrived) {
        long weight = 0;
        for (Arrived each : arrived) {
            weight += 1 + each.message().payload().length / WEIGHT_UNIT_BYTES;
        }
        return (int) Math.min(weight, IN_FLIGHT_MAX);
    }

    @Override
    public Map<String, Long> counts() {
        return counts.snapshot();
    }

    @Override
    public void close() {
        try {
            // In time or not: the broker sends again what is not acknowledged by then.
            inFlight.tryAcquire(IN_FLIGHT_MAX, CLOSE_WAIT_MAX.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        subscription.close();
    }

    @Override
    public String toString() {
        return "mqtt " + filter;
    }
}
