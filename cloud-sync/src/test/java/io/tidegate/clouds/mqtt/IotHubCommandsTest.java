package io.tidegate.clouds.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.CommandDoor;
import io.tidegate.site.CommandRights;
import io.tidegate.sync.HandDesk;
import io.tidegate.sync.InMemoryOutbox;
import io.tidegate.sync.Settled;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.HandClock;
import io.tidegate.testing.Mosquitto;
import io.tidegate.testing.MqttSubscriber;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By cloud-to-device messages, which come through the door of a hub from a real Mosquitto that keeps them as a hub's queue does. */
class IotHubCommandsTest {

    private static final String PLACE = "devices/" + IotHubTest.DEVICE + "/messages/devicebound/";

    /** As a hub writes them into the topic. */
    private static final String PROPERTIES = "%24.mid=m-1&%24.exp=2026-11-29T10%3A05%3A00.0000000Z&%24.to=%2Fdevices%2F"
            + IotHubTest.DEVICE + "%2Fmessages%2Fdevicebound&iothub-ack=full&empty=&alone";

    /** "Maximum message size 64 KB" (IoT Hub quotas and throttling). */
    private static final int HUB_BYTES_MAX = 64 * 1024;

    private static final CommandRights RIGHTS = CommandRights.toSwitch(List.of("fan"));

    private final HandClock clock = new HandClock();
    private final HandDesk desk = new HandDesk();
    private final InMemoryOutbox outbox = new InMemoryOutbox();

    @TempDir
    Path folder;

    private Mosquitto queue;
    private MqttSubscriber service;
    private HubDoor hub;

    @BeforeEach
    void start() throws Exception {
        queue = Mosquitto.start(folder.resolve("broker"));
        service = new MqttSubscriber(queue, "probe", List.of());
        hub = new HubDoor(queue.port(), IotHubTest.KEY.reveal(), clock);
    }

    @AfterEach
    void stop() throws Exception {
        desk.open();
        hub.close();
        service.close();
        queue.close();
    }

    private MqttSink open() throws Exception {
        return open(new CommandDoor.IotHub(PLACE, RIGHTS));
    }

    private MqttSink open(CommandDoor.Subscription door) throws Exception {
        return IotHubTest.open(hub.url(), clock, Optional.of(door), desk);
    }

    private void send(String properties, String payload) throws Exception {
        service.publish(PLACE + properties, payload.getBytes(StandardCharsets.UTF_8), "-q", "1");
    }

    @Test
    void a_message_with_properties_or_without_is_a_command_and_entries_go_beside_it() throws Exception {
        try (MqttSink sink = open()) {
            assertTrue(sink.tend());
            assertEquals(Optional.empty(), desk.trouble);
            send(PROPERTIES, "a");
            send("", "b");
            desk.awaitTexts("a", "b");
            desk.received.forEach(each -> assertEquals(PLACE, each.place()));
            var batch = outbox.withReadings(3, "fridge-1").entries();
            assertEquals(Settled.all(batch, List.of()), sink.deliver(batch, false));
            sink.probe();
        }
        assertEquals(0, hub.curious());
    }

    @Test
    void what_is_sent_while_the_gateway_is_away_waits_and_what_is_not_on_disk_comes_again() throws Exception {
        try (MqttSink sink = open()) {
            sink.tend();
        }
        send("", "a");
        try (MqttSink sink = open()) {
            sink.tend();
            desk.awaitTexts("a");
            desk.shut();
            send(PROPERTIES, "b");
            desk.awaitTexts("a", "b");
        }
        desk.open();
        try (MqttSink sink = open()) {
            sink.tend();
            desk.awaitTexts("a", "b", "b");
        }
        try (MqttSink sink = open()) {
            sink.tend();
            send("", "c");
            desk.awaitTexts("a", "b", "b", "c");
        }
    }

    @Test
    void a_new_token_makes_a_new_connection_that_hears_what_comes_in_between() throws Exception {
        try (MqttSink sink = open()) {
            sink.tend();
            for (String each : List.of("a", "b", "c")) {
                clock.pass(Duration.ofMinutes(46));
                send("", each);
                assertTrue(sink.tend());
            }
            // One whose acknowledgement was still on its way comes again.
            desk.awaitOnceOrMore("a", "b", "c");
        }
        assertEquals(4, hub.ends().size());
        assertEquals(0, hub.cuts());
    }

    @Test
    void the_largest_that_a_hub_takes_comes_in_and_stops_nothing() throws Exception {
        try (MqttSink sink = open()) {
            sink.tend();
            String largest = "x".repeat(HUB_BYTES_MAX);
            send(PROPERTIES, largest);
            send("", "a");
            desk.awaitTexts(largest, "a");
        }
    }

    /** So that the others show that we ask for what a hub has. */
    @Test
    void a_hub_ends_the_connection_of_whoever_wants_to_hear_anything_else() throws Exception {
        CommandDoor.Mqtt anything = new CommandDoor.Mqtt(
                "tidegate/corner-shop/gw-1/commands", Duration.ofHours(1), Optional.empty(), RIGHTS);
        try (MqttSink sink = open(anything)) {
            assertTrue(isRefused(sink) || desk.trouble.isPresent());
        }
        assertEquals(1, hub.curious());
    }

    private static boolean isRefused(MqttSink sink) throws InterruptedException {
        try {
            return !sink.tend();
        } catch (UnavailableException away) {
            return true;
        }
    }
}
