package io.tidegate.clouds.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.net.Tls;
import io.tidegate.observation.Entry;
import io.tidegate.site.MqttCloud;
import io.tidegate.site.MqttTerms;
import io.tidegate.site.Secret;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.Courier;
import io.tidegate.sync.Rejected;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Mosquitto;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Against a real Mosquitto as the cloud. */
class MqttSinkTest extends MosquittoContract {

    @Override
    protected Sink open() {
        return open(URI.create(broker.url()), Optional.empty(), Optional.empty(), BATCH);
    }

    private Sink open(URI url, Optional<String> user, Optional<Secret> password, BatchLimits batch) {
        return new MqttSink(
                new MqttCloud(
                        Common.of("hq", timeout, batch),
                        url,
                        "tidegate/{site}/{gateway}/{kind}",
                        "tidegate-gw-1-hq",
                        user,
                        password,
                        Optional.empty(),
                        Tls.STANDARD,
                        MqttTerms.STANDARD,
                        Optional.empty()),
                ORIGIN,
                Clock.systemUTC());
    }

    private UnavailableException refusal(Sink sink) {
        List<Entry> batch = outbox.withReadings(2, "fridge-1").entries();
        try (sink) {
            return assertThrows(UnavailableException.class, () -> sink.deliver(batch, false));
        }
    }

    @Test
    void over_a_line_that_swallows_packets_nothing_is_lost() throws Exception {
        dead_lines_are_noticed_and_lose_nothing(
                URI.create(broker.url()), url -> open(url, Optional.empty(), Optional.empty(), BATCH), folder);
    }

    @Test
    void a_batch_is_one_message_for_each_run_of_a_kind() throws Exception {
        outbox.withReadings(3, "fridge-1").withScan("till", "4006381333931").withReadings(2, "fridge-1");
        try (Sink sink = open()) {
            sink.deliver(outbox.entries(), false);
        }
        Awaiting.until("all has arrived", () -> listener.arrived().size() == 6);
        assertEquals(
                List.of(
                        "tidegate/corner-shop/gw-1/reading",
                        "tidegate/corner-shop/gw-1/scan",
                        "tidegate/corner-shop/gw-1/reading"),
                listener.topics());
    }

    @Test
    void many_short_runs_in_one_batch_keep_their_order() throws Exception {
        for (int i = 0; i < 100; i++) {
            outbox.withReadings(1, "fridge-1").withScan("till", "4006381333931");
        }
        try (Sink sink = open()) {
            sink.deliver(outbox.entries(), false);
        }
        Awaiting.until("all has arrived", () -> listener.arrived().size() == 200);
        assertEquals(ids(1, 200), listener.arrived());
    }

    @Test
    void a_batch_above_the_brokers_limit_arrives_in_parts() throws Exception {
        outbox.withReadings(100, "fridge-1");
        try (Sink sink = open()) {
            assertEquals(new Settled(100, List.of()), sink.deliver(outbox.entries(), false));
        }
        Awaiting.until("all has arrived", () -> listener.arrived().size() >= 100);
        assertEquals(ids(1, 100), firstArrivals());
    }

    @Test
    void a_message_that_is_refused_is_overtaken_by_nothing_that_follows() throws Exception {
        outbox.withReadings(100, "fridge-1").withScan("till", "4006381333931").withReadings(3, "fridge-1");
        try (StrictBroker strict = new StrictBroker(6000);
                Sink sink = open(strict.url(), Optional.empty(), Optional.empty(), BATCH)) {
            assertEquals(new Settled(104, List.of()), sink.deliver(outbox.entries(), false));
            assertEquals(ids(1, 104), ToldWhatArrived.ids(strict.taken()));
        }
    }

    @Test
    void a_topic_that_we_may_not_write_to_is_told_so_and_rejects_nothing() throws Exception {
        Path rights = folder.resolve("rights");
        Files.writeString(rights, "topic read #\n");
        rights.toFile().setReadable(true, false);
        try (Mosquitto strict = Mosquitto.start(folder.resolve("strict"), "acl_file " + rights)) {
            URI url = URI.create(strict.url());
            UnavailableException refusal = refusal(open(url, Optional.empty(), Optional.empty(), BATCH));
            assertTrue(refusal.getMessage().contains("rights"), refusal.getMessage());
        }
    }

