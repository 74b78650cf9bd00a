package io.tidegate.clouds.sparkplug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.clouds.sparkplug.HostApplication.Heard;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.ChildJvm;
import io.tidegate.testing.FreePort;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;
import org.junit.jupiter.api.Test;

/** What a host application hears of a session, by way of a real Mosquitto and in the words of Tahu's schema. */
class EdgeNodeTest extends EdgeScene {

    @Test
    void a_session_begins_with_the_node_then_its_devices_then_data() throws Exception {
        liveOnce();
        assertEquals(
                List.of(
                        "NBIRTH",
                        "DBIRTH fridge-1",
                        "DBIRTH till",
                        "DDATA fridge-1",
                        "DDATA till",
                        "DDEATH fridge-1",
                        "DDEATH till",
                        "NDEATH",
                        "NDEATH"),
                host.titles());
        assertTrue(host.heard().stream().noneMatch(Heard::retained));
        List<Heard> alive = host.heard().subList(0, 5);
        assertEquals(List.of(0, 0, 0, 0, 0), alive.stream().map(Heard::qos).toList());
        assertEquals(
                List.of(0L, 1L, 2L, 3L, 4L),
                alive.stream().map(each -> each.payload().getSeq()).toList());
        // Its own last word, and the will that the server publishes because of how it was told goodbye.
        for (Heard death : host.heard("NDEATH")) {
            assertEquals(1, death.qos());
            assertEquals(alive.getFirst().birthCount(), death.birthCount());
            assertEquals(1, death.payload().getMetricsCount());
            assertFalse(death.payload().hasSeq());
        }
    }

    @Test
    void births_tell_names_types_and_aliases_and_data_the_aliases_alone() throws Exception {
        liveOnce();
        Heard node = host.heard("NBIRTH").getFirst();
        assertEquals(DataType.Int64.getNumber(), node.metric("bdSeq").getDatatype());
        Metric rebirth = node.metric("Node Control/Rebirth");
        assertEquals(DataType.Boolean.getNumber(), rebirth.getDatatype());
        assertTrue(rebirth.hasBooleanValue() && !rebirth.getBooleanValue() && !rebirth.hasAlias());

        Heard fridge = host.heard("DBIRTH fridge-1").getFirst();
        Heard till = host.heard("DBIRTH till").getFirst();
        assertEquals(DataType.Double.getNumber(), fridge.metric("temperature").getDatatype());
        assertTrue(fridge.metric("temperature").getIsNull());
        assertEquals(DataType.Boolean.getNumber(), fridge.metric("door").getDatatype());
        assertEquals(DataType.String.getNumber(), till.metric("scan/data").getDatatype());
        Set<Long> aliases = new HashSet<>();
        List.of(node, fridge, till)
                .forEach(birth -> birth.payload().getMetricsList().stream()
                        .filter(Metric::hasAlias)
                        .forEach(metric -> assertTrue(aliases.add(metric.getAlias()), "twice: " + metric)));

        Metric told = host.heard("DDATA fridge-1").getFirst().payload().getMetrics(0);
        assertEquals(fridge.metric("temperature").getAlias(), told.getAlias());
        assertFalse(told.hasName() || told.hasDatatype() || told.getIsHistorical());
        assertEquals(NOW.minusSeconds(1).toEpochMilli(), told.getTimestamp());
        assertEquals(1.0, told.getDoubleValue());
        assertEquals(192, HostApplication.quality(told));
        assertTrue(host.heard("DDATA till").getFirst().payload().getMetricsList().stream()
                .anyMatch(metric -> metric.getStringValue().equals("4006381333931")));
    }

