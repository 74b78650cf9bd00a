package io.tidegate.clouds.nats;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Options;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.StreamConfiguration;
import io.tidegate.net.Tls;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.NatsCloud;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.Courier;
import io.tidegate.sync.Rejected;
import io.tidegate.sync.Rejected.Proof;
import io.tidegate.sync.Sink;
import io.tidegate.sync.SinkContract;
import io.tidegate.sync.SinkStatus;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's nats-server, one for the class, and a new stream for each test. */
class NatsSinkTest extends SinkContract {

    /** Of a message; the poisoned entry of the contract is larger. */
    private static final int STREAM_TAKES = 6_000;

    private static final int SERVER_TAKES = 9_000;

    @TempDir
    static Path folder;

    private static NatsServer server;
    private static Connection direct;
    private OnTheWire wire;

    @BeforeAll
    static void start_server() throws Exception {
        server = NatsServer.start(folder.resolve("server"), "max_payload: " + SERVER_TAKES);
        direct = server.connect();
    }

    @AfterAll
    static void stop_server() throws Exception {
        direct.close();
        server.close();
    }

    @BeforeEach
    void make_stream() throws Exception {
        make(NatsServer.stream().maximumMessageSize(STREAM_TAKES).build());
        wire = new OnTheWire(server, direct, STREAM_TAKES);
    }

    @AfterEach
    void end_line() throws Exception {
        wire.close();
    }

    private static void make(StreamConfiguration stream) throws Exception {
        remove();
        direct.jetStreamManagement().addStream(stream);
    }

    private static void remove() throws IOException, JetStreamApiException {
        JetStreamManagement streams = direct.jetStreamManagement();
        for (String name : streams.getStreamNames()) {
            streams.deleteStream(name);
        }
    }

    @Override
    protected Place place() {
        return wire;
    }

    @Override
    protected Sink open() {
        return open(wire.url());
    }

    private Sink open(String url) {
        return new NatsSink(
                new NatsCloud(
                        Common.of("hq", timeout, BATCH),
                        URI.create(url),
                        "tidegate.{site}.{gateway}.{kind}.{device}",
                        NatsServer.STREAM,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Tls.STANDARD),
                ORIGIN);
    }

    private String refusal(Sink sink) {
        List<Entry> batch = outbox.withReadings(2, "fridge-1").entries();
        try (sink) {
            return assertThrows(UnavailableException.class, () -> sink.deliver(batch, false))
                    .getMessage();
        }
    }

    @Test
    void what_comes_again_after_a_crash_is_in_the_stream_once() throws Exception {
        outbox.withReadings(40, "fridge-1");
        try (Courier courier = start()) {
            awaitDelivered(courier, 40);
        }
        outbox.forgetSince(15);
        try (Courier courier = start()) {
            awaitDelivered(courier, 25);
        }
        assertEquals(65, wire.arrived().size());
        assertEquals(ids(1, 40), NatsServer.stored(direct));
    }

    @Test
    void a_message_says_whose_it_is_and_holds_the_entry() throws Exception {
        List<Entry> batch = outbox.withReadings(1, "cold.room-1").entries();
        try (Sink sink = open()) {
            sink.deliver(batch, false);
            sink.deliver(outbox.withReadings(1, "fridge-1").entries(), true);
        }
        var first = wire.messages().getFirst();
        assertEquals("tidegate.corner-shop.gw-1.reading.cold_room-1", first.getSubject());
        assertEquals(
                new String(EntryJson.object(ORIGIN, batch.getFirst()), StandardCharsets.UTF_8),
                new String(first.getData(), StandardCharsets.UTF_8));
        assertNull(first.getHeaders().getFirst("Tidegate-Late"));
        assertEquals("true", wire.messages().getLast().getHeaders().getFirst("Tidegate-Late"));
    }

    @Test
    void a_missing_stream_is_told_with_the_command_that_makes_it_and_waited_for() throws Exception {
        wire.stopListening();
        remove();
        outbox.withReadings(30, "fridge-1");
        try (Courier courier = start()) {
            Awaiting.until("it is noticed", () -> courier.status().state() instanceof SinkStatus.Waiting);
            assertEquals(
                    "no stream at 127.0.0.1 takes tidegate.corner-shop.gw-1.reading.fridge-1: check that JetStream is on"
                            + " there, and make the stream: nats stream add TIDEGATE --subjects 'tidegate.*.*.*.*' --dupe-window 24h --defaults",
                    courier.status().lastError().orElseThrow());
            make(NatsServer.stream().build());
            awaitDelivered(courier, 30);
        }
        assertEquals(ids(1, 30), NatsServer.stored(direct));
    }

    @Test
    void a_subject_that_another_stream_takes_is_told_so() throws Exception {
        make(StreamConfiguration.builder().name("OTHER").subjects("tidegate.>").build());
        String refusal = refusal(open());
        assertTrue(refusal.startsWith("another stream than TIDEGATE takes our messages at 127.0.0.1"), refusal);
        make(NatsServer.stream().build());
    }

