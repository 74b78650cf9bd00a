package io.tidegate.driver.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.devices.mqtt.PahoPublisher;
import io.tidegate.driver.Broker;
import io.tidegate.driver.Broker.Subscription;
import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Publisher;
import io.tidegate.testing.Awaiting;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What drivers may expect of the site's broker, be it the gateway's own server or a client of an existing one. The devices
 * are real MQTT clients.
 */
public abstract class BrokerContract {

    protected static final String TOPIC = "floor/fridge-9/temperature";

    protected Broker broker;
    protected Gadget gadget;

    /** One that is connected, or listens, and has nothing to tell yet. The inheritor closes it. */
    protected abstract Broker open() throws Exception;

    /** Where devices reach it, such as {@code mqtt://127.0.0.1:1883}; asked after {@link #open}. */
    protected abstract String url();

    @BeforeEach
    void connect() throws Exception {
        broker = open();
        gadget = new Gadget(url(), "gadget");
    }

    @AfterEach
    void disconnect() throws Exception {
        gadget.close();
    }

    @Test
    void a_driver_gets_what_devices_publish_byte_by_byte() throws Exception {
        byte[] payload = new byte[100_000];
        new Random(7).nextBytes(payload);
        HandInbox inbox = HandInbox.acknowledging();
        Subscription subscription = broker.subscribe(List.of("floor/+/+"), inbox);
        Awaiting.until("it is there", subscription::connected);
        gadget.send(TOPIC, payload, 1);
        inbox.awaitCount(1);
        assertEquals(TOPIC, inbox.taken.getFirst().topic());
        assertArrayEquals(payload, inbox.taken.getFirst().payload());
        assertFalse(inbox.taken.getFirst().retained());
        assertFalse(inbox.taken.getFirst().resent());
    }

    @Test
    void a_device_reaches_it_where_it_says_by_a_connection_of_its_own() throws Exception {
        HandInbox inbox = HandInbox.acknowledging();
        broker.subscribe(List.of("floor/+/+"), inbox);
        try (PahoPublisher device = PahoPublisher.connect(broker.reachedAt(), "device")) {
            device.publish(List.of(
                    new Publisher.Message(TOPIC, "1".getBytes(UTF_8)),
                    new Publisher.Message(TOPIC, "2".getBytes(UTF_8))));
            inbox.awaitTexts("1", "2");
        }
    }

    @Test
    void wildcards_choose() throws Exception {
        HandInbox inbox = HandInbox.acknowledging();
        broker.subscribe(List.of("floor/+/temperature", "hall/#"), inbox);
        for (String topic :
                List.of("floor/a/temperature", "floor/a/b/temperature", "floor/a/door", "hall", "hall/x/y")) {
            gadget.send(topic, topic, 1);
        }
        gadget.send("hall/end", "end", 1);
        inbox.awaitTexts("floor/a/temperature", "hall", "hall/x/y", "end");
    }

    @Test
    void every_quality_of_service_comes_once_and_in_order() throws Exception {
        HandInbox inbox = HandInbox.acknowledging();
        broker.subscribe(List.of("floor/#"), inbox);
        for (int i = 0; i < 30; i++) {
            int number = i;
            gadget.send(TOPIC, String.valueOf(i), i % 3);
            Awaiting.until("it came", () -> inbox.taken.size() > number);
        }
        gadget.awaitAcknowledged(30);
        inbox.awaitTexts(numbers(30));
    }

