package io.tidegate.mqtt;

import io.tidegate.driver.Broker;
import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Driver;
import io.tidegate.driver.Recorder;
import io.tidegate.mqtt.MqttInbox.Arrived;
import io.tidegate.observation.Batch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Records what devices publish under some topics. A message is acknowledged when it is on disk, not before. Used by its
 * device thread; the broker's threads only reach its inbox.
 *
 * <pre>{@code
 *  broker's thread        device thread                     journal's thread
 *  inbox.offer ──────▶ take, interpret, submit(batch) ──────▶ on disk: message.acknowledge()
 * }</pre>
 */
public final class MqttListener implements Driver.Listening {

    /** A broker that is away for longer is a fault; a restart of Mosquitto is not. */
    static final Duration DISCONNECTED_MAX = Duration.ofSeconds(5);

    /** How long closing waits for what is being committed; what takes longer is acknowledged late or sent again. */
    static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final List<String> filters;
    private final Interpreter interpreter;
    private final Counts counts;
    private final InstantSource clock;
    private final MqttInbox inbox;
    private final Broker.Subscription subscription;
    private CompletionStage<Void> latest = CompletableFuture.completedStage(null);
    private long lookedNanos = System.nanoTime();

    /**
     * Where the messages come from, and what is common to all who hear them.
     *
     * @param room that the messages of all drivers share
     */
    public record Source(Broker broker, Room room, InstantSource clock) {}

    /**
     * @param counts that the interpreter counts in, too
     * @throws DeviceException when the broker is away or refuses the subscription
     */
    public MqttListener(List<String> filters, Interpreter interpreter, Counts counts, Source source)
            throws DeviceException {
        this.filters = List.copyOf(filters);
        this.interpreter = interpreter;
        this.counts = counts;
        this.clock = source.clock;
        this.inbox = new MqttInbox(clock, counts, source.room);
        boolean listens = false;
        try {
            this.subscription = source.broker.subscribe(this.filters, inbox);
            if (!subscription.connected()) {
                subscription.close();
                throw noConnection();
            }
            listens = true;
        } finally {
            if (!listens) {
                inbox.close();
            }
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
            if (inbox.hasRoomAgain()) {
                subscription.resume();
            }
            for (Arrived each : arrived) {
                interpreter.take(each.message(), each.at());
            }
            look();
            record(arrived, recorder);
            if (subscription.connected()) {
                connectedNanos = System.nanoTime();
            } else if (System.nanoTime() - connectedNanos > DISCONNECTED_MAX.toNanos()) {
                throw noConnection();
            }
        }
    }

    private void look() {
        long nanos = System.nanoTime();
        if (nanos - lookedNanos >= LOOK_AGAIN.toNanos()) {
            lookedNanos = nanos;
            interpreter.look(nanos, clock.instant());
        }
    }

    private void record(List<Arrived> arrived, Recorder recorder) throws InterruptedException {
        Batch batch = interpreter.batch();
        if (batch.isEmpty() && arrived.isEmpty()) {
            return;
        }
        // Repeats in an empty batch are acknowledged after the batch that holds what they repeat.
        CompletionStage<Void> onDisk = batch.isEmpty() ? latest : recorder.submit(batch);
        latest = onDisk.whenComplete((done, failed) -> {
            if (failed == null) {
                for (Arrived each : arrived) {
                    each.message().acknowledge();
                }
            }
            inbox.done(arrived);
        });
    }

    @Override
    public Map<String, Long> counts() {
        return counts.snapshot();
    }

    @Override
    public void close() {
        try {
            latest.toCompletableFuture().get(CLOSE_WAIT_MAX.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException notOnDisk) {
            // The broker sends again what is not acknowledged by now.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        subscription.close();
        inbox.close();
    }

    @Override
    public String toString() {
        return "mqtt " + String.join(", ", filters);
    }
}
