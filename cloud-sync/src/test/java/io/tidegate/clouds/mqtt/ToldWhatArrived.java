package io.tidegate.clouds.mqtt;

import io.tidegate.sync.SinkContract;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Mosquitto;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The head office behind the broker: {@code mosquitto_sub} with a session that outlives the broker, as the sink's
 * documentation asks of a receiver. Safe from any thread.
 */
final class ToldWhatArrived implements SinkContract.Place, AutoCloseable {

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final Mosquitto broker;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Process subscriber;

    ToldWhatArrived(Mosquitto broker) throws Exception {
        this.broker = broker;
        List<String> command = List.of(
                "mosquitto_sub",
                "-p",
                String.valueOf(broker.port()),
                "-i",
                "head-office",
                "-c",
                "-q",
                "1",
                "-F",
                "%t %p",
                "-t",
                "tidegate/#",
                "-t",
                "probe");
        subscriber = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread.ofVirtual().name("subscriber").start(this::read);
        Awaiting.until("the subscription stands", this::hearsItself);
        lines.clear();
    }

    private boolean hearsItself() throws IOException, InterruptedException {
        run("mosquitto_pub", "-p", String.valueOf(broker.port()), "-t", "probe", "-m", "x");
        return !lines.isEmpty();
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(subscriber.getInputStream(), StandardCharsets.UTF_8))) {
            in.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException ended) {
            // The subscriber was stopped.
        }
    }

    private List<String> batches() {
        return lines.stream().filter(line -> line.startsWith("tidegate/")).toList();
    }

    List<String> topics() {
        return batches().stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    /** Waits until nothing is under way any more: a last word of ours comes after all that the broker had before. */
    @Override
    public List<String> arrived() {
        return ids(settled());
    }

    static List<String> ids(List<String> batches) {
        List<String> ids = new ArrayList<>();
        for (String batch : batches) {
            ID.matcher(batch).results().forEach(found -> ids.add(found.group(1)));
        }
        return ids;
    }

    private List<String> settled() {
        String last = "last-" + System.nanoTime();
        Awaiting.until("the subscriber has caught up", () -> {
            run("mosquitto_pub", "-p", String.valueOf(broker.port()), "-q", "1", "-t", "probe", "-m", last);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            while (!lines.contains("probe " + last) && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            return lines.contains("probe " + last);
        });
        return batches();
    }

    @Override
    public void goAway() {
        broker.stop();
    }

    @Override
    public void comeBack() throws IOException {
        broker.restart();
    }

    @Override
    public void fallSilent() {
        broker.freeze();
    }

    @Override
    public void speakAgain() {
        broker.thaw();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        subscriber.destroyForcibly();
    }
}
