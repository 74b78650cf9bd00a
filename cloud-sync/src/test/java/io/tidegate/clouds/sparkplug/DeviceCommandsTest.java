package io.tidegate.clouds.sparkplug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.net.Tls;
import io.tidegate.observation.Value;
import io.tidegate.site.CommandDoor;
import io.tidegate.site.CommandRights;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.site.SparkplugCloud;
import io.tidegate.sync.HandDesk;
import io.tidegate.testing.Awaiting;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;
import org.junit.jupiter.api.Test;

/** A host application writes to devices of the node, by Tahu's own schema. */
class DeviceCommandsTest extends EdgeScene {

    private final HandDesk desk = new HandDesk();

    private SparkplugSink hearing() {
        CommandRights rights = CommandRights.toSwitch(List.of("fan"));
        return new SparkplugSink(
                new SparkplugCloud(
                        Common.of("scada", Duration.ofSeconds(10), BatchLimits.DEFAULT),
                        URI.create(broker.url()),
                        List.of(),
                        group,
                        EdgeNode.NODE,
                        Optional.empty(),
                        "tidegate-" + group,
                        Optional.empty(),
                        Optional.empty(),
                        Tls.STANDARD,
                        false,
                        Optional.of(new CommandDoor.Sparkplug(rights))),
                "1.2.3",
                data,
                Clock.systemUTC(),
                desk);
    }

    private static byte[] payload(Metric.Builder... metrics) {
        Payload.Builder payload = Payload.newBuilder().setTimestamp(1_780_000_000_000L);
        for (Metric.Builder each : metrics) {
            payload.addMetrics(each);
        }
        return payload.build().toByteArray();
    }

    private static Metric.Builder named(String name, DataType type) {
        return Metric.newBuilder().setName(name).setDatatype(type.getNumber());
    }

    private void write(SparkplugSink sink, byte[] payload) throws Exception {
        int before = desk.received.size();
        host.write(EdgeNode.NODE, "fan", payload);
        Awaiting.until("it has come", () -> {
            sink.tend();
            return desk.received.size() > before;
        });
    }

    @Test
    void what_a_host_writes_is_a_command_to_switch_the_same_for_the_same_message() throws Exception {
        try (SparkplugSink sink = hearing()) {
            sink.deliver(List.of(EdgeNode.reading(1, "fan", NOW, "on", Value.of(false))), false);
            byte[] on = payload(Metric.newBuilder()
                    .setName("on")
                    .setDatatype(DataType.Boolean.getNumber())
                    .setBooleanValue(true));
            write(sink, on);
            write(sink, on);
            String first = desk.texts().getFirst();
            assertTrue(
                    first.matches("\\{\"id\":\"dcmd-1780000000000-[0-9a-f]{16}\",\"command\":\"switch\","
                            + "\"device\":\"fan\",\"set\":\\{\"on\":true}}"),
                    first);
            assertEquals(List.of(first, first), desk.texts());
            assertEquals(
                    "spBv1.0/" + group + "/DCMD/gw-1/fan",
                    desk.received.getFirst().place());
        }
    }

    @Test
    void a_metric_is_known_by_its_alias_and_every_type_of_value_is_read() throws Exception {
        try (SparkplugSink sink = hearing()) {
            sink.deliver(List.of(EdgeNode.reading(1, "fan", NOW, "on", Value.of(false))), false);
            long alias = host.await("DBIRTH fan", 1).metric("on").getAlias();
            write(
                    sink,
                    payload(
                            Metric.newBuilder().setAlias(alias).setBooleanValue(true),
                            named("i", DataType.Int32).setIntValue(-2),
                            named("u", DataType.UInt32).setIntValue(7),
                            named("l", DataType.Int64).setLongValue(-3),
                            named("f", DataType.Float).setFloatValue(0.5f),
                            named("d", DataType.Double).setDoubleValue(2.25),
                            named("s", DataType.String).setStringValue("ü"),
                            Metric.newBuilder().setAlias(4711).setBooleanValue(true)));
            String text = desk.texts().getFirst();
            assertTrue(
                    text.contains(
                            "\"set\":{\"on\":true,\"i\":-2.0,\"u\":7.0,\"l\":-3.0,\"f\":0.5,\"d\":2.25,\"s\":\"ü\","
                                    + "\"alias 4711\":true}"),
                    text);
        }
    }

    @Test
    void what_is_no_payload_is_set_aside_and_what_is_not_allowed_refused() throws Exception {
        try (SparkplugSink sink = hearing()) {
            sink.tend();
            write(sink, new byte[] {1, 2, 3});
            write(sink, payload(Metric.newBuilder().setName("on")));
            write(sink, payload(Metric.newBuilder().setName("on").setDoubleValue(Double.NaN)));
            write(sink, new byte[5_000]);
            assertTrue(desk.received.stream()
                    .allMatch(each -> each.flaw()
                            .equals(Optional.of("it is no payload of Sparkplug B with a metric and its value"))));
            host.askForRebirth(EdgeNode.NODE);
            host.await("NBIRTH", 1);
        }
        try (SparkplugSink deaf = open()) {
            deaf.tend();
            host.write(EdgeNode.NODE, "fan", "on");
            host.askForRebirth(EdgeNode.NODE);
            Awaiting.until("the question behind it has come", deaf::calls);
            deaf.tend();
            assertFalse(deaf.calls());
            assertEquals(4, desk.received.size());
        }
    }
}
