package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.Awaiting;
import org.junit.jupiter.api.Test;

/** Who gets what, as MQTT clients see it. */
class SubscriptionsTest extends ServingTest {

    @Test
    void a_subscriber_gets_what_others_publish() throws Exception {
        int port = start();
        try (Wire plug = subscribedV3(port, "plug", "cmnd/+/POWER")) {
            publishV3(port, 0x32, "'cmnd/plug-1/POWER' 0001 4f4e");
            assertEquals("32 17 00 11 63 6d 6e 64 2f 70 6c 75 67 2d 31 2f 50 4f 57 45 52 00 01 4f 4e", plug.receive());
        }
    }

    @Test
    void the_gateway_publishes_to_its_subscribers() throws Exception {
        int port = start();
        try (Wire plug = subscribedV3(port, "plug", "cmnd/#")) {
            running.intake.publish("cmnd/a", new byte[] {'1'}, false);
            assertEquals("32 0b 00 06 63 6d 6e 64 2f 61 00 01 31", plug.receive());
        }
    }

    @Test
    void wildcards_leave_system_topics_alone() throws Exception {
        int port = start();
        try (Wire all = subscribedV3(port, "all", "#")) {
            publishV3(port, 0x30, "'$SYS/x' 31");
            publishV3(port, 0x30, "'y' 32");
            assertEquals("30 04 00 01 79 32", all.receive());
        }
    }

    @Test
    void overlapping_subscriptions_give_one_message_of_the_best_quality_with_all_their_ids() throws Exception {
        int port = start();
        try (Wire wire = Wire.connectedV5(port, "both")) {
            wire.send(Wire.packet(0x82, "0001 02 0b07 'a/#' 00"));
            wire.receive();
            wire.send(Wire.packet(0x82, "0002 02 0b09 'a/+' 01"));
            wire.receive();
            publishV3(port, 0x32, "'a/b' 0001 31");
            String message = wire.receive();
            assertTrue(message.startsWith("32 0d 00 03 61 2f 62 00 01 04 0b 0"), message);
            wire.send("c000");
            assertEquals("d0 00", wire.receive());
        }
    }

    @Test
    void no_local_spares_a_client_its_own_messages() throws Exception {
        int port = start();
        try (Wire wire = Wire.connectedV5(port, "talker")) {
            wire.send(Wire.packet(0x82, "0001 00 'a' 04"));
            wire.receive();
            wire.send(Wire.packet(0x30, "'a' 00 31")).send("c000");
            assertEquals("d0 00", wire.receive());
            publishV3(port, 0x30, "'a' 32");
            assertEquals("30 05 00 01 61 00 32", wire.receive());
        }
    }

    @Test
    void user_properties_reach_the_subscriber_unchanged_and_in_order() throws Exception {
        int port = start();
        try (Wire reader = Wire.connectedV5(port, "reader");
                Wire writer = Wire.connectedV5(port, "writer")) {
            reader.send(Wire.packet(0x82, "0001 00 'a' 00"));
            reader.receive();
            writer.send(Wire.packet(0x30, "'a' 0e 26 'k' '2' 26 'k' '1' 31"));
            assertEquals("30 13 00 01 61 0e 26 00 01 6b 00 01 32 26 00 01 6b 00 01 31 31", reader.receive());
        }
    }

    @Test
    void a_subscriber_that_is_away_gets_what_came_meanwhile() throws Exception {
        int port = start();
        try (Wire plug = Wire.v3(port, "plug", false, 0)) {
            assertEquals("20 02 00 00", plug.receive());
            plug.send(Wire.packet(0x82, "0001 'a' 01"));
            plug.receive();
        }
        Awaiting.until("it is gone", () -> running.intake.status().clients() == 0);
        publishV3(port, 0x32, "'a' 0001 31");
        try (Wire plug = Wire.v3(port, "plug", false, 0)) {
            assertEquals("20 02 01 00", plug.receive());
            assertEquals("32 06 00 01 61 00 01 31", plug.receive());
        }
        try (Wire plug = Wire.v3(port, "plug", false, 0)) {
            assertEquals("20 02 01 00", plug.receive());
            assertEquals("3a 06 00 01 61 00 01 31", plug.receive(), "not acknowledged: sent again, as a duplicate");
        }
    }

    @Test
    void sessions_and_their_subscriptions_survive_a_restart() throws Exception {
        int port = start();
        try (Wire plug = Wire.v3(port, "plug", false, 0)) {
            plug.receive();
            plug.send(Wire.packet(0x82, "0001 'a' 01"));
            plug.receive();
        }
        restart();
        publishV3(running.port(), 0x32, "'a' 0001 31");
        try (Wire plug = Wire.v3(running.port(), "plug", false, 0)) {
            assertEquals("20 02 01 00", plug.receive());
            assertEquals("32 06 00 01 61 00 01 31", plug.receive());
        }
        try (Wire plug = Wire.v3(running.port(), "plug", true, 0)) {
            assertEquals("20 02 00 00", plug.receive(), "a clean session starts afresh");
        }
        restart();
        assertEquals(0, running.intake.status().sessions());
    }

    @Test
    void a_slow_subscriber_loses_the_newest_and_is_counted() throws Exception {
        int port = start();
        byte[] filling = new byte[1_000];
        try (Wire slow = subscribedV3(port, "slow", "a")) {
            int published = 0;
            while (running.intake.status().messages().droppedOut() < 100) {
                filling[0] = (byte) (published >> 8);
                filling[1] = (byte) published;
                running.intake.publish("a", filling, false);
                published++;
            }
            long dropped = running.intake.status().messages().droppedOut();
            for (int i = 0; i < published - dropped; i++) {
                String next = slow.receive();
                assertTrue(next.startsWith("32 "), next);
                String[] bytes = next.split(" ");
                int number = Integer.parseInt(bytes[8] + bytes[9], 16);
                assertEquals(i, number, "the oldest are kept, in order");
                slow.send(Wire.packet(0x40, bytes[6] + bytes[7]));
            }
            assertEquals(published - dropped, running.intake.status().messages().sent());
        }
    }
}
