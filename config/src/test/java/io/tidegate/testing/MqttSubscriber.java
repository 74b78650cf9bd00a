package io.tidegate.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Mosquitto's own programs at the other side of a broker: {@code mosquitto_sub}, and words by {@code mosquitto_pub}. Safe from any thread. */
public final class MqttSubscriber implements AutoCloseable {

    private static final long PUBLISH_SECONDS_MAX = 10;

    private final Mosquitto broker;
    private final String probe;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Process subscriber;

    /**
     * Returns when the subscription stands.
     *
     * @param probe a topic of its own
     * @param further options, such as the other topics and how a message is written
     */
    public MqttSubscriber(Mosquitto broker, String probe, List<String> further) throws IOException {
        this.broker = broker;
        this.probe = probe;
        List<String> command = new ArrayList<>(List.of("mosquitto_sub", "-p", String.valueOf(broker.port())));
        command.addAll(further);
        command.addAll(List.of("-q", "1", "-t", probe));
        subscriber = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread.ofVirtual().name("subscriber").start(this::read);
        Awaiting.until("the subscription stands", () -> {
            publish(probe, new byte[] {'x'});
            return !lines.isEmpty();
        });
        lines.clear();
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(subscriber.getInputStream(), StandardCharsets.UTF_8))) {
            in.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException ended) {
            // The subscriber was stopped.
        }
    }

    /** What has come until now, as it is written. */
    public List<String> lines() {
        return lines;
    }

    /**
     * Waits until nothing is under way any more: a last word of ours comes after all that the broker had before.
     *
     * @param written how a word to the probe is written
     */
    public void settle(Function<String, String> written) {
        String last = "last-" + System.nanoTime();
        String line = written.apply(last);
        Awaiting.until("the subscriber has caught up", () -> {
            publish(probe, last.getBytes(StandardCharsets.US_ASCII), "-q", "1");
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            while (!lines.contains(line) && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            return lines.contains(line);
        });
    }

    /** @param further options, such as {@code -r} */
    public void publish(String topic, byte[] payload, String... further) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("mosquitto_pub", "-p", String.valueOf(broker.port()), "-t", topic, "-s"));
        command.addAll(List.of(further));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(payload);
        } catch (IOException ended) {
            // It ends at once where nobody listens.
        }
        if (!process.waitFor(PUBLISH_SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        subscriber.destroyForcibly();
    }
}
