package io.tidegate.clouds.sparkplug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.clouds.sparkplug.NodeWire.Published;
import io.tidegate.observation.Value;
import io.tidegate.sync.CommandDesk;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Mosquitto;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttConnect;
import org.eclipse.paho.mqttv5.common.packet.MqttDisconnect;
import org.eclipse.paho.mqttv5.common.packet.MqttSubscribe;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One session as it was on the wire, held against the assertions that the official tests of edge nodes and their monitor judge by
 * ({@code docs/clouds/sparkplug.md}). Each is named by its id, without {@code tck-id-}.
 */
class TckSessionTest {

    private static final String SCADA = "scada";
    private static final String GROUP = "plant";
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final String OF_NODE = "spBv1.0/" + GROUP + "/%s/" + EdgeNode.NODE;

    @TempDir
    static Path folder;

    private static List<Object> packets = List.of();

    /** At a server that allows as many topic aliases as HiveMQ does. Waits for its host, tells of two devices and of itself, loses one of them, is asked for a rebirth, and is stopped. */
    @BeforeAll
    static void live_once() throws Exception {
        AtomicLong nanos = new AtomicLong();
        try (Mosquitto server = Mosquitto.start(folder.resolve("server"), "max_topic_alias 5");
                HostApplication host = new HostApplication(server, GROUP);
                NodeWire wire = new NodeWire(server)) {
            host.state(SCADA, true, 1_000);
            try (SparkplugSink sink = new SparkplugSink(
                    EdgeNode.config(List.of(wire.url()), GROUP, Optional.of(SCADA)),
                    new NodeStatus("Tidegate 1.2.3", nanos::get),
                    folder.resolve("data"),
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    CommandDesk.NONE)) {
                sink.tend();
                sink.deliver(
                        List.of(
                                EdgeNode.temperature(1, "fridge-1", NOW.minusSeconds(3)),
                                EdgeNode.reading(2, "lamp", NOW.minusSeconds(3), "on", Value.of(true)),
                                EdgeNode.reading(3, "lamp", NOW.minusSeconds(2), "mode", Value.of("eco"))),
                        false);
                nanos.addAndGet(Duration.ofMinutes(1).toNanos());
                assertFalse(sink.calls(), "what the node tells of itself ends no pause");
                sink.tend();
                sink.deliver(List.of(EdgeNode.fault(4, NOW.minusSeconds(1))), false);
                sink.deliver(List.of(EdgeNode.reading(5, "lamp", NOW, "on", Value.of(false))), false);
                sink.deliver(List.of(EdgeNode.temperature(6, "fridge-1", NOW)), false);
                host.askForRebirth(EdgeNode.NODE);
                Awaiting.until("it is asked", sink::calls);
                sink.tend();
            }
            host.await("NDEATH", 2);
            packets = wire.packets();
        }
    }

    private static void judge(boolean passes, String... ids) {
        assertTrue(passes, () -> "tck-id-" + String.join(", tck-id-", ids));
    }

    private static List<Published> published() {
        return packets.stream()
                .filter(Published.class::isInstance)
                .map(Published.class::cast)
                .toList();
    }

    /** Of all types that end so. */
    private static List<Published> published(String type) {
        return published().stream().filter(each -> each.type().endsWith(type)).toList();
    }

    @Test
    void a_session_has_this_order() {
        assertEquals(
                List.of(
                        "NBIRTH",
                        "DBIRTH fridge-1",
                        "DBIRTH lamp",
                        "DDATA fridge-1",
                        "DDATA lamp",
                        "NDATA",
                        "DDEATH fridge-1",
                        "DDATA lamp",
                        "DBIRTH fridge-1",
                        "DDATA fridge-1",
                        "NBIRTH",
                        "DBIRTH fridge-1",
                        "DBIRTH lamp",
                        "DDEATH fridge-1",
                        "DDEATH lamp",
                        "NDEATH"),
                published().stream().map(Published::title).toList(),
                "tck-id-principles-birth-certificates-order, tck-id-payloads-dbirth-order, -ndata-order, -ddata-order,"
                        + " tck-id-message-flow-device-birth-publish-nbirth-wait, tck-id-operational-behavior-device-ddeath");
    }