    private static String[] numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toArray(String[]::new);
    }

    @Test
    void a_full_inbox_gets_no_more_until_it_has_room_and_then_all_in_order() throws Exception {
        HandInbox inbox = HandInbox.acknowledging();
        inbox.room = 10;
        Subscription subscription = broker.subscribe(List.of("floor/#"), inbox);
        for (int i = 0; i < 200; i++) {
            gadget.send(TOPIC, String.valueOf(i), 1);
        }
        Awaiting.until("it refused", () -> inbox.refusals > 0);
        assertEquals(10, inbox.taken.size());
        inbox.room = 100;
        subscription.resume();
        inbox.awaitCount(100);
        inbox.room = Integer.MAX_VALUE;
        Awaiting.until("all have come", () -> {
            subscription.resume();
            return inbox.taken.size() >= 200;
        });
        inbox.awaitTexts(numbers(200));
        gadget.awaitAcknowledged(200);
    }

    @Test
    void what_a_driver_left_unacknowledged_comes_to_the_next_one_and_nothing_else() throws Exception {
        HandInbox first = HandInbox.silent();
        Subscription subscription = broker.subscribe(List.of("floor/#"), first);
        for (int i = 0; i < 4; i++) {
            gadget.send(TOPIC, String.valueOf(i), 1);
        }
        first.awaitTexts(numbers(4));
        first.taken.get(0).acknowledge();
        first.taken.get(2).acknowledge();
        subscription.close();
        assertFalse(subscription.connected());
        HandInbox second = HandInbox.acknowledging();
        broker.subscribe(List.of("floor/#"), second);
        gadget.send(TOPIC, "4", 1);
        second.awaitTexts("1", "3", "4");
        assertEquals(4, first.taken.size());
        gadget.awaitAcknowledged(5);
    }

    @Test
    void what_comes_while_no_driver_is_there_waits_for_it() throws Exception {
        broker.subscribe(List.of("floor/#"), HandInbox.silent()).close();
        for (int i = 0; i < 50; i++) {
            gadget.send(TOPIC, String.valueOf(i), 1);
        }
        HandInbox later = HandInbox.acknowledging();
        Subscription subscription = broker.subscribe(List.of("floor/#"), later);
        Awaiting.until("all have come", () -> {
            subscription.resume();
            return later.taken.size() >= 50;
        });
        later.awaitTexts(numbers(50));
    }

    @Test
    void acknowledging_twice_is_acknowledging_once() throws Exception {
        HandInbox inbox = HandInbox.silent();
        broker.subscribe(List.of("floor/#"), inbox);
        for (int i = 0; i < 100; i++) {
            gadget.send(TOPIC, String.valueOf(i), 1);
            inbox.awaitCount(i + 1);
            inbox.taken.get(i).acknowledge();
            inbox.taken.get(i / 2).acknowledge();
        }
        gadget.awaitAcknowledged(100);
        inbox.awaitTexts(numbers(100));
    }

    @Test
    void drivers_with_overlapping_filters_get_a_message_once_each() throws Exception {
        HandInbox floor = HandInbox.acknowledging();
        HandInbox fridges = HandInbox.acknowledging();
        broker.subscribe(List.of("floor/#"), floor);
        broker.subscribe(List.of("floor/+/temperature"), fridges);
        gadget.send(TOPIC, "4.2", 1);
        gadget.send(TOPIC, "4.3", 1);
        fridges.awaitTexts("4.2", "4.3");
        floor.awaitTexts("4.2", "4.3");
        gadget.send("floor/end", "end", 1);
        floor.awaitTexts("4.2", "4.3", "end");
        fridges.awaitTexts("4.2", "4.3");
    }

    @Test
    void a_driver_with_a_full_inbox_does_not_lose_what_another_one_takes() throws Exception {
        HandInbox full = HandInbox.acknowledging();
        full.room = 0;
        HandInbox open = HandInbox.acknowledging();
        Subscription waiting = broker.subscribe(List.of("hall/#"), full);
        broker.subscribe(List.of("floor/#"), open);
        gadget.send("hall/door", "1", 1);
        Awaiting.until("it refused", () -> full.refusals > 0);
        try (Gadget other = new Gadget(url(), "other")) {
            other.send(TOPIC, "4.2", 1);
            open.awaitTexts("4.2");
        }
        full.room = 1;
        waiting.resume();
        full.awaitTexts("1");
    }

    @Test
    void a_retained_message_comes_to_a_new_driver_marked_as_old() throws Exception {
        broker.publish(TOPIC, "4.2".getBytes(UTF_8), true);
        HandInbox inbox = HandInbox.acknowledging();
        broker.subscribe(List.of("floor/#"), inbox);
        inbox.awaitTexts("4.2");
        assertTrue(inbox.taken.getFirst().retained());
        broker.publish(TOPIC, "4.3".getBytes(UTF_8), true);
        inbox.awaitTexts("4.2", "4.3");
        assertFalse(inbox.taken.get(1).retained());
    }

    @Test
    void what_a_driver_publishes_is_heard_by_devices() throws Exception {
        gadget.hears("plug/+/command");
        broker.publish("plug/3/command", "on".getBytes(UTF_8), false);
        Awaiting.until("it hears", () -> gadget.heard.equals(List.of("plug/3/command on")));
    }

    @Test
    void what_is_no_filter_is_refused_with_words() {
        DeviceException refused =
                assertThrows(DeviceException.class, () -> broker.subscribe(List.of("floor/#/x"), HandInbox.silent()));
        assertTrue(String.valueOf(refused.getMessage()).contains("#"), refused.getMessage());
    }
}
