package io.tidegate.clouds.sparkplug;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Mosquitto;
import io.tidegate.testing.MqttSubscriber;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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

    private final String group;
    private final MqttSubscriber subscriber;

    HostApplication(Mosquitto broker, String group) throws Exception {
        this.group = group;
        List<String> options = new ArrayList<>(List.of("-F", "%t %q %r %x"));
        for (String type : List.of("NBIRTH", "NDATA", "NDEATH", "DBIRTH", "DDATA", "DDEATH")) {
            options.addAll(List.of("-t", "spBv1.0/" + group + "/" + type + "/#"));
        }
        subscriber = new MqttSubscriber(broker, "probe-" + group, options);
    }

    List<Heard> heard() {
        return subscriber.lines().stream()
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
        subscriber.settle(word ->
                "probe-" + group + " 1 0 " + HexFormat.of().formatHex(word.getBytes(StandardCharsets.US_ASCII)));
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
        subscriber.publish("spBv1.0/" + group + "/NCMD/" + node, command("Node Control/Rebirth"));
    }

    void write(String node, String device, String metric) throws Exception {
        subscriber.publish("spBv1.0/" + group + "/DCMD/" + node + "/" + device, command(metric));
    }

    /** The same, of whatever else a host may send. */
    void write(String node, String device, byte[] payload) throws Exception {
        subscriber.publish("spBv1.0/" + group + "/DCMD/" + node + "/" + device, payload);
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
        subscriber.publish("spBv1.0/STATE/" + host, word.getBytes(StandardCharsets.UTF_8), "-q", "1", "-r");
    }

    @Override
    public void close() {
        subscriber.close();
    }
}
