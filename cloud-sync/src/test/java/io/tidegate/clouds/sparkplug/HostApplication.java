package io.tidegate.clouds.sparkplug;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Mosquitto;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;

/**
 * Whoever reads what the nodes of a group publish: {@code mosquitto_sub}, and Tahu's own schema. Safe from any thread.
 */
final class HostApplication implements AutoCloseable {

    /** A message as it came. */
    record Heard(String topic, int qos, boolean retained, Payload payload) {

        String type() {
            return topic.split("/")[2];
        }

        /** Such as {@code DDATA fridge-1}. */
        String title() {
            String[] levels = topic.split("/");
            return levels.length > 4 ? levels[2] + " " + levels[4] : levels[2];
        }

        Metric metric(String name) {
            return payload.getMetricsList().stream()
                    .filter(metric -> metric.getName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(title() + " has no " + name + ": " + payload));
        }

        long birthCount() {
            return metric("bdSeq").getLongValue();
        }
    }

    private final Mosquitto broker;
    private final String group;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Process subscriber;

    HostApplication(Mosquitto broker, String group) throws Exception {
        this.broker = broker;
        this.group = group;
        List<String> command = new ArrayList<>(List.of("mosquitto_sub", "-p", String.valueOf(broker.port())));
        command.addAll(List.of("-q", "1", "-F", "%t %q %r %x"));
        for (String type : List.of("NBIRTH", "NDATA", "NDEATH", "DBIRTH", "DDATA", "DDEATH")) {
            command.addAll(List.of("-t", "spBv1.0/" + group + "/" + type + "/#"));
        }
        command.addAll(List.of("-t", "probe-" + group));
        subscriber = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread.ofVirtual().name("subscriber").start(this::read);
        Awaiting.until("the subscription stands", this::hearsItself);
    }

    private boolean hearsItself() throws IOException, InterruptedException {
        publish("probe-" + group, new byte[] {1});
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

    List<Heard> heard() {
        return lines.stream()
                .filter(line -> line.startsWith("spBv1.0/"))
                .map(HostApplication::parse)
                .toList();
    }

    private static Heard parse(String line) {
        String[] parts = line.split(" ");
        try {
            byte[] payload = HexFormat.of().parseHex(parts.length > 3 ? parts[3] : "");
            return new Heard(parts[0], Integer.parseInt(parts[1]), parts[2].equals("1"), Payload.parseFrom(payload));
        } catch (InvalidProtocolBufferException unreadable) {
            throw new AssertionError(line, unreadable);
        }
    }

    List<Heard> heard(String title) {
        return heard().stream().filter(each -> each.title().equals(title)).toList();
    }

    List<String> titles() {
        return heard().stream().map(Heard::title).toList();
    }

    /** The last of so many, when they are there. */
    Heard await(String title, int count) {
        Awaiting.until(count + " of " + title, () -> heard(title).size() >= count);
        return heard(title).get(count - 1);
    }

    /** Waits until nothing is under way any more: a last word of ours comes after all that the broker had before. */
    List<Heard> settled() {
        byte[] last = ("last-" + System.nanoTime()).getBytes(StandardCharsets.US_ASCII);
        String line = "probe-" + group + " 1 0 " + HexFormat.of().formatHex(last);
        Awaiting.until("the subscriber has caught up", () -> {
            publish("probe-" + group, last, "-q", "1");
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            while (!lines.contains(line) && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            return lines.contains(line);
        });
        return heard();
    }

    /** The values of numbers that came as data, in order. */
    List<Double> numbers() {
        return settled().stream()
                .filter(each -> each.type().equals("DDATA"))
                .flatMap(each -> each.payload().getMetricsList().stream())
                .filter(Metric::hasDoubleValue)
                .map(Metric::getDoubleValue)
                .toList();
    }

    /** The only property that the node tells of a metric. */
    static int quality(Metric metric) {
        assertEquals(List.of("Quality"), metric.getProperties().getKeysList());
        assertEquals(
                DataType.Int32.getNumber(), metric.getProperties().getValues(0).getType());
        return metric.getProperties().getValues(0).getIntValue();
    }

    void askForRebirth(String node) throws Exception {
        publish("spBv1.0/" + group + "/NCMD/" + node, command("Node Control/Rebirth"));
    }

    void write(String node, String device, String metric) throws Exception {
        publish("spBv1.0/" + group + "/DCMD/" + node + "/" + device, command(metric));
    }

    private static byte[] command(String name) {
        return Payload.newBuilder()
                .setTimestamp(System.currentTimeMillis())
                .addMetrics(Metric.newBuilder()
                        .setName(name)
                        .setTimestamp(System.currentTimeMillis())
                        .setDatatype(DataType.Boolean.getNumber())
                        .setBooleanValue(true))
                .build()
                .toByteArray();
    }

    /** What a primary host says of itself. */
    void state(String host, boolean online, long timestamp) throws Exception {
        String word = "{\"online\":" + online + ",\"timestamp\":" + timestamp + "}";
        publish("spBv1.0/STATE/" + host, word.getBytes(StandardCharsets.UTF_8), "-q", "1", "-r");
    }

    private void publish(String topic, byte[] payload, String... further) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("mosquitto_pub", "-p", String.valueOf(broker.port()), "-t", topic, "-s"));
        command.addAll(List.of(further));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(payload);
        } catch (IOException ended) {
            // It ends at once where nobody listens.
        }
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        subscriber.destroyForcibly();
    }
}
