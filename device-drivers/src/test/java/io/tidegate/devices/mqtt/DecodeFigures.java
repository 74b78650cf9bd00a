package io.tidegate.devices.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.driver.Broker;
import io.tidegate.mqtt.Counts;
import io.tidegate.mqtt.MqttInbox;
import io.tidegate.mqtt.Room;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.MqttDevice;
import io.tidegate.site.MqttNumbers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Not a test: measures what the mqtt driver costs per message, from the inbox to the batch for the journal, on one
 * thread. The figures of {@code docs/devices/mqtt.md} are from here.
 */
final class DecodeFigures {

    private static final int DEVICES = 50;
    private static final int ROUND = 2_000;
    private static final int ROUNDS = 500;
    private static final int REPETITIONS = 5;

    private DecodeFigures() {}

    public static void main(String[] args) {
        for (int repetition = 1; repetition <= REPETITIONS; repetition++) {
            System.out.printf(
                    Locale.ROOT,
                    "a number %.0f ns, an object of 3 members %.0f ns, one with a time %.0f ns%n",
                    nanosPerMessage("21.5"),
                    nanosPerMessage("{\"temperature\":3.4,\"humidity\":61,\"door\":false}"),
                    nanosPerMessage("{\"temperature\":3.4,\"door\":false,\"time\":\"2026-11-23T10:00:00.123Z\"}"));
        }
    }

    private static double nanosPerMessage(String payload) {
        MqttDevice config = new MqttDevice(
                new DeviceId("floor"), "floor/{device}/{metric}", Optional.of("time"), MqttNumbers.AS_JSON);
        Counts counts = new Counts();
        TopicInterpreter interpreter = new TopicInterpreter(config, counts);
        MqttInbox inbox = new MqttInbox(Clock.systemUTC(), counts, new Room());
        List<Broker.Message> messages = new ArrayList<>();
        for (int i = 0; i < ROUND; i++) {
            messages.add(new Sent("floor/fridge-" + i % DEVICES + "/temperature", payload.getBytes(UTF_8)));
        }
        long recorded = 0;
        long startedNanos = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            for (Broker.Message each : messages) {
                inbox.offer(each);
            }
            List<MqttInbox.Arrived> taken = taken(inbox);
            for (MqttInbox.Arrived each : taken) {
                interpreter.take(each.message(), each.at());
            }
            inbox.done(taken);
            recorded += interpreter.batch().seen().size();
        }
        double nanos = (double) (System.nanoTime() - startedNanos) / ROUNDS / ROUND;
        if (recorded != (long) ROUNDS * ROUND) {
            throw new AssertionError("recorded " + recorded + " of " + (long) ROUNDS * ROUND);
        }
        return nanos;
    }

    private static List<MqttInbox.Arrived> taken(MqttInbox inbox) {
        try {
            return inbox.take(Duration.ZERO);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private record Sent(String topic, byte[] payload) implements Broker.Message {

        @Override
        public boolean retained() {
            return false;
        }

        @Override
        public void acknowledge() {
            // Nobody waits.
        }
    }
}