    @Test
    void the_connection_keeps_no_session_and_has_the_death_as_its_will() throws Exception {
        MqttConnect connect = assertInstanceOf(MqttConnect.class, packets.getFirst());
        judge(connect.getMqttVersion() == 5 && connect.isCleanStart(), "principles-persistence-clean-session-50");
        Long expiry = connect.getProperties().getSessionExpiryInterval();
        judge(expiry == null || expiry == 0, "principles-persistence-clean-session-50");
        judge(
                connect.getWillDestination().equals(OF_NODE.formatted("NDEATH")),
                "message-flow-edge-node-birth-publish-will-message-topic",
                "topics-ndeath-topic");
        judge(connect.getWillMessage().getQos() == 1, "payloads-ndeath-will-message-qos");
        judge(!connect.getWillMessage().isRetained(), "payloads-ndeath-will-message-retain");
        Payload death = Payload.parseFrom(connect.getWillMessage().getPayload());
        judge(!death.hasSeq(), "payloads-ndeath-seq", "topics-ndeath-seq");
        judge(death.getMetricsCount() == 1, "topics-ndeath-payload");
        Metric count = death.getMetrics(0);
        judge(count.getName().equals("bdSeq") && count.hasLongValue(), "topics-ndeath-payload");
        for (Published birth : published("NBIRTH")) {
            judge(
                    birth.metric("bdSeq").getLongValue() == count.getLongValue(),
                    "payloads-ndeath-bdseq",
                    "topics-nbirth-bdseq-matching",
                    "payloads-nbirth-bdseq-repeat",
                    "operational-behavior-data-commands-rebirth-action-3");
        }
    }

    @Test
    void commands_and_the_host_are_heard_before_anything_is_said() {
        List<String> filters = packets.subList(1, packets.indexOf(published().getFirst())).stream()
                .filter(MqttSubscribe.class::isInstance)
                .flatMap(each -> Stream.of(((MqttSubscribe) each).getSubscriptions()))
                .map(MqttSubscription::getTopic)
                .toList();
        judge(filters.contains(OF_NODE.formatted("NCMD")), "message-flow-edge-node-ncmd-subscribe");
        judge(filters.contains(OF_NODE.formatted("DCMD") + "/+"), "message-flow-device-dcmd-subscribe");
        judge(
                filters.contains("spBv1.0/STATE/" + SCADA),
                "message-flow-edge-node-birth-publish-phid-wait",
                "operational-behavior-primary-application-state-with-multiple-servers-state-subs");
    }

    @Test
    void all_but_the_death_of_the_node_have_qos_0_a_number_in_sequence_and_their_moment() throws Exception {
        long next = 0;
        for (Published message : published()) {
            judge(!message.retain(), "payloads-*-retain", "topics-*-mqtt");
            Payload payload = message.payload();
            Duration age = Duration.between(Instant.ofEpochMilli(payload.getTimestamp()), NOW);
            judge(!age.isNegative() && age.toSeconds() < 60, "payloads-timestamp-in-utc", "topics-*-timestamp");
            if (message.title().equals("NDEATH")) {
                judge(!payload.hasSeq() && message.qos() == 1, "payloads-ndeath-seq");
                continue;
            }
            next = message.title().equals("NBIRTH") ? 0 : next + 1;
            judge(message.qos() == 0, "payloads-*-qos", "topics-*-mqtt");
            judge(payload.hasSeq(), "payloads-sequence-num-always-included", "payloads-ddeath-seq");
            judge(payload.getSeq() == next, "payloads-sequence-num-incrementing", "payloads-*-seq-inc");
        }
    }

    @Test
    void births_were_written_before_they_came_and_name_type_and_number_all_metrics() throws Exception {
        for (Published birth : published("BIRTH")) {
            judge(
                    birth.payload().getTimestamp() < NOW.toEpochMilli(),
                    "topics-nbirth-timestamp",
                    "payloads-nbirth-timestamp",
                    "topics-dbirth-timestamp",
                    "payloads-dbirth-timestamp");
            Set<String> names = new HashSet<>();
            for (Metric each : birth.payload().getMetricsList()) {
                judge(each.hasName() && each.hasDatatype(), "topics-nbirth-metrics", "topics-dbirth-metrics");
                judge(each.hasDatatype(), "payloads-metric-datatype-req");
                judge(hasValue(each), "operational-behavior-data-publish-dbirth-values", "-nbirth-values");
                judge(each.hasTimestamp(), "payloads-name-birth-data-requirement");
                judge(names.add(each.getName().toLowerCase(Locale.ROOT)), "case-sensitivity-metric-names");
                judge(
                        !each.hasIsHistorical() || each.getIsHistorical(),
                        "operational-behavior-data-publish-dbirth-order");
            }
        }
        Metric rebirth = published("NBIRTH").getFirst().metric("Node Control/Rebirth");
        judge(!rebirth.hasAlias(), "operational-behavior-data-commands-rebirth-name-aliases");
        judge(
                rebirth.getDatatype() == DataType.Boolean.getNumber(),
                "operational-behavior-data-commands-rebirth-datatype");
        judge(
                rebirth.hasBooleanValue() && !rebirth.getBooleanValue(),
                "operational-behavior-data-commands-rebirth-value");
    }

