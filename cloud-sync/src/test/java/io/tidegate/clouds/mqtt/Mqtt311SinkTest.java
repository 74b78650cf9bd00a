package io.tidegate.clouds.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.net.Tls;
import io.tidegate.site.MqttCloud;
import io.tidegate.site.MqttTerms;
import io.tidegate.site.Secret;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.Rejected;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Mosquitto;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Against a real Mosquitto, to which MQTT 3.1.1 is spoken: it acknowledges what is above its limit, and throws it away. So
 * whatever of the contract arrives was kept below it by us.
 */
class Mqtt311SinkTest extends MosquittoContract {

    @Override
    protected Sink open() {
        return open(broker, Optional.empty());
    }

    private Sink open(Mosquitto place, Optional<Secret> password) {
        return new MqttSink(
                new MqttCloud(
                        Common.of("hq", timeout, BATCH),
                        URI.create(place.url()),
                        "tidegate/{site}/{gateway}/{kind}",
                        "tidegate-gw-1-hq",
                        password.map(_ -> "gw-1"),
                        password,
                        Optional.empty(),
                        Tls.STANDARD,
                        new MqttTerms(
                                Optional.empty(),
                                MqttTerms.Version.V3_1_1,
                                Optional.empty(),
                                Optional.of(MOSQUITTO_TAKES),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.empty()),
                ORIGIN,
                Clock.systemUTC());
    }

    @Test
    void the_broker_is_spoken_to_in_its_own_version() throws Exception {
        outbox.withReadings(1, "fridge-1");
        try (Sink sink = open()) {
            sink.deliver(outbox.entries(), false);
        }
        // p2 is what Mosquitto calls 3.1.1; c1 that nothing of a session stays there.
        String log = Files.readString(folder.resolve("broker/output.log"));
        assertTrue(log.contains("as tidegate-gw-1-hq (p2, c1, k30)"), log);
    }

    @Test
    void a_batch_above_the_limit_arrives_in_parts_in_its_order() throws Exception {
        outbox.withReadings(100, "fridge-1").withScan("till", "4006381333931").withReadings(3, "fridge-1");
        try (Sink sink = open()) {
            assertEquals(new Settled(104, List.of()), sink.deliver(outbox.entries(), false));
        }
        assertEquals(ids(1, 104), listener.arrived());
    }

    @Test
    void an_entry_above_the_limit_is_set_aside_with_both_sizes_and_never_vanishes() throws Exception {
        outbox.withScan(POISON, "x".repeat(7000)).withReadings(1, "fridge-1");
        try (Sink sink = open()) {
            Rejected rejected = sink.deliver(outbox.entries(), false).rejected().getFirst();
            assertEquals(1, rejected.position());
            assertTrue(rejected.reason().contains("bytes, more than messageMax"), rejected.reason());
        }
        assertEquals(ids(2, 2), listener.arrived());
    }

    @Test
    void a_wrong_password_is_told_so_and_rejects_nothing() throws Exception {
        Path users = Files.writeString(folder.resolve("users"), "");
        users.toFile().setReadable(true, false);
        outbox.withReadings(1, "fridge-1");
        try (Mosquitto strict =
                        Mosquitto.start(folder.resolve("strict"), "password_file " + users, "allow_anonymous false");
                Sink sink = open(strict, Optional.of(new Secret("${env:P}", "s3cret")))) {
            UnavailableException refusal =
                    assertThrows(UnavailableException.class, () -> sink.deliver(outbox.entries(), false));
            assertTrue(refusal.getMessage().contains("check username, password"), refusal.getMessage());
        }
    }

    @Test
    void whether_it_is_there_is_asked_without_publishing_anything() throws Exception {
        try (Sink sink = open()) {
            sink.probe();
            broker.stop();
            Awaiting.until("its absence is told", () -> {
                try {
                    sink.probe();
                    return false;
                } catch (UnavailableException away) {
                    return true;
                }
            });
            broker.restart();
            sink.probe();
        }
        assertEquals(List.of(), listener.topics());
    }

    @Test
    void what_others_publish_is_heard() throws Exception {
        Caller caller = new Caller(
                URI.create(broker.url()),
                "ear",
                Optional.empty(),
                Optional.empty(),
                Tls.STANDARD,
                Optional.empty(),
                TIMEOUT,
                Optional.empty());
        List<String> heard = new CopyOnWriteArrayList<>();
        try (BrokerLink link = Mqtt311Link.connect(
                caller,
                message -> heard.add(message.topic() + " " + new String(message.payload(), StandardCharsets.UTF_8)))) {
            link.subscribe(List.of("orders/+")).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            link.publish("orders/1", new byte[] {'x'}, MessageProperties.NONE)
                    .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            Awaiting.until("it is heard", () -> heard.equals(List.of("orders/1 x")));
        }
    }
}
