package io.tidegate.devices.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.devices.Devices;
import io.tidegate.devices.TestBox;
import io.tidegate.driver.Conditioning;
import io.tidegate.driver.DeviceException;
import io.tidegate.driver.HandBroker;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.Watch;
import io.tidegate.driver.WatchStatus.Down;
import io.tidegate.driver.WatchStatus.Up;
import io.tidegate.mqtt.Room;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Observation.Reading;
import io.tidegate.observation.Parked;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import io.tidegate.site.MqttDevice;
import io.tidegate.site.MqttNumbers;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MqttDriverTest {

    private static final MqttDevice FLOOR =
            new MqttDevice(new DeviceId("floor"), "floor/{device}/{metric}", Optional.of("time"), MqttNumbers.AS_JSON);
    private static final DeviceId FRIDGE = new DeviceId("fridge-9");

    private final HandClock clock = new HandClock();
    private final HandBroker broker = new HandBroker();
    private final RememberingRecorder journal = new RememberingRecorder();
    private final Devices devices = new Devices(broker, Conditioning.none(), clock, TestBox.ANY);
    private Watch watch = devices.watch(FLOOR, journal);

    @BeforeEach
    void wait_until_it_listens() {
        Awaiting.until("it listens", () -> watch.status().state() instanceof Up);
    }

    @AfterEach
    void stop() {
        journal.release();
        watch.close();
        assertTrue(broker.closed);
    }

    private List<Observation> recorded() {
        Awaiting.until("all is acknowledged", broker::allAcknowledged);
        return journal.seen();
    }

    private long count(String what) {
        return watch.status().counts().getOrDefault(what, 0L);
    }

    @Test
    void a_number_is_a_reading_with_the_field_that_the_topic_names() {
        broker.send("floor/fridge-9/temperature", "4.2");
        assertEquals(List.of(new Reading(FRIDGE, HandClock.START, Map.of("temperature", Value.of(4.2)))), recorded());
    }

    @Test
    void an_object_is_one_reading_at_the_devices_own_time() {
        broker.send("floor/Fridge 9/state", "{\"t\":4.2,\"door\":true,\"time\":\"2026-11-23T09:59:58Z\"}");
        assertEquals(
                List.of(new Reading(
                        FRIDGE,
                        Instant.parse("2026-11-23T09:59:58Z"),
                        Map.of("t", Value.of(4.2), "door", Value.of(true)))),
                recorded());
    }

    @Test
    void a_scan_is_a_scan() {
        broker.send("floor/till-1/scan", "{\"scan\":\"4006381333931\",\"symbology\":\"ean-13\"}");
        assertEquals(
                List.of(new Observation.Scan(
                        new DeviceId("till-1"), HandClock.START, "4006381333931", Symbology.EAN_13)),
                recorded());
    }

    @Test
    void what_cannot_be_understood_is_parked_and_acknowledged() {
        byte[] large = new byte[100_000];
        broker.send("floor/fridge-9/state", "{\"t\":");
        broker.send("floor/fridge-9/photo", large, false, false);
        broker.send("floor/???/temperature", "4.2");
        assertTrue(recorded().isEmpty());
        List<Parked> parked = journal.parked();
        assertEquals(3, parked.size());
        assertEquals("floor", parked.get(0).source());
        assertEquals("floor/fridge-9/state", parked.get(0).address());
        assertEquals("{\"t\":", new String(parked.get(0).payload(), java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(Parked.PAYLOAD_BYTES_MAX, parked.get(1).payload().length);
        assertTrue(
                parked.get(2).reason().contains("no device id"), parked.get(2).reason());
        assertEquals(3, count("parked"));
    }

    @Test
    void nothing_is_acknowledged_before_it_is_on_disk() {
        journal.hold();
        broker.send("floor/fridge-9/temperature", "4.2");
        broker.send("floor/fridge-9/state", "broken \u0000");
        Awaiting.until("both were taken", () -> watch.status().recorded() == 1 && count("parked") == 1);
        assertTrue(broker.sent.stream().noneMatch(each -> each.acknowledged));
        journal.release();
        assertEquals(1, recorded().size());
    }

    @Test
    void a_retained_message_is_old_and_only_acknowledged() {
        broker.sendRetained("floor/fridge-9/temperature", "4.2");
        assertTrue(recorded().isEmpty());
        assertEquals(1, count("retained"));
    }

    @Test
    void a_reading_that_is_resent_with_its_own_time_is_one_reading() {
        String payload = "{\"t\":4.2,\"time\":1795428000}";
        broker.send("floor/fridge-9/state", payload);
        broker.resend("floor/fridge-9/state", payload);
        assertEquals(1, recorded().size());
        assertEquals(1, count("repeats"));
    }

    @Test
    void what_may_be_news_is_never_dropped_as_a_repeat() {
        broker.send("floor/fridge-9/state", "{\"t\":4.2,\"time\":1795428000}");
        broker.send("floor/fridge-9/state", "{\"t\":4.2,\"time\":1795428000}");
        broker.resend("floor/fridge-9/state", "{\"t\":4.3,\"time\":1795428000}");
        broker.resend("floor/fridge-9/temperature", "4.2");
        broker.resend("floor/fridge-9/temperature", "4.2");
        assertEquals(5, recorded().size());
    }

    @Test
    void a_clock_that_is_wrong_is_counted_and_an_impossible_time_replaced() {
        broker.send("floor/fridge-9/state", "{\"t\":1,\"time\":\"2026-11-23T09:00:00Z\"}");
        broker.send("floor/fridge-9/state", "{\"t\":2,\"time\":\"1970-01-01T00:03:00Z\"}");
        broker.send("floor/fridge-9/state", "{\"t\":3,\"time\":\"+999999999-01-01T00:00:00Z\"}");
        List<Instant> times = recorded().stream().map(Observation::at).toList();
        assertEquals(List.of(Instant.parse("2026-11-23T09:00:00Z"), HandClock.START, HandClock.START), times);
        assertEquals(1, count("times_skewed"));
        assertEquals(2, count("times_replaced"));
    }

    @Test
    void while_the_gateways_own_clock_was_never_set_a_devices_time_is_believed_and_not_called_wrong() {
        clock.pass(Duration.between(HandClock.START, Instant.EPOCH));
        broker.send("floor/fridge-9/state", "{\"t\":1,\"time\":\"2026-11-23T09:00:00Z\"}");
        broker.send("floor/fridge-9/state", "{\"t\":2,\"time\":40}");
        List<Instant> times = recorded().stream().map(Observation::at).toList();
        assertEquals(List.of(Instant.parse("2026-11-23T09:00:00Z"), Instant.EPOCH), times);
        assertEquals(0, count("times_skewed"));
        assertEquals(1, count("times_replaced"));
    }

    @Test
    void more_devices_than_a_site_has_are_parked() {
        for (int i = 0; i <= TopicInterpreter.DEVICES_MAX; i++) {
            String topic = "floor/d" + i + "/t";
            Awaiting.until("there is room", () -> broker.send(topic, "1"));
        }
        assertEquals(TopicInterpreter.DEVICES_MAX, recorded().size());
        assertEquals(1, journal.parked().size());
        broker.send("floor/d0/t", "2");
        assertEquals(TopicInterpreter.DEVICES_MAX + 1, recorded().size());
    }

    @Test
    void a_slow_disk_makes_the_broker_wait_and_then_go_on() {
        journal.hold();
        int offered = 0;
        while (offered < 200_000 && broker.send("floor/fridge-9/n", String.valueOf(offered))) {
            offered++;
        }
        int taken = offered;
        assertTrue(taken < 200_000, "it took all " + taken);
        journal.release();
        Awaiting.until("it asks for more", () -> broker.resumed);
        Awaiting.until("there is room", () -> broker.send("floor/fridge-9/n", String.valueOf(taken)));
        List<Observation> seen = recorded();
        for (int i = 0; i <= taken; i++) {
            assertEquals(Map.of("n", Value.of((double) i)), ((Reading) seen.get(i)).fields());
        }
    }

    @Test
    void large_messages_do_not_fill_the_heap() {
        journal.hold();
        byte[] large = new byte[1024 * 1024];
        int taken = 0;
        while (taken < 1_000 && broker.send("floor/camera/photo", large, false, false)) {
            taken++;
        }
        assertTrue(taken * (long) large.length <= Room.BYTES_MAX / 2, taken + " MiB were taken");
        broker.send("floor/camera/photo", large, false, false);
        journal.release();
        Awaiting.until("it asks for more", () -> broker.resumed);
        assertTrue(broker.send("floor/camera/photo", large, false, false));
    }

    @Test
    void a_journal_that_gathers_a_group_gets_message_after_message_meanwhile() {
        journal.hold();
        for (int i = 1; i <= 100; i++) {
            int batches = i;
            broker.send("floor/fridge-9/n", String.valueOf(i));
            Awaiting.until("batch " + i + " is handed over", () -> journal.submitted() == batches);
        }
        assertEquals(List.of(), journal.seen());
        journal.release();
        assertEquals(100, recorded().size());
    }

    @Test
    void a_broker_that_stays_away_is_a_fault_that_ends_when_it_is_back() {
        broker.connected = false;
        Awaiting.until("it is down", () -> watch.status().state() instanceof Down);
        Awaiting.until("that is recorded", () -> !journal.seen().isEmpty());
        Observation.Fault fault =
                assertInstanceOf(Observation.Fault.class, journal.seen().getLast());
        assertTrue(fault.reason().contains("mqtt.url"), fault.reason());
        assertEquals(1, watch.status().faults());
        broker.connected = true;
        Awaiting.until("it is up", () -> watch.status().state() instanceof Up);
    }

    @Test
    void a_topic_that_is_no_template_says_what_is_wrong() {
        MqttDevice wrong = new MqttDevice(new DeviceId("x"), "floor/{devise}", Optional.empty(), MqttNumbers.AS_JSON);
        DeviceException refused = assertThrows(DeviceException.class, () -> devices.open(wrong));
        assertTrue(String.valueOf(refused.getMessage()).contains("fill a whole level"), refused.getMessage());
        assertFalse(broker.closed);
    }
}
