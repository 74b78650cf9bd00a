package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.MqttSettings;
import io.tidegate.testing.Awaiting;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Messages that are kept for later subscribers, and until when they are. */
class RetainedMessagesTest extends ServingTest {

    @Test
    void a_retained_message_waits_for_subscribers_and_survives_a_restart() throws Exception {
        int port = start();
        publishV3(port, 0x33, "'a' 0001 31");
        try (Wire one = Wire.connectedV3(port, "one")) {
            one.send(Wire.packet(0x82, "0001 '+' 01"));
            assertEquals("90 03 00 01 01", one.receive());
            assertEquals("33 06 00 01 61 00 01 31", one.receive());
        }
        restart();
        HandInbox driver = HandInbox.acknowledging();
        running.intake.subscribe(List.of("#"), driver);
        assertEquals(List.of("a 1"), driver.texts());
        assertTrue(driver.taken.getFirst().retained());
        publishV3(running.port(), 0x33, "'a' 0002");
        restart();
        assertEquals(0, running.intake.status().retained());
    }

    @Test
    void the_puback_of_a_retained_message_goes_out_when_it_is_on_disk() throws Exception {
        int port = start();
        running.intake.subscribe(List.of("a"), HandInbox.silent());
        publishV3(port, 0x33, "'b' 0001 31");
        try (var reader = running.journal.openReader();
                var statement = reader.createStatement();
                var row = statement.executeQuery("SELECT payload FROM mqtt_retained WHERE topic = 'b'")) {
            assertTrue(row.next());
            assertEquals("1", new String(row.getBytes(1)));
        }
    }

    @Test
    void retain_handling_says_when_old_values_are_wanted() throws Exception {
        int port = start();
        publishV3(port, 0x33, "'a' 0001 31");
        try (Wire wire = Wire.connectedV5(port, "choosy")) {
            wire.send(Wire.packet(0x82, "0001 00 'a' 20")).send("c000");
            assertEquals("90 04 00 01 00 00", wire.receive());
            assertEquals("d0 00", wire.receive(), "2: never");
            wire.send(Wire.packet(0x82, "0002 00 'a' 10")).send("c000");
            wire.receive();
            assertEquals("d0 00", wire.receive(), "1: only when the subscription is new");
            wire.send(Wire.packet(0x82, "0003 00 'a' 00"));
            wire.receive();
            assertEquals("31 05 00 01 61 00 31", wire.receive(), "0: always");
        }
    }

    @Test
    void above_the_limit_no_further_message_is_retained() throws Exception {
        int port = start(new MqttSettings.Limits(10, 4096, 1000, 8, 10, 2));
        publishV3(port, 0x33, "'a' 0001 31");
        publishV3(port, 0x33, "'b' 0001 31");
        publishV3(port, 0x33, "'c' 0001 31");
        publishV3(port, 0x33, "'b' 0001 32");
        assertEquals(2, running.intake.status().retained());
        assertEquals(1, running.intake.status().messages().retainedRefused());
    }

    @Test
    void what_is_set_and_cleared_while_the_disk_stands_still_has_a_limit() throws Exception {
        start(new MqttSettings.Limits(10, 4096, 1000, 8, 10, 2));
        CountDownLatch disk = running.stopDisk();
        Retained retained = running.exchange().retained;
        int refused = 0;
        for (int i = 0; i < 100; i++) {
            Publication set =
                    new Publication(Topic.of("a/" + i), new byte[] {1}, 0, true, new byte[0], Publication.NEVER);
            refused += retained.change(set, null) ? 0 : 1;
            retained.change(set.cleared(), null);
        }
        assertEquals(96, refused, "twice as many topics as may be kept are changed at once");
        disk.countDown();
        Awaiting.until("there is room again", () -> {
            publishV3(running.port(), 0x33, "'b' 0001 31");
            return retained.size() == 1;
        });
    }

    @Test
    void an_expired_retained_message_is_gone() throws Exception {
        int port = start();
        try (Wire wire = Wire.connectedV5(port, "one")) {
            wire.send(Wire.packet(0x33, "'a' 0001 05 020000003c 31"));
            wire.receive();
            assertEquals(1, running.intake.status().retained());
            running.exchange().retained.expire(System.currentTimeMillis() + 61_000);
            assertEquals(0, running.intake.status().retained());
        }
    }
}
