package io.tidegate.clouds.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.clouds.WebhookKey;
import io.tidegate.net.Tls;
import io.tidegate.observation.Origin;
import io.tidegate.site.CommandDoor;
import io.tidegate.site.CommandRights;
import io.tidegate.site.MqttCloud;
import io.tidegate.site.MqttTerms;
import io.tidegate.site.MqttTerms.Version;
import io.tidegate.site.Secret;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.HandDesk;
import io.tidegate.sync.InMemoryOutbox;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Mosquitto;
import io.tidegate.testing.MqttSubscriber;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a real Mosquitto as the cloud. */
class MqttCommandsTest {

    private static final String TOPIC = "tidegate/corner-shop/gw-1/commands";
    private static final Secret KEY = new Secret("${env:KEY}", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    @TempDir
    Path folder;

    private final HandDesk desk = new HandDesk();
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private Mosquitto broker;
    private MqttSubscriber cloud;

    @BeforeEach
    void start() throws Exception {
        // Sends as many at once as it is allowed to.
        broker = Mosquitto.start(folder.resolve("broker"), "max_inflight_messages 0");
        cloud = new MqttSubscriber(broker, "probe", List.of());
    }

    @AfterEach
    void stop() {
        desk.open();
        cloud.close();
        broker.close();
    }

    private MqttSink open(Mosquitto at, Optional<Secret> secret) {
        return open(at, secret, MqttTerms.STANDARD);
    }

    private MqttSink open(Mosquitto at, Optional<Secret> secret, MqttTerms terms) {
        CommandRights rights = CommandRights.toSwitch(List.of("fan"));
        return new MqttSink(
                new MqttCloud(
                        Common.of("hq", Duration.ofSeconds(20), BatchLimits.DEFAULT),
                        URI.create(at.url()),
                        "tidegate/{kind}",
                        "tidegate-gw-1-hq",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Tls.STANDARD,
                        terms,
                        Optional.of(new CommandDoor.Mqtt(TOPIC, Duration.ofHours(1), secret, rights))),
                new Origin("corner-shop", "gw-1"),
                Clock.systemUTC(),
                desk);
    }

    private MqttSink open() throws Exception {
        return open(Version.V5);
    }

    private MqttSink open(Version version) throws Exception {
        MqttTerms terms = new MqttTerms(
                Optional.empty(), version, Optional.empty(), Optional.of(9_999L), Optional.empty(), Optional.empty());
        MqttSink sink = open(broker, Optional.empty(), terms);
        assertTrue(sink.tend());
        return sink;
    }

    private void publish(String payload, String... further) throws Exception {
        List<String> options = new ArrayList<>(List.of("-q", "1"));
        options.addAll(List.of(further));
        cloud.publish(TOPIC, payload.getBytes(StandardCharsets.UTF_8), options.toArray(String[]::new));
    }

    @Test
    void a_command_comes_in_while_there_is_nothing_to_deliver_and_while_something_is() throws Exception {
        try (MqttSink sink = open()) {
            publish("a");
            desk.awaitTexts("a");
            assertEquals(TOPIC, desk.received.getFirst().place());
            sink.deliver(outbox.withReadings(3, "fridge").entries(), false);
            publish("b");
            desk.awaitTexts("a", "b");
        }
    }

    @Test
    void what_is_asked_while_the_line_is_down_waits_at_the_broker() throws Exception {
        open().close();
        publish("a");
        publish("b");
        try (MqttSink sink = open()) {
            desk.awaitTexts("a", "b");
            broker.stop();
            broker.restart();
            Awaiting.until("the sink is connected again", () -> isUp(sink));
            publish("c");
            // One whose acknowledgement was still on its way comes again.
            desk.awaitOnceOrMore("a", "b", "c");
        }
    }

    private static boolean isUp(MqttSink sink) throws InterruptedException {
        try {
            return sink.tend();
        } catch (UnavailableException away) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void what_is_not_on_disk_comes_again_and_what_is_does_not(Version version) throws Exception {
        try (MqttSink _ = open(version)) {
            publish("a");
            desk.awaitTexts("a");
            desk.shut();
            publish("b");
            desk.awaitTexts("a", "b");
        }
        desk.open();
        try (MqttSink _ = open(version)) {
            desk.awaitTexts("a", "b", "b");
            publish("c");
            desk.awaitTexts("a", "b", "b", "c");
        }
        try (MqttSink _ = open(version)) {
            publish("d");
            // One whose acknowledgement was still on its way comes again.
            desk.awaitOnceOrMore("a", "b", "c", "d");
            assertEquals(1, Collections.frequency(desk.texts(), "a"));
            assertEquals(2, Collections.frequency(desk.texts(), "b"));
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void while_the_disk_takes_nothing_the_broker_keeps_what_is_too_much_and_deliveries_go_on(Version version)
            throws Exception {
        List<String> all = new ArrayList<>();
        try (MqttSink sink = open(version)) {
            desk.shut();
            for (int i = 0; i < 100; i++) {
                all.add("c-" + i);
            }
            Process lines = new ProcessBuilder(
                            "mosquitto_pub", "-p", String.valueOf(broker.port()), "-t", TOPIC, "-q", "1", "-l")
                    .start();
            try (var in = lines.outputWriter()) {
                in.write(String.join("\n", all) + "\n");
            }
            lines.waitFor();
            sink.deliver(outbox.withReadings(3, "fridge").entries(), false);
            assertTrue(desk.received.size() <= 33, desk.texts().toString());
            desk.open();
            Awaiting.until("all have come", () -> isUp(sink) && desk.texts().containsAll(all));
        }
    }

    @Test
    void a_payload_that_would_fill_the_box_is_left_to_the_broker_and_stops_nothing() throws Exception {
        try (MqttSink sink = open()) {
            publish("x".repeat(1_000_000));
            publish("y".repeat(100_000));
            publish("a");
            desk.awaitTexts("y".repeat(100_000), "a");
            assertTrue(sink.tend());
        }
    }

    @Test
    void where_a_key_is_agreed_only_what_is_signed_by_it_is_believed() throws Exception {
        try (MqttSink sink = open(broker, Optional.of(KEY))) {
            sink.tend();
            String seconds = String.valueOf(Instant.now().getEpochSecond());
            publish("good", signed("m-1", seconds, "good"));
            publish("none");
            publish("other", signed("m-2", seconds, "good"));
            String old = String.valueOf(Instant.now().minus(Duration.ofHours(2)).getEpochSecond());
            publish("old", signed("m-3", old, "old"));
            desk.awaitTexts("good", "none", "other", "old");
            assertEquals(
                    List.of(
                            "",
                            "it is not signed: send webhook-id, webhook-timestamp and webhook-signature",
                            "its signature is not ours: check the key at both ends",
                            "it was signed too long ago, or one of the two clocks is wrong"),
                    desk.received.stream().map(each -> each.flaw().orElse("")).toList());
        }
    }

    private static String[] signed(String id, String seconds, String body) {
        String signature = new WebhookKey(KEY).signature(id, seconds, body.getBytes(StandardCharsets.UTF_8));
        return new String[] {
            "-V",
            "5",
            "-D",
            "publish",
            "user-property",
            WebhookKey.ID,
            id,
            "-D",
            "publish",
            "user-property",
            WebhookKey.TIMESTAMP,
            seconds,
            "-D",
            "publish",
            "user-property",
            WebhookKey.SIGNATURE,
            "v1,AAAA " + signature
        };
    }

    /** Debian has it beside the libraries of its architecture. */
    private static Path plugin() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
            return folders.map(each -> each.resolve("mosquitto_dynamic_security.so"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void a_broker_that_lets_us_hear_nothing_still_takes_entries_and_people_are_told() throws Exception {
        // With a plain list of rights it would let us subscribe, and then send us nothing.
        Path rights = Files.writeString(folder.resolve("rights.json"), """
                {"defaultACLAccess": {"publishClientSend": true, "publishClientReceive": true,
                  "subscribe": false, "unsubscribe": true},
                 "clients": [], "groups": [{"groupname": "all", "roles": []}], "roles": [], "anonymousGroup": "all"}
                """);
        try (Mosquitto strict = Mosquitto.start(
                        folder.resolve("strict"), "plugin " + plugin(), "plugin_opt_config_file " + rights);
                MqttSink sink = open(strict, Optional.empty())) {
            assertTrue(sink.tend());
            assertTrue(
                    desk.trouble
                            .orElse("")
                            .startsWith("commands cannot come in: 127.0.0.1 does not let us in: check username"),
                    desk.trouble.toString());
            sink.deliver(outbox.withReadings(3, "fridge").entries(), false);
        }
    }
}