    /** Connects, tells something, and says goodbye. */
    private void liveOnce() throws Exception {
        Entry scan =
                new Entry(3, NOW, new Observation.Scan(new DeviceId("till"), NOW, "4006381333931", Symbology.EAN_13));
        Entry door = EdgeNode.reading(4, "fridge-1", NOW, "door", Value.of(true));
        try (SparkplugSink sink = open()) {
            sink.deliver(List.of(temperature(1, 1), door, scan), false);
            host.await("DDATA till", 1);
        }
        host.await("NDEATH", 2);
    }

    @Test
    void the_count_of_births_goes_on_over_kills_and_restarts_and_not_where_nobody_heard_it() throws Exception {
        for (int life = 0; life < 2; life++) {
            Process node = ChildJvm.start(EdgeNode.class, data, broker.url(), group);
            host.await("DDATA fridge-1", life + 1);
            node.destroyForcibly().waitFor();
            assertEquals(life, host.await("NDEATH", life + 1).birthCount());
        }
        try (SparkplugSink nobody = EdgeNode.open("mqtt://127.0.0.1:" + FreePort.find(), group, data)) {
            assertThrows(UnavailableException.class, nobody::tend);
            assertThrows(UnavailableException.class, nobody::tend);
        }
        assertEquals("002\n", Files.readString(data.resolve("sparkplug/scada.bdseq")));
        Files.writeString(data.resolve("sparkplug/scada.bdseq"), "255\n");
        try (SparkplugSink sink = open()) {
            sink.tend();
        }
        host.await("NDEATH", 4);
        assertEquals(
                List.of(0L, 1L, 0L),
                host.heard("NBIRTH").stream().map(Heard::birthCount).toList());
        assertEquals(1, host.heard("NDEATH").getFirst().qos());
    }

    @Test
    void a_rebirth_is_answered_while_nothing_happens_with_the_same_count_and_the_present() throws Exception {
        try (SparkplugSink sink = open()) {
            sink.deliver(List.of(temperature(7, 0)), false);
            host.write(EdgeNode.NODE, "fridge-1", "temperature");
            assertFalse(sink.calls(), "a write is refused");
            host.askForRebirth(EdgeNode.NODE);
            Awaiting.until("the sink calls", sink::calls);
            sink.tend();
            assertFalse(sink.calls());
            host.await("DBIRTH fridge-1", 2);
        }
        List<Heard> births = host.heard("NBIRTH");
        assertEquals(births.get(0).birthCount(), births.get(1).birthCount());
        assertEquals(0, births.get(1).payload().getSeq());
        Heard device = host.heard("DBIRTH fridge-1").get(1);
        assertEquals(1, device.payload().getSeq());
        assertEquals(7.0, device.metric("temperature").getDoubleValue());
        assertEquals(192, HostApplication.quality(device.metric("temperature")));
    }

    @Test
    void after_a_restart_births_have_all_metrics_with_their_last_values() throws Exception {
        Entry door = EdgeNode.reading(2, "door-1", NOW, "open", Value.of(true));
        Entry mode = EdgeNode.reading(3, "fridge-2", NOW, "mode", Value.of("eco"));
        try (SparkplugSink sink = open()) {
            sink.deliver(List.of(temperature(1, 5), door, mode, EdgeNode.fault(4, NOW)), false);
        }
        try (SparkplugSink sink = open()) {
            sink.tend();
            host.await("DBIRTH fridge-2", 2);
            assertEquals(1, host.heard("DBIRTH fridge-1").size(), "it is lost since before");
            Metric open = host.heard("DBIRTH door-1").get(1).metric("open");
            assertTrue(open.getBooleanValue());
            assertEquals(500, HostApplication.quality(open), "nobody has seen it since");
            assertEquals(
                    "eco", host.heard("DBIRTH fridge-2").get(1).metric("mode").getStringValue());

            sink.deliver(List.of(EdgeNode.reading(5, "door-1", NOW.plusMillis(1), "open", Value.of(true))), false);
            assertEquals(
                    192,
                    HostApplication.quality(
                            host.await("DDATA door-1", 2).payload().getMetrics(0)));
        }
    }
}