    @Test
    void a_full_stream_is_waited_for_and_nothing_is_given_up() throws Exception {
        make(NatsServer.stream()
                .maxBytes(4_000)
                .discardPolicy(DiscardPolicy.New)
                .build());
        // Two large ones, so that a small one behind would still have room.
        outbox.withScan("till", "x".repeat(2_500))
                .withScan("till", "x".repeat(2_500))
                .withReadings(2, "till");
        try (Courier courier = start()) {
            Awaiting.until("it is full", () -> courier.status().state() instanceof SinkStatus.Waiting);
            String words = courier.status().lastError().orElseThrow();
            assertTrue(words.contains("the stream TIDEGATE at 127.0.0.1 is full"), words);
            direct.jetStreamManagement().purgeStream(NatsServer.STREAM);
            Awaiting.until("all is done", () -> outbox.backlog() == 0);
        }
        assertEquals(List.of(), outbox.rejected());
    }

    @Test
    void while_a_stream_is_full_nothing_passes_what_it_has_no_room_for() throws Exception {
        make(NatsServer.stream()
                .maxBytes(4_000)
                .discardPolicy(DiscardPolicy.New)
                .build());
        List<Entry> batch = outbox.withScan("till", "x".repeat(3_900))
                .withReadings(4, "till")
                .entries();
        try (Sink sink = open()) {
            assertThrows(UnavailableException.class, () -> sink.deliver(batch, false));
            direct.jetStreamManagement().purgeStream(NatsServer.STREAM);
            long before = direct.jetStreamManagement()
                    .getStreamInfo(NatsServer.STREAM)
                    .getStreamState()
                    .getLastSequence();
            assertThrows(UnavailableException.class, () -> sink.deliver(batch, false));
            assertEquals(
                    before,
                    direct.jetStreamManagement()
                            .getStreamInfo(NatsServer.STREAM)
                            .getStreamState()
                            .getLastSequence());
        }
    }

    @Test
    void what_is_larger_than_the_server_takes_is_refused_here_and_others_go() throws Exception {
        make(NatsServer.stream().build());
        outbox.withReadings(1, "fridge-1")
                .with(new Observation.Reading(
                        new DeviceId("till"),
                        Instant.EPOCH,
                        IntStream.range(0, 10)
                                .boxed()
                                .collect(toMap(String::valueOf, _ -> Value.of("x".repeat(1_000))))))
                .withReadings(1, "fridge-1");
        try (Sink sink = open()) {
            List<Rejected> rejected = sink.deliver(outbox.entries(), false).rejected();
            assertEquals(2, rejected.getFirst().position());
            assertEquals(Proof.PLACE_TAKES, rejected.getFirst().proof());
            assertTrue(rejected.getFirst().reason().contains("max_payload"), rejected.toString());
        }
        assertEquals(List.of("gw-1:1", "gw-1:3"), NatsServer.stored(direct));
    }

    @Test
    void what_was_acknowledged_is_there_after_the_server_was_killed() throws Exception {
        try (NatsServer own = NatsServer.start(folder.resolve("own"))) {
            NatsServer.addStream(Options.builder().server(own.url()));
            outbox.withReadings(60, "fridge-1");
            try (Courier courier = start(open(own.url()))) {
                awaitDelivered(courier, 60);
                own.kill();
                outbox.withReadings(20, "fridge-1");
                Awaiting.until("it is noticed", () -> courier.status().state() instanceof SinkStatus.Waiting);
                own.restart();
                awaitDelivered(courier, 80);
            }
            assertEquals(ids(1, 80), own.stored());
        }
    }

    @Test
    void a_probe_asks_the_server_and_leaves_nothing_there() throws Exception {
        timeout = TIMEOUT_SHORT;
        try (Sink sink = open()) {
            sink.probe();
            assertEquals(List.of(), NatsServer.stored(direct));
            wire.fallSilent();
            assertThrows(UnavailableException.class, sink::probe);
            wire.speakAgain();
            sink.probe();
        }
    }

    @Test
    void what_keeps_us_out_is_told_in_words() throws Exception {
        assertTrue(refusal(open("nats://no-such-host.invalid")).contains("the name no-such-host.invalid is not known"));
        assertTrue(refusal(open("tls://127.0.0.1:" + server.port())).contains("secure connection"));
        wire.goAway();
        assertTrue(refusal(open()).contains("broke"));
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            timeout = TIMEOUT_SHORT;
            assertTrue(refusal(open("nats://127.0.0.1:" + mute.getLocalPort())).contains("in time"));
        }
        assertTrue(refusal(open("nats://127.0.0.1:" + FreePort.find())).contains("refused"));
    }
}
