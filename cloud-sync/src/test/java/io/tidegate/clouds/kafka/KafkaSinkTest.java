package io.tidegate.clouds.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.net.Tls;
import io.tidegate.observation.Entry;
import io.tidegate.observation.EntryJson;
import io.tidegate.site.KafkaCloud.Mechanism;
import io.tidegate.sync.Courier;
import io.tidegate.sync.Sink;
import io.tidegate.sync.SinkContract;
import io.tidegate.sync.SinkStatus;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.FreePort;
import io.tidegate.testing.Line;
import io.tidegate.testing.TestAuthority;
import io.tidegate.testing.TestAuthority.CertificateRequest;
import io.tidegate.testing.TestAuthority.Issued;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker, one for the class, and new topics for each test. */
class KafkaSinkTest extends SinkContract {

    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static Line line;
    private static KafkaBroker broker;
    private static int topics;

    private String topic;
    private TopicBehindALine place;

    @BeforeAll
    static void start_broker() throws Exception {
        authority = TestAuthority.in(folder);
        broker = new KafkaBroker(folder, authority, port -> {
            line = new Line(port);
            return line.port();
        });
    }

    @AfterAll
    static void stop_broker() throws Exception {
        line.close();
        broker.close();
    }

    @BeforeEach
    void make_topic() throws Exception {
        topics++;
        topic = "t" + topics + ".";
        // The poisoned entry of the contract is larger.
        broker.makeTopic(topic + "all", 1, Map.of("max.message.bytes", "6000"));
        place = new TopicBehindALine(line, broker, topic + "all", 1);
    }

    @AfterEach
    void end_reader() {
        place.close();
    }

    @Override
    protected Place place() {
        return place;
    }

    @Override
    protected Sink open() {
        return open(topic + "all");
    }

    private Sink open(String topic) {
        return visitor(topic).open(ORIGIN);
    }

    private static String server() {
        return "127.0.0.1:" + line.port();
    }

    private Visitor visitor(String topic) {
        return Visitor.of(server(), topic, timeout);
    }

    /** Who wants to write where everybody may read. */
    private Visitor visitor() {
        return visitor(topic + "all");
    }

    @Test
    void a_record_says_whose_it_is_and_holds_the_entry() throws Exception {
        broker.makeTopic(topic + "reading.corner-shop.gw-1", 1, Map.of());
        List<Entry> batch = outbox.withReadings(2, "fridge-1").entries();
        try (Sink sink = open(topic + "{kind}.{site}.{gateway}");
                TopicBehindALine readings = new TopicBehindALine(line, broker, topic + "reading.corner-shop.gw-1", 1)) {
            sink.deliver(batch.subList(0, 1), false);
            sink.deliver(batch.subList(1, 2), true);
            ConsumerRecord<byte[], byte[]> first = readings.records().getFirst();
            assertEquals("fridge-1", new String(first.key(), UTF_8));
            assertEquals(
                    new String(EntryJson.object(ORIGIN, batch.getFirst()), UTF_8), new String(first.value(), UTF_8));
            Map<String, String> expected = Map.of(
                    "id", "gw-1:1",
                    "site", "corner-shop",
                    "gateway", "gw-1",
                    "kind", "reading",
                    "content-type", "application/json");
            expected.forEach((name, value) -> assertEquals(value, TopicBehindALine.header(first, name)));
            assertNull(first.headers().lastHeader("late"));
            assertEquals("true", TopicBehindALine.header(readings.records().getLast(), "late"));
        }
    }

    @Test
    void over_several_partitions_each_device_keeps_its_order() throws Exception {
        broker.makeTopic(topic + "many", 4, Map.of());
        String[] devices =
                IntStream.range(0, 8).mapToObj(each -> "fridge-" + each).toArray(String[]::new);
        outbox.withReadings(400, devices);
        try (Courier courier = start(open(topic + "many"));
                TopicBehindALine many = new TopicBehindALine(line, broker, topic + "many", 4)) {
            Awaiting.until("some are delivered", () -> courier.status().delivered() > 0);
            many.goAway();
            many.comeBack();
            awaitDelivered(courier, 400);
            long used = many.records().stream()
                    .map(ConsumerRecord::partition)
                    .distinct()
                    .count();
            assertTrue(used > 1, "all in one partition");
            for (String device : devices) {
                List<String> ids = many.records().stream()
                        .filter(each -> new String(each.key(), UTF_8).equals(device))
                        .map(each -> TopicBehindALine.header(each, "id"))
                        .distinct()
                        .toList();
                List<String> recorded = outbox.entries().stream()
                        .filter(each -> each.observation().device().value().equals(device))
                        .map(each -> ORIGIN.idOf(each.position()))
                        .toList();
                assertEquals(recorded, ids);
            }
        }
    }

    @Test
    void a_missing_topic_is_told_with_the_command_that_makes_it_and_waited_for() throws Exception {
        timeout = Duration.ofSeconds(1);
        outbox.withReadings(5, "fridge-1");
        try (Courier courier = start(open(topic + "missing"))) {
            Awaiting.until("it is noticed", () -> courier.status().state() instanceof SinkStatus.Waiting);
            assertEquals(
                    "there is no topic " + topic + "missing at 127.0.0.1, and none is made by itself: make it with"
                            + " kafka-topics.sh --bootstrap-server " + server() + " --create --topic " + topic
                            + "missing",
                    courier.status().lastError().orElseThrow());
            broker.makeTopic(topic + "missing", 1, Map.of());
            Awaiting.until("all is delivered", () -> outbox.backlog() == 0);
        }
    }