    private static boolean hasValue(Metric metric) {
        return metric.getIsNull()
                || switch (DataType.forNumber(metric.getDatatype())) {
                    case Int64 -> metric.hasLongValue();
                    case Double -> metric.hasDoubleValue();
                    case Boolean -> metric.hasBooleanValue();
                    case String -> metric.hasStringValue();
                    default -> false;
                };
    }

    @Test
    void aliases_are_unique_in_the_node_and_data_have_what_a_birth_named() throws Exception {
        Map<Long, String> names = new HashMap<>();
        Set<String> alive = new HashSet<>();
        for (Published message : published()) {
            String[] title = message.title().split(" ");
            String device = title.length > 1 ? title[1] : "";
            switch (title[0]) {
                case "NBIRTH" -> {
                    names.clear();
                    alive.clear();
                }
                case "DBIRTH" ->
                    judge(
                            alive.add(device),
                            "topic-structure-namespace-unique-device-id",
                            "intro-edge-node-id-uniqueness");
                case "DDEATH" -> alive.remove(device);
                default -> {}
            }
            for (Metric each : message.payload().getMetricsList()) {
                if (title[0].endsWith("BIRTH") && each.hasAlias()) {
                    String name = device + "/" + each.getName();
                    judge(name.equals(names.getOrDefault(each.getAlias(), name)), "payloads-alias-uniqueness");
                    names.put(each.getAlias(), name);
                } else if (title[0].endsWith("DATA")) {
                    judge(
                            names.getOrDefault(each.getAlias(), "").startsWith(device + "/"),
                            "topics-dbirth-metric-reqs",
                            "topics-nbirth-metric-reqs",
                            "operational-behavior-data-publish-dbirth");
                }
            }
        }
    }

    @Test
    void data_have_numbers_alone_and_their_moment() throws Exception {
        List<Published> data = published("DATA");
        judge(data.stream().anyMatch(each -> each.topic().equals(OF_NODE.formatted("NDATA"))), "topics-ndata-topic");
        for (Published message : data) {
            judge(message.payload().getMetricsCount() > 0, "topics-ndata-payload", "topics-ddata-payload");
            for (Metric each : message.payload().getMetricsList()) {
                judge(each.hasAlias() && !each.hasName() && !each.getIsNull(), "payloads-alias-data-cmd-requirement");
                judge(!each.hasDatatype(), "payloads-metric-datatype-not-req");
                Duration age = Duration.between(Instant.ofEpochMilli(each.getTimestamp()), NOW);
                judge(!age.isNegative() && age.toSeconds() < 60, "payloads-metric-timestamp-in-utc");
            }
        }
        Metric uptime = published("NDATA").getFirst().payload().getMetrics(0);
        assertEquals(60, uptime.getLongValue());
        assertEquals(published("NBIRTH").getFirst().metric("Node Info/Uptime").getAlias(), uptime.getAlias());
    }

    @Test
    void the_last_words_are_the_death_and_a_goodbye_that_leaves_the_will() {
        MqttDisconnect goodbye = assertInstanceOf(MqttDisconnect.class, packets.getLast());
        judge(goodbye.getReturnCode() == 4, "payloads-ndeath-will-message-publisher-disconnect-mqtt50");
        judge(
                published().getLast().title().equals("NDEATH"),
                "payloads-ndeath-will-message-publisher",
                "operational-behavior-edge-node-intentional-disconnect-ndeath",
                "operational-behavior-edge-node-intentional-disconnect-packet");
    }
}
