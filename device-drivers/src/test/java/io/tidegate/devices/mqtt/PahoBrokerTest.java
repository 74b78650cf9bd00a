package io.tidegate.devices.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.Broker.Subscription;
import io.tidegate.driver.DeviceException;
import io.tidegate.driver.contract.HandInbox;
import io.tidegate.net.Tls;
import io.tidegate.site.MqttSettings;
import io.tidegate.site.Secret;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Mosquitto;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Mosquitto that is stopped, frozen and started again. */
class PahoBrokerTest {

    private static final List<String> FLOOR = List.of("floor/+/+");
    private static final List<String> HALL = List.of("hall/#");

    @TempDir
    Path folder;

    private Mosquitto mosquitto;
    private PahoBroker broker;

    @BeforeEach
    void start() throws Exception {
        mosquitto = Mosquitto.start(folder.resolve("broker"), "max_queued_messages 0");
        broker = PahoBroker.open(settings("gateway"), List.of(FLOOR));
        Awaiting.until("it is connected", () -> broker.status().trouble().isEmpty());
    }

    @AfterEach
    void stop() {
        broker.close();
        mosquitto.close();
    }

    private MqttSettings.External settings(String clientId) {
        return MqttSettings.External.at(URI.create(mosquitto.url()), clientId);
    }

    private void publish(String... texts) throws Exception {
        publishTo("floor/fridge-9/temperature", texts);
    }

    private void publishTo(String topic, String... texts) throws Exception {
        try (PahoBroker gadget = Clients.connected(mosquitto.url(), "gadget")) {
            for (String text : texts) {
                gadget.publish(topic, text.getBytes(UTF_8), false);
            }
        }
    }

    @Test
    void messages_wait_at_the_broker_while_the_gateway_is_away() throws Exception {
        broker.close();
        publish("1", "2", "3");
        broker = PahoBroker.open(settings("gateway"), List.of(FLOOR));
        HandInbox inbox = HandInbox.acknowledging();
        broker.subscribe(FLOOR, inbox);
        inbox.awaitTexts("1", "2", "3");
    }

    @Test
    void it_comes_back_by_itself_after_the_broker_was_away() throws Exception {
        HandInbox inbox = HandInbox.acknowledging();
        Subscription subscription = broker.subscribe(FLOOR, inbox);
        Awaiting.until("it is there", subscription::connected);
        mosquitto.stop();
        Awaiting.until("it notices", () -> !subscription.connected());
        assertThrows(DeviceException.class, () -> broker.publish("a", new byte[0], false));
        assertTrue(broker.status().trouble().isPresent());
        mosquitto.restart();
        Awaiting.until("it is back", subscription::connected);
        publish("4.2");
        inbox.awaitTexts("4.2");
    }

    @Test
    void what_a_driver_holds_while_the_broker_restarts_is_not_offered_twice_and_acknowledged_at_last()
            throws Exception {
        HandInbox inbox = HandInbox.silent();
        Subscription subscription = broker.subscribe(FLOOR, inbox);
        publish("1", "2", "3");
        inbox.awaitTexts("1", "2", "3");
        mosquitto.stop();
        Awaiting.until("it notices", () -> !subscription.connected());
        inbox.taken.get(0).acknowledge();
        mosquitto.restart();
        Awaiting.until("it is back", subscription::connected);
        inbox.taken.get(1).acknowledge();
        publish("4");
        inbox.awaitTexts("1", "2", "3", "4");
        inbox.taken.get(2).acknowledge();
        inbox.taken.get(3).acknowledge();
        assertNothingIsLeft();
    }

    /** Another gateway with the same client id gets what this one did not acknowledge. */
    private void assertNothingIsLeft() throws Exception {
        closeAfterAcknowledgements();
        publish("last");
        broker = PahoBroker.open(settings("gateway"), List.of(FLOOR));
        HandInbox rest = HandInbox.acknowledging();
        broker.subscribe(FLOOR, rest);
        rest.awaitTexts("last");
    }

    @Test
    void what_a_driver_threw_away_while_the_broker_was_down_comes_again() throws Exception {
        Subscription first = broker.subscribe(FLOOR, HandInbox.silent());
        publish("1", "2");
        Awaiting.until("both have come", () -> broker.status().received() == 2);
        mosquitto.stop();
        Awaiting.until("it notices", () -> !first.connected());
        first.close();
        HandInbox second = HandInbox.acknowledging();
        broker.subscribe(FLOOR, second);
        mosquitto.restart();
        second.awaitTexts("1", "2");
    }

