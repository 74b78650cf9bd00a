package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.MqttSettings;
import io.tidegate.testing.Awaiting;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens to a client at each limit of {@link io.tidegate.site.MqttSettings.Limits}. */
class LimitsTest extends ServingTest {

    @Test
    void a_client_of_mqtt_5_above_the_receive_maximum_is_disconnected() throws Exception {
        int port = start(new MqttSettings.Limits(10, 4096, 1000, 8, 2, 10));
        HandInbox driver = HandInbox.silent();
        running.intake.subscribe(List.of("a"), driver);
        try (Wire wire = Wire.v5(port, "greedy", true, "")) {
            assertTrue(wire.receive().contains("21 00 02"), "CONNACK says the receive maximum");
            for (int i = 1; i <= 3; i++) {
                wire.send(Wire.packet(0x32, "'a' 000" + i + " 00 31"));
            }
            assertEquals("e0 02 93 00", wire.receive());
        }
        assertEquals(2, driver.taken.size());
    }

    @Test
    void a_client_of_mqtt_3_above_it_is_read_from_later() throws Exception {
        int port = start(new MqttSettings.Limits(10, 4096, 1000, 8, 2, 10));
        HandInbox driver = HandInbox.silent();
        running.intake.subscribe(List.of("a"), driver);
        try (Wire wire = Wire.connectedV3(port, "greedy")) {
            for (int i = 1; i <= 5; i++) {
                wire.send(Wire.packet(0x32, "'a' 000" + i + " 31"));
            }
            Awaiting.until("it is paused", () -> running.intake.status().paused() == 1);
            assertEquals(2, driver.taken.size());
            driver.acknowledges = true;
            driver.taken.forEach(message -> message.acknowledge());
            for (int i = 1; i <= 5; i++) {
                assertEquals("40 02 00 0" + i, wire.receive());
            }
        }
    }

    @Test
    void one_client_too_many_is_told_so() throws Exception {
        int port = start(new MqttSettings.Limits(1, 4096, 1000, 8, 10, 10));
        try (Wire first = Wire.connectedV3(port, "first");
                Wire second = Wire.v3(port, "second", true, 0);
                Wire third = Wire.v5(port, "third", true, "")) {
            assertEquals("20 02 00 03", second.receive());
            assertEquals("20 03 00 97 00", third.receive());
            first.send("c000");
            assertEquals("d0 00", first.receive());
        }
    }

    @Test
    void a_client_above_its_rate_is_read_from_later_and_loses_nothing() throws Exception {
        int port = start(new MqttSettings.Limits(10, 4096, 10, 8, 10_000, 10));
        HandInbox driver = HandInbox.acknowledging();
        running.intake.subscribe(List.of("a"), driver);
        try (Wire wire = Wire.connectedV3(port, "fast")) {
            wire.sendOften(150, "30 04 'a' 31");
            // For five seconds: 100 are its reserve, and 10 come back each second.
            Awaiting.until("it is paused", () -> running.intake.status().paused() == 1);
            wire.send(Wire.packet(0x32, "'a' 0001 32"));
            assertEquals("40 02 00 01", wire.receive());
        }
        assertEquals(151, driver.taken.size());
    }

    @Test
    void too_many_subscriptions_are_refused_one_by_one() throws Exception {
        int port = start();
        try (Wire wire = Wire.connectedV5(port, "collector")) {
            for (int i = 0; i < Subscribing.FILTERS_MAX; i++) {
                wire.send(Wire.packet(0x82, "0001 00 'a/" + i + "' 00"));
                assertEquals("90 04 00 01 00 00", wire.receive());
            }
            wire.send(Wire.packet(0x82, "0001 00 'b' 00"));
            assertEquals("90 04 00 01 00 97", wire.receive());
        }
    }

    @Test
    void what_nobody_listens_to_is_acknowledged_and_counted() throws Exception {
        int port = start();
        publishV3(port, 0x32, "'nowhere' 0001 31");
        assertEquals(1, running.intake.status().messages().unheard());
        assertFalse(running.intake.status().messages().waiting() > 0);
    }
}
