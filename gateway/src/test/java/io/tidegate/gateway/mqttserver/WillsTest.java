package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.MqttSettings;
import io.tidegate.testing.Awaiting;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said for a client that went without saying goodbye. */
class WillsTest extends ServingTest {

    private static final String WILL = "'MQTT' 04 06 0000 'lamp' 'state/lamp' '%s'";

    @Test
    void a_will_is_said_when_the_connection_breaks_and_not_after_a_goodbye() throws Exception {
        int port = start();
        try (Wire watcher = subscribedV3(port, "watcher", "state/#")) {
            try (Wire lamp = new Wire(port)) {
                lamp.send(Wire.packet(0x10, WILL.formatted("1")));
                lamp.receive();
                lamp.send("e000");
                assertEquals(Wire.CLOSED, lamp.receive());
            }
            try (Wire lamp = new Wire(port)) {
                lamp.send(Wire.packet(0x10, WILL.formatted("2")));
                lamp.receive();
            }
            assertEquals("30 0d 00 0a 73 74 61 74 65 2f 6c 61 6d 70 32", watcher.receive());
        }
    }

    @Test
    void a_driver_hears_a_will_too() throws Exception {
        int port = start();
        HandInbox driver = HandInbox.acknowledging();
        running.intake.subscribe(List.of("state/#"), driver);
        try (Wire lamp = new Wire(port)) {
            lamp.send(Wire.packet(0x10, WILL.formatted("off")));
            lamp.receive();
        }
        Awaiting.until("the will is said", () -> driver.texts().equals(List.of("state/lamp off")));
    }

    @Test
    void a_delayed_will_is_not_said_when_the_client_is_back_in_time() throws Exception {
        int port = start();
        String connect = "'MQTT' 05 04 0000 05 11000000ff 'lamp' 05 18000000%s 'state/lamp' '1'";
        try (Wire watcher = subscribedV3(port, "watcher", "state/#")) {
            try (Wire lamp = new Wire(port)) {
                lamp.send(Wire.packet(0x10, connect.formatted("3c")));
                lamp.receive();
            }
            try (Wire lamp = new Wire(port)) {
                lamp.send(Wire.packet(0x10, connect.formatted("01").replace("'1'", "'2'")));
                assertTrue(lamp.receive().startsWith("20 0d 01 00"), "the session is present");
            }
            assertEquals("30 0d 00 0a 73 74 61 74 65 2f 6c 61 6d 70 32", watcher.receive());
        }
    }

    @Test
    void a_will_that_its_driver_left_unacknowledged_is_said_to_the_next_one() throws Exception {
        int port = start();
        HandInbox first = HandInbox.silent();
        var subscription = running.intake.subscribe(List.of("state/#"), first);
        try (Wire lamp = new Wire(port)) {
            lamp.send(Wire.packet(0x10, WILL.replace("04 06", "04 0e").formatted("off")));
            lamp.receive();
        }
        Awaiting.until("the will is said", () -> first.taken.size() == 1);
        subscription.close();
        HandInbox second = HandInbox.acknowledging();
        running.intake.subscribe(List.of("state/#"), second);
        Awaiting.until("it is said again", () -> second.texts().equals(List.of("state/lamp off")));
    }

    @Test
    void a_will_is_said_when_the_gateway_stops_and_whoever_asks_later_finds_what_it_left() throws Exception {
        try (Wire lamp = new Wire(start())) {
            lamp.send(Wire.packet(0x10, WILL.replace("04 06", "04 26").formatted("off")));
            lamp.receive();
            restart();
        }
        try (Wire watcher = subscribedV3(running.port(), "watcher", "state/#")) {
            assertEquals("31 0f 00 0a 73 74 61 74 65 2f 6c 61 6d 70 6f 66 66", watcher.receive());
        }
    }

    @Test
    void the_will_of_a_session_that_is_forgotten_for_want_of_room_is_said() throws Exception {
        int port = start(new MqttSettings.Limits(2, 4096, 1000, 8, 10, 10));
        String connect = "'MQTT' 05 06 0000 05 11000000ff 'lamp-%s' 05 18000000ff 'state/lamp' '%s'";
        try (Wire watcher = subscribedV3(port, "watcher", "state/#")) {
            for (int i = 1; i <= 5; i++) {
                try (Wire lamp = new Wire(port)) {
                    lamp.send(Wire.packet(0x10, connect.formatted(i, i)));
                    assertTrue(lamp.receive().startsWith("20"));
                }
                int remembered = 1 + Math.min(i, 4);
                Awaiting.until("it is gone", () -> running.intake.status().clients() == 1);
                Awaiting.until(
                        remembered + " sessions", () -> running.intake.status().sessions() == remembered);
            }
            assertEquals("30 0d 00 0a 73 74 61 74 65 2f 6c 61 6d 70 31", watcher.receive(), "the longest absent");
        }
    }
}
