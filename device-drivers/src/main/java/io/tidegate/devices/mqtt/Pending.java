package io.tidegate.devices.mqtt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;

/** An answer of the broker that a thread waits for. Safe from any thread. */
final class Pending implements IMqttActionListener {

    static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    /** A gateway that is the broker itself answers when its journal has room; a full disk is told to the device. */
    static final Duration PUBLISHED_MAX = Duration.ofSeconds(30);

    private final CompletableFuture<IMqttToken> outcome = new CompletableFuture<>();

    IMqttToken answer() throws ExecutionException, TimeoutException, InterruptedException {
        return answer(ANSWER_MAX);
    }

    IMqttToken answer(Duration atMost) throws ExecutionException, TimeoutException, InterruptedException {
        return outcome.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void onSuccess(IMqttToken token) {
        outcome.complete(token);
    }

    @Override
    public void onFailure(IMqttToken token, Throwable why) {
        outcome.completeExceptionally(why);
    }
}
