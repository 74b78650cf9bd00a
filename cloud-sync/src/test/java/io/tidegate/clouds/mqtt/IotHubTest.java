package io.tidegate.clouds.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.net.Tls;
import io.tidegate.observation.Origin;
import io.tidegate.site.CommandDoor;
import io.tidegate.site.MqttCloud;
import io.tidegate.site.MqttPreset;
import io.tidegate.site.MqttTerms;
import io.tidegate.site.MqttTerms.Version;
import io.tidegate.site.Secret;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.CommandDesk;
import io.tidegate.sync.InMemoryOutbox;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.HandClock;
import io.tidegate.testing.Mosquitto;
import io.tidegate.testing.MqttSubscriber;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By a device's key, which becomes tokens that end. A real Mosquitto stands behind the door of a hub, or checks the token itself. */
class IotHubTest {

    static final String DEVICE = "corner-shop-gw-1";
    static final Secret KEY = new Secret("${file:hub.key}", "ZGV2aWNlLWtleS1vZi1ndy0xLTMyLWJ5dGVzLWxvbmc=");

    /** By openssl dgst -sha256 -mac HMAC, of the key and the end of the first hour. */
    private static final String OF_THE_HUB =
            "SharedAccessSignature sr=shops.azure-devices.net%2Fdevices%2Fcorner-shop-gw-1"
                    + "&sig=GYhtfB5Gb%2F7fzjCh7PUn29wTUH%2FTWXEIpP5K77JuX7I%3D&se=1795431600";

    private static final String OF_LOOPBACK = "SharedAccessSignature sr=127.0.0.1%2Fdevices%2Fcorner-shop-gw-1"
            + "&sig=8uGPPvUkxzNMTVMb%2BHltfm4ycjNvg70T8v%2B0Na4d4uw%3D&se=1795431600";

    private static final String USER = "127.0.0.1/" + DEVICE + "/?api-version=2021-04-12";
    private static final String TOPIC = "devices/" + DEVICE
            + "/messages/events/$.ct=application%2Fjson&$.ce=utf-8&site={site}&gateway={gateway}&kind={kind}";

    private final HandClock clock = new HandClock();
    private final InMemoryOutbox outbox = new InMemoryOutbox();

    @TempDir
    Path folder;

    private Mosquitto broker;
    private MqttSubscriber office;

    @BeforeEach
    void start_broker() throws Exception {
        broker = Mosquitto.start(folder.resolve("broker"), "max_queued_messages 0");
        office = new MqttSubscriber(broker, "probe", List.of("-F", "%t %p", "-t", "devices/#"));
    }

    @AfterEach
    void stop_broker() {
        office.close();
        broker.close();
    }

    private static Sink open(URI url, Clock clock) {
        return open(url, clock, Optional.empty(), CommandDesk.NONE);
    }

    static MqttSink open(URI url, Clock clock, Optional<CommandDoor.Subscription> commands, CommandDesk desk) {
        return new MqttSink(
                new MqttCloud(
                        Common.of("hub", Duration.ofSeconds(20), BatchLimits.DEFAULT),
                        url,
                        TOPIC,
                        DEVICE,
                        Optional.of(USER),
                        Optional.empty(),
                        Optional.of(KEY),
                        Tls.STANDARD,
                        new MqttTerms(
                                Optional.of(MqttPreset.AZURE_IOT_HUB),
                                Version.V3_1_1,
                                Optional.empty(),
                                Optional.of(255L << 10),
                                Optional.empty(),
                                Optional.empty()),
                        commands),
                new Origin("corner-shop", "gw-1"),
                clock,
                desk);
    }

    /** Topics and payloads, in the order of their arrival. */
    private List<String> messages() {
        office.settle(word -> "probe " + word);
        return office.lines().stream()
                .filter(line -> line.startsWith("devices/"))
                .toList();
    }

    private List<String> arrived() {
        return ToldWhatArrived.ids(messages());
    }

    private static List<String> ids(long last) {
        return LongStream.rangeClosed(1, last).mapToObj(at -> "gw-1:" + at).toList();
    }

    private void deliver(Sink sink, int first) throws Exception {
        outbox.withReadings(10, "fridge-1");
        var batch = outbox.entries().subList(first, first + 10);
        assertEquals(Settled.all(batch, List.of()), sink.deliver(batch, false));
    }