    @Test
    void acknowledgements_go_out_in_the_order_of_arrival_whichever_driver_is_quicker() throws Exception {
        HandInbox slow = HandInbox.silent();
        HandInbox quick = HandInbox.acknowledging();
        broker.subscribe(FLOOR, slow);
        broker.subscribe(HALL, quick);
        publish("1");
        slow.awaitTexts("1");
        publishTo("hall/door", "2");
        quick.awaitTexts("2");
        reopenForAll().awaitTexts("1", "2");
    }

    @Test
    void nobodys_acknowledgement_waits_for_a_driver_without_room() throws Exception {
        HandInbox full = HandInbox.silent();
        full.room = 0;
        HandInbox quick = HandInbox.acknowledging();
        broker.subscribe(FLOOR, full);
        broker.subscribe(HALL, quick);
        publish("1");
        Awaiting.until("it is refused", () -> full.refusals > 0);
        publishTo("hall/door", "2");
        quick.awaitTexts("2");
        HandInbox rest = reopenForAll();
        publishTo("hall/door", "3");
        rest.awaitTexts("1", "3");
    }

    /** The broker reads acknowledgements before what is published after them. */
    private void closeAfterAcknowledgements() throws Exception {
        broker.publish("elsewhere", new byte[0], false);
        broker.close();
    }

    private HandInbox reopenForAll() throws Exception {
        closeAfterAcknowledgements();
        List<String> all = List.of("floor/+/+", "hall/#");
        broker = PahoBroker.open(settings("gateway"), List.of(all));
        HandInbox rest = HandInbox.acknowledging();
        broker.subscribe(all, rest);
        return rest;
    }

    @Test
    void a_mistake_while_connecting_is_told_and_does_not_end_the_trying() throws Exception {
        String tooLong = "x".repeat(70_000);
        try (PahoBroker wrong = PahoBroker.open(settings(tooLong), List.of())) {
            awaitTrouble(wrong, "a mistake in the MQTT client");
        }
    }

    @Test
    void an_acknowledgement_never_reaches_a_later_connection() throws Exception {
        HandInbox first = HandInbox.silent();
        broker.subscribe(FLOOR, first);
        publish("1");
        first.awaitTexts("1");
        broker.close();
        first.taken.getFirst().acknowledge();
        broker = PahoBroker.open(settings("gateway"), List.of(FLOOR));
        HandInbox second = HandInbox.acknowledging();
        broker.subscribe(FLOOR, second);
        second.awaitTexts("1");
    }

    @Test
    void an_old_subscription_that_nobody_reads_is_let_go() throws Exception {
        broker.close();
        broker = PahoBroker.open(settings("gateway"), List.of(List.of("hall/#")));
        publish("1");
        Awaiting.until("it is let go", () -> broker.status().unwanted() == 1);
        assertEquals(0, broker.status().waiting());
    }

    @Test
    void wrong_credentials_say_what_to_check() throws Exception {
        broker.close();
        mosquitto.stop();
        Path users = folder.resolve("users");
        new ProcessBuilder("mosquitto_passwd", "-b", "-c", users.toString(), "gw", "right")
                .start()
                .waitFor();
        assertTrue(Files.exists(users));
        try (Mosquitto guarded =
                Mosquitto.start(folder.resolve("guarded"), "allow_anonymous false", "password_file " + users)) {
            try (PahoBroker wrong = PahoBroker.open(guarded(guarded, "wrong"), List.of())) {
                String trouble = awaitTrouble(wrong, "mqtt.password");
                assertFalse(trouble.contains("wrong"), trouble);
            }
            try (PahoBroker right = PahoBroker.open(guarded(guarded, "right"), List.of())) {
                Awaiting.until("it is connected", () -> right.status().trouble().isEmpty());
                right.publish("floor/a/b", new byte[] {'1'}, false);
            }
        }
    }

    /** The first try may take longer than opening waits for. */
    static String awaitTrouble(PahoBroker broker, String words) {
        Awaiting.until(
                "it says: " + words, () -> broker.status().trouble().orElse("").contains(words));
        return broker.status().trouble().orElse("");
    }

    private static MqttSettings.External guarded(Mosquitto guarded, String password) {
        return new MqttSettings.External(
                URI.create(guarded.url()),
                "gateway",
                Optional.of("gw"),
                Optional.of(new Secret("${env:PW}", password)),
                Tls.STANDARD);
    }

    @Test
    void a_broker_that_is_not_there_is_no_reason_not_to_start() throws Exception {
        broker.close();
        mosquitto.stop();
        broker = PahoBroker.open(settings("gateway"), List.of(FLOOR));
        Subscription subscription = broker.subscribe(FLOOR, HandInbox.acknowledging());
        assertFalse(subscription.connected());
        awaitTrouble(broker, "mqtt.url");
        mosquitto.restart();
        Awaiting.until("it is there", subscription::connected);
    }
}
