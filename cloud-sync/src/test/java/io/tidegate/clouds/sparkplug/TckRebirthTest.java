package io.tidegate.clouds.sparkplug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.clouds.mqtt.Caller;
import io.tidegate.clouds.mqtt.Ear;
import io.tidegate.clouds.mqtt.MqttLink;
import io.tidegate.clouds.sparkplug.HostApplication.Heard;
import io.tidegate.net.Tls;
import io.tidegate.observation.Entry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The official test of commands asks for a rebirth as soon as it has heard of a device, which is before a node has begun to send
 * its data, and takes no data from then until all are born again.
 */
class TckRebirthTest extends EdgeScene {

    private static final String SCADA = "scada";

    private final AtomicReference<MqttLink> asking = new AtomicReference<>();
    private final AtomicBoolean asks = new AtomicBoolean();

    @BeforeEach
    void ask_when_a_device_is_born() throws Exception {
        Caller caller = new Caller(
                URI.create(broker.url()),
                "judge-" + group,
                Optional.empty(),
                Optional.empty(),
                Tls.STANDARD,
                Optional.empty(),
                Duration.ofSeconds(10),
                Optional.empty());
        asking.set(MqttLink.connect(caller, Optional.empty(), this::born));
        asking.get()
                .subscribe(List.of("spBv1.0/" + group + "/DBIRTH/" + EdgeNode.NODE + "/+"))
                .get();
        host.state(SCADA, true, 1_000);
    }

    private void born(Ear.Heard message) {
        message.acknowledge().run();
        if (asks.getAndSet(false)) {
            asking.get().publish("spBv1.0/" + group + "/NCMD/" + EdgeNode.NODE, rebirth());
        }
    }

    /** As the judge writes it: without a moment. */
    private static byte[] rebirth() {
        return Payload.newBuilder()
                .addMetrics(Metric.newBuilder()
                        .setName("Node Control/Rebirth")
                        .setDatatype(DataType.Boolean.getNumber())
                        .setBooleanValue(true))
                .build()
                .toByteArray();
    }

    @AfterEach
    void end() {
        asking.get().close();
    }

    private SparkplugSink waiting() {
        return EdgeNode.open(EdgeNode.config(List.of(URI.create(broker.url())), group, Optional.of(SCADA)), data);
    }

    @Test
    void a_rebirth_that_is_asked_for_at_once_comes_before_all_data() throws Exception {
        asks.set(true);
        try (SparkplugSink sink = waiting()) {
            sink.deliver(List.of(temperature(1, 0)), false);
            host.await("DDATA fridge-1", 1);
        }
        List<Heard> heard = host.settled();
        assertEquals(
                List.of("NBIRTH", "DBIRTH fridge-1", "NBIRTH", "DBIRTH fridge-1", "DDATA fridge-1"),
                heard.stream().map(Heard::title).limit(5).toList(),
                "tck-id-operational-behavior-data-commands-rebirth-action-1 and -2");
        List<Heard> births = host.heard("NBIRTH");
        assertEquals(
                births.getFirst().birthCount(),
                births.getLast().birthCount(),
                "tck-id-operational-behavior-data-commands-rebirth-action-3");
        assertEquals(0, births.getLast().payload().getSeq(), "tck-id-topics-nbirth-seq-num");
    }

    @Test
    void so_does_that_of_a_device_that_is_new_in_the_middle_of_a_session() throws Exception {
        try (SparkplugSink sink = waiting()) {
            sink.deliver(List.of(temperature(1, 1)), false);
            asks.set(true);
            Entry oven = EdgeNode.temperature(2, "oven", NOW);
            Entry till = EdgeNode.temperature(3, "till", NOW);
            sink.deliver(List.of(oven, till), false);
            host.await("DDATA till", 1);
        }
        List<String> titles = host.settled().stream().map(Heard::title).toList();
        List<String> all = List.of("NBIRTH", "DBIRTH fridge-1", "DBIRTH oven", "DBIRTH till", "DDATA oven");
        assertEquals(
                List.of("DBIRTH oven", "DBIRTH till"),
                titles.subList(3, 5),
                "tck-id-payloads-dbirth-order: devices of one delivery before the data of any");
        assertEquals(all, titles.subList(5, 10), "tck-id-operational-behavior-data-commands-rebirth-action-1");
    }

    @Test
    void who_is_stopped_in_a_hurry_says_goodbye_all_the_same() throws Exception {
        SparkplugSink sink = waiting();
        sink.deliver(List.of(temperature(1, 0)), false);
        Thread.currentThread().interrupt();
        sink.close();
        boolean isInterrupted = Thread.interrupted();
        host.await("NDEATH", 2);
        assertEquals(
                List.of("DDEATH fridge-1", "NDEATH", "NDEATH"),
                host.settled().stream().map(Heard::title).skip(3).toList(),
                "tck-id-operational-behavior-edge-node-intentional-disconnect-ndeath, and -device-ddeath");
        assertTrue(isInterrupted, "whoever stopped it finds it stopped");
    }
}