    @Test
    void a_token_is_what_openssl_makes_of_the_key() {
        SharedAccessSignature made =
                SharedAccessSignature.of("shops.azure-devices.net/devices/" + DEVICE, KEY, HandClock.START);
        assertEquals(OF_THE_HUB, made.token().reveal());
        assertFalse(made.toString().contains("sig="), made.toString());
    }

    @Test
    void a_token_is_fresh_for_three_quarters_of_its_hour_and_only_while_the_clock_goes_on() {
        SharedAccessSignature made = SharedAccessSignature.of("hub/devices/gw-1", KEY, HandClock.START);
        assertTrue(made.isFresh(HandClock.START));
        assertTrue(made.isFresh(HandClock.START.plus(Duration.ofMinutes(44))));
        assertFalse(made.isFresh(HandClock.START.plus(Duration.ofMinutes(45))));
        assertFalse(made.isFresh(HandClock.START.minusSeconds(1)), "the clock was set back");
    }

    @Test
    void a_broker_that_was_given_the_token_of_openssl_lets_the_device_in() throws Exception {
        Path users = folder.resolve("users");
        Process made = new ProcessBuilder("mosquitto_passwd", "-b", "-c", users.toString(), USER, OF_LOOPBACK).start();
        assertTrue(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0, "mosquitto_passwd");
        users.toFile().setReadable(true, false);
        outbox.withReadings(1, "fridge-1");
        try (Mosquitto strict =
                        Mosquitto.start(folder.resolve("strict"), "password_file " + users, "allow_anonymous false");
                Sink sink = open(URI.create(strict.url()), clock)) {
            assertEquals(1, sink.deliver(outbox.entries(), false).count());
        }
    }

    @Test
    void what_routes_may_ask_for_stands_in_the_topic() throws Exception {
        try (HubDoor hub = new HubDoor(broker.port(), KEY.reveal(), clock);
                Sink sink = open(hub.url(), clock)) {
            sink.probe();
            deliver(sink, 0);
        }
        assertEquals(ids(10), arrived());
        String message = messages().getFirst();
        assertTrue(
                message.startsWith("devices/corner-shop-gw-1/messages/events/$.ct=application%2Fjson&$.ce=utf-8"
                        + "&site=corner-shop&gateway=gw-1&kind=reading [{"),
                message);
    }

    @Test
    void the_connection_is_renewed_before_its_token_ends_and_each_entry_comes_once() throws Exception {
        try (HubDoor hub = new HubDoor(broker.port(), KEY.reveal(), clock);
                Sink sink = open(hub.url(), clock)) {
            for (int round = 0; round < 9; round++) {
                deliver(sink, 10 * round);
                clock.pass(Duration.ofMinutes(15));
            }
            assertEquals(0, hub.cuts(), "none lived as long as its token");
            assertEquals(
                    List.of(60, 105, 150),
                    hub.ends().stream()
                            .map(end ->
                                    (int) Duration.between(HandClock.START, end).toMinutes())
                            .toList());
        }
        assertEquals(ids(90), arrived());
    }

    @Test
    void a_hub_whose_clock_is_ahead_ends_the_connection_earlier_and_nothing_is_lost() throws Exception {
        try (HubDoor hub = new HubDoor(broker.port(), KEY.reveal(), Clock.offset(clock, Duration.ofMinutes(25)));
                Sink sink = open(hub.url(), clock)) {
            for (int round = 0; round < 6; round++) {
                deliver(sink, 10 * round);
                clock.pass(Duration.ofMinutes(20));
            }
            assertTrue(hub.cuts() > 0, "the token ended by the hub's clock");
        }
        assertEquals(ids(60), List.copyOf(new LinkedHashSet<>(arrived())));
    }

    @Test
    void with_a_clock_that_nobody_has_set_the_refusal_tells_to_look_at_it() throws Exception {
        Clock wrong = Clock.offset(clock, Duration.between(HandClock.START, Instant.EPOCH));
        outbox.withReadings(1, "fridge-1");
        try (HubDoor hub = new HubDoor(broker.port(), KEY.reveal(), clock);
                Sink sink = open(hub.url(), wrong)) {
            UnavailableException refusal =
                    assertThrows(UnavailableException.class, () -> sink.deliver(outbox.entries(), false));
            assertTrue(refusal.getMessage().contains("the gateway's clock"), refusal.getMessage());
            assertFalse(refusal.getMessage().contains("sig="), refusal.getMessage());
        }
    }
}
