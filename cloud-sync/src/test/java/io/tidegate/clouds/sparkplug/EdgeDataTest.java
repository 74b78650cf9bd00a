package io.tidegate.clouds.sparkplug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.clouds.sparkplug.HostApplication.Heard;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;
import org.junit.jupiter.api.Test;

/** What a host application hears of readings and faults, by way of a real Mosquitto and in the words of Tahu's schema. */
class EdgeDataTest extends EdgeScene {

    @Test
    void the_sequence_goes_round_at_256() throws Exception {
        List<Entry> batch = new ArrayList<>();
        for (int position = 1; position <= 300; position++) {
            batch.add(EdgeNode.temperature(position, "fridge-" + position % 2, NOW.minusMillis(300 - position)));
        }
        try (SparkplugSink sink = open()) {
            sink.deliver(batch, false);
        }
        List<Long> heard = host.settled().stream()
                .filter(each -> !each.type().equals("NDEATH"))
                .map(each -> each.payload().getSeq())
                .toList();
        assertEquals(IntStream.range(0, 305).mapToObj(each -> each % 256L).toList(), heard);
    }

    @Test
    void what_had_to_wait_is_historical_and_only_the_newest_is_the_present() throws Exception {
        try (SparkplugSink sink = open()) {
            sink.deliver(List.of(temperature(1, 60), temperature(2, 50), temperature(3, 40)), false);
            sink.deliver(List.of(temperature(9, 0)), false);
            sink.deliver(List.of(temperature(4, 30), temperature(5, 20)), true);
        }
        host.settled();
        List<Metric> told = host.heard("DDATA fridge-1").stream()
                .flatMap(each -> each.payload().getMetricsList().stream())
                .toList();
        assertEquals(
                List.of(1.0, 2.0, 3.0, 9.0, 4.0, 5.0),
                told.stream().map(Metric::getDoubleValue).toList());
        assertEquals(
                List.of(true, true, false, false, true, true),
                told.stream().map(Metric::getIsHistorical).toList());
    }

    @Test
    void a_device_that_is_lost_dies_and_what_comes_late_does_not_bring_it_back() throws Exception {
        try (SparkplugSink sink = open()) {
            sink.deliver(List.of(temperature(1, 9)), false);
            sink.deliver(
                    List.of(EdgeNode.fault(2, NOW.minusSeconds(5)), EdgeNode.fault(3, NOW.minusSeconds(4))), false);
            sink.deliver(List.of(temperature(4, 20), EdgeNode.fault(5, NOW.minusSeconds(15))), true);
            sink.deliver(List.of(temperature(6, 1)), false);
        }
        List<String> device = host.settled().stream()
                .map(Heard::title)
                .filter(title -> title.contains("fridge-1"))
                .map(title -> title.substring(0, title.indexOf(' ')))
                .toList();
        assertEquals(
                List.of("DBIRTH", "DDATA", "DDEATH", "DBIRTH", "DDATA", "DDEATH", "DBIRTH", "DDATA", "DDEATH"), device);
        assertEquals(
                500,
                HostApplication.quality(host.heard("DBIRTH fridge-1").get(1).metric("temperature")));
        assertEquals(
                192,
                HostApplication.quality(
                        host.heard("DDATA fridge-1").get(2).payload().getMetrics(0)));
        assertTrue(host.heard("DDEATH fridge-1").getFirst().payload().hasSeq());
    }

    @Test
    void a_new_field_or_type_is_introduced_by_a_new_birth_and_what_is_unchanged_is_not_sent() throws Exception {
        Instant later = NOW.plusMillis(1);
        try (SparkplugSink sink = open()) {
            sink.deliver(List.of(temperature(1, 0)), false);
            sink.deliver(List.of(EdgeNode.reading(2, "fridge-1", later, "temperature", Value.of(1))), false);
            sink.deliver(List.of(EdgeNode.reading(3, "fridge-1", later, "humidity", Value.of(40))), false);
            sink.deliver(List.of(EdgeNode.reading(4, "fridge-1", later, "temperature", Value.of("unknown"))), false);
            sink.deliver(List.of(EdgeNode.reading(5, "fridge-1", later, "temperature", Value.of(2.5))), false);
        }
        assertEquals(
                List.of("DBIRTH", "DDATA", "DBIRTH", "DDATA", "DBIRTH", "DDATA", "DDATA", "DDEATH"),
                host.settled().stream()
                        .map(Heard::type)
                        .filter(type -> type.startsWith("D"))
                        .toList());
        List<Heard> births = host.heard("DBIRTH fridge-1");
        assertEquals(1.0, births.get(1).metric("temperature").getDoubleValue());
        assertEquals(
                births.get(0).metric("temperature").getAlias(),
                births.get(2).metric("temperature").getAlias());
        assertEquals(
                DataType.String.getNumber(), births.get(2).metric("temperature").getDatatype());
        assertEquals(
                List.of("unknown", "2.5"),
                host.heard("DDATA fridge-1").subList(2, 4).stream()
                        .map(each -> each.payload().getMetrics(0).getStringValue())
                        .toList());
    }
}