    @Test
    void who_has_the_password_and_the_rights_is_let_in_and_nobody_else() throws Exception {
        Visitor guest = visitor().at(broker.guarded());
        for (Mechanism mechanism : List.of(Mechanism.PLAIN, Mechanism.SCRAM_SHA_512)) {
            guest.as("shop", mechanism).assertLetIn();
        }
        for (Mechanism mechanism : Mechanism.values()) {
            String stranger = guest.as("stranger", mechanism).refusal();
            assertTrue(stranger.contains("does not let us in: check username"), stranger);
        }
        String mute = guest.as("mute", Mechanism.PLAIN).refusal();
        assertTrue(mute.contains("does not let us write to the topic " + topic + "all"), mute);
    }

    @Test
    void a_certificate_must_be_of_somebody_we_trust_and_for_the_host_that_we_called() throws Exception {
        Visitor guest = visitor().at("localhost:" + broker.securePort());
        Tls trusting = authority.trusting();
        guest.by(trusting).assertLetIn();
        assertTrue(guest.refusal().contains("issued by nobody that this machine knows"));
        Visitor other = guest.by(trusting).at("127.0.0.1:" + broker.securePort());
        assertTrue(other.refusal().contains("is not for that name"));
    }

    @Test
    void a_broker_that_wants_a_certificate_of_ours_knows_us_by_it_and_by_a_password_beside_it() throws Exception {
        Issued own = authority.issue(CertificateRequest.client("gw-1"));
        Issued mute = authority.issue(CertificateRequest.client("mute"));
        Issued stranger = TestAuthority.in(folder.resolve("elsewhere")).issue(CertificateRequest.client("gw-1"));
        Tls trusting = authority.trusting();
        Visitor guest = visitor().at(broker.proven()).by(trusting);
        guest.by(own.shown()).assertLetIn();
        String unknown = guest.by(trusting.showing(stranger.certificate(), stranger.key()))
                .refusal();
        assertTrue(unknown.contains("does not accept the gateway's certificate"), unknown);
        String none = guest.refusal();
        assertTrue(none.contains("wants a certificate of ours"), none);
        String silenced = guest.by(mute.shown()).refusal();
        assertTrue(silenced.contains("does not let us write"), silenced);
        guest.at(broker.both()).as("shop", Mechanism.PLAIN).by(own.shown()).assertLetIn();
    }

    @Test
    void a_renewed_certificate_is_taken_with_the_next_delivery() throws Exception {
        Path certificate = folder.resolve("own.pem");
        Path key = folder.resolve("own.key");
        Tls tls = authority.trusting().showing(certificate, key);
        authority.issue(CertificateRequest.client("gw-1")).copyTo(certificate, key);
        try (Sink sink = visitor().at(broker.proven()).by(tls).open(ORIGIN)) {
            sink.deliver(Visitor.entries(), false);
            authority.issue(CertificateRequest.client("mute")).copyTo(certificate, key);
            String mute = Visitor.refusal(sink);
            assertTrue(mute.contains("does not let us write"), mute);
            authority.issue(CertificateRequest.client("gw-1").valid(-60, -30)).copyTo(certificate, key);
            String expired = Visitor.refusal(sink);
            assertTrue(expired.contains("has expired on"), expired);
            authority.issue(CertificateRequest.client("gw-1")).copyTo(certificate, key);
            sink.deliver(Visitor.entries(), false);
        }
    }

    @Test
    void a_probe_logs_in_and_leaves_nothing_there() throws Exception {
        timeout = Duration.ofSeconds(1);
        try (Sink sink = open()) {
            sink.probe();
            assertEquals(List.of(), place.arrived());
            place.fallSilent();
            assertThrows(UnavailableException.class, sink::probe);
        }
        timeout = TIMEOUT;
        Visitor stranger = visitor("any").at(broker.guarded()).as("stranger", Mechanism.PLAIN);
        try (Sink sink = stranger.open(ORIGIN)) {
            String words = assertThrows(UnavailableException.class, sink::probe).getMessage();
            assertTrue(words.contains("does not let us in"), words);
        }
    }

    @Test
    void what_keeps_us_out_is_told_in_words_and_at_once() throws Exception {
        long startedNanos = System.nanoTime();
        assertTrue(visitor()
                .at("no-such-host.invalid:9092")
                .refusal()
                .contains("the name no-such-host.invalid is not known"));
        assertTrue(visitor().at("127.0.0.1:" + FreePort.find()).refusal().contains("refused"));
        place.goAway();
        assertTrue(visitor().refusal().contains("hung up"));
        Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
        assertTrue(took.compareTo(TIMEOUT) < 0, "took " + took);
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            timeout = Duration.ofSeconds(1);
            assertTrue(
                    visitor().at("127.0.0.1:" + mute.getLocalPort()).refusal().contains("in time"));
        }
    }
}