    @Test
    void a_broker_that_cuts_the_connection_on_a_large_packet_gets_parts() throws Exception {
        try (Mosquitto strict = Mosquitto.start(folder.resolve("strict"), "max_packet_size 6000")) {
            outbox.withReadings(100, "fridge-1")
                    .withScan(POISON, "x".repeat(7000))
                    .withReadings(5, "fridge-1");
            try (Sink sink = open(URI.create(strict.url()), Optional.empty(), Optional.empty(), BATCH)) {
                assertEquals(
                        List.of(101L),
                        sink.deliver(outbox.entries(), false).rejected().stream()
                                .map(Rejected::position)
                                .toList());
            }
        }
    }

    @Test
    void a_refusal_names_the_size_and_the_remedy() throws Exception {
        outbox.withScan(POISON, "x".repeat(7000));
        try (Sink sink = open()) {
            String reason =
                    sink.deliver(outbox.entries(), false).rejected().getFirst().reason();
            assertTrue(reason.contains("bytes") && reason.contains("message size limit"), reason);
        }
    }

    @Test
    void a_wrong_password_is_told_so_and_rejects_nothing() throws Exception {
        Path users = folder.resolve("users");
        Files.writeString(users, "");
        users.toFile().setReadable(true, false);
        try (Mosquitto strict =
                Mosquitto.start(folder.resolve("strict"), "password_file " + users, "allow_anonymous false")) {
            UnavailableException refusal = refusal(open(
                    URI.create(strict.url()),
                    Optional.of("gw-1"),
                    Optional.of(new Secret("${env:P}", "s3cret")),
                    BATCH));
            assertTrue(refusal.getMessage().contains("password"), refusal.getMessage());
            assertTrue(!refusal.getMessage().contains("s3cret"));
        }
    }

    @Test
    void nobody_listening_is_told_so() throws Exception {
        broker.stop();
        assertTrue(refusal(open()).getMessage().contains("refused"));
    }

    @Test
    void an_unknown_name_is_told_so() {
        URI url = URI.create("mqtt://no-such-host.invalid:1883");
        UnavailableException refusal = refusal(open(url, Optional.empty(), Optional.empty(), BATCH));
        assertTrue(refusal.getMessage().contains("not known"), refusal.getMessage());
    }

    @Test
    void a_broker_without_tls_is_told_so() {
        URI url = URI.create("mqtts://127.0.0.1:" + broker.port());
        UnavailableException refusal = refusal(open(url, Optional.empty(), Optional.empty(), BATCH));
        assertTrue(refusal.getMessage().contains("secure connection"), refusal.getMessage());
    }

    @Test
    void a_server_that_accepts_and_says_nothing_is_given_up_at_the_timeout() throws Exception {
        timeout = TIMEOUT_SHORT;
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("mqtt://127.0.0.1:" + mute.getLocalPort());
            UnavailableException refusal = refusal(open(url, Optional.empty(), Optional.empty(), BATCH));
            assertTrue(refusal.getMessage().contains("in time"), refusal.getMessage());
        }
    }

    @Test
    void a_backlog_drains_in_full_batches() throws Exception {
        try (Mosquitto roomy = Mosquitto.start(folder.resolve("roomy"))) {
            outbox.withReadings(60_000, "fridge-1", "fridge-2", "mill");
            Sink sink = open(URI.create(roomy.url()), Optional.empty(), Optional.empty(), BatchLimits.DEFAULT);
            long startedNanos = System.nanoTime();
            try (Courier courier = Courier.start(
                    new Courier.Duty("hq", "mqtt", roomy.url(), BatchLimits.DEFAULT, false),
                    sink,
                    outbox,
                    Clock.systemUTC())) {
                awaitDelivered(courier, 60_000);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
            System.out.println("drained 60,000 entries in " + took.toMillis() + " ms");
        }
    }
}
