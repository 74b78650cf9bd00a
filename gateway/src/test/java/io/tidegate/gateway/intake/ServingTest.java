package io.tidegate.gateway.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.MqttSettings;
import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subscriptions, retained messages, wills, sessions and limits, as MQTT clients see them. */
class ServingTest {

    @TempDir
    Path folder;

    RunningIntake running;

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    private int start() throws Exception {
        return start(MqttSettings.Limits.DEFAULT);
    }

    private int start(MqttSettings.Limits limits) throws Exception {
        running = RunningIntake.start(folder, limits);
        return running.port();
    }

    private void restart() throws Exception {
        running.close();
        running = RunningIntake.start(folder);
    }

    private static Wire subscribedV3(int port, String clientId, String filter) throws Exception {
        Wire wire = Wire.connectedV3(port, clientId);
        wire.send(Wire.packet(0x82, "0001 '" + filter + "' 01"));
        assertEquals("90 03 00 01 01", wire.receive());
        return wire;
    }

    private static void publishV3(int port, int first, String body) throws Exception {
        try (Wire wire = Wire.connectedV3(port, "publisher")) {
            wire.send(Wire.packet(first, body));
            if ((first & 6) == 2) {
                assertTrue(wire.receive().startsWith("40 02"));
            } else {
                wire.send("c000");
                assertEquals("d0 00", wire.receive());
            }
        }
    }

    // ---- subscriptions

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
        try (Wire slow = subscribedV3(port, "slow", "a");
                Wire fast = Wire.connectedV3(port, "fast")) {
            for (int i = 0; i < 20_000; i++) {
                fast.send(Wire.packet(0x30, Wire.bytes("'a' 31323334353637383930")));
            }
            fast.send("c000");
            assertEquals("d0 00", fast.receive());
            publishV3(port, 0x32, "'a' 0001 31");
            slow.send("c000");
            String next = slow.receive();
            assertTrue(next.startsWith("30"), next);
        }
        assertTrue(running.intake.status().messages().sent() > 0);
    }

    // ---- retained messages

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
    void an_expired_retained_message_is_gone() throws Exception {
        int port = start();
        try (Wire wire = Wire.connectedV5(port, "one")) {
            wire.send(Wire.packet(0x33, "'a' 0001 05 0200000001 31"));
            wire.receive();
            assertEquals(1, running.intake.status().retained());
            Awaiting.until("it expires", () -> running.intake.status().retained() == 0);
        }
    }

    // ---- wills

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
                lamp.send(Wire.packet(0x10, connect.formatted("01")));
                lamp.receive();
            }
            try (Wire lamp = new Wire(port)) {
                lamp.send(Wire.packet(0x10, connect.formatted("01").replace("'1'", "'2'")));
                assertTrue(lamp.receive().startsWith("20 10 01 00"));
            }
            assertEquals("30 0d 00 0a 73 74 61 74 65 2f 6c 61 6d 70 32", watcher.receive());
        }
    }

    // ---- sessions and connections

    @Test
    void a_second_connection_takes_the_first_ones_place() throws Exception {
        int port = start();
        try (Wire first = Wire.connectedV5(port, "same");
                Wire second = Wire.connectedV3(port, "same")) {
            assertEquals("e0 02 8e 00", first.receive());
            assertEquals(Wire.CLOSED, first.receive());
            second.send("c000");
            assertEquals("d0 00", second.receive());
        }
        assertEquals(1, running.intake.status().ended().get("taken_over"));
    }

    @Test
    void many_connections_of_one_name_leave_one() throws Exception {
        int port = start();
        List<Wire> wires = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            wires.add(Wire.v3(port, "same", i % 2 == 0, 0));
        }
        Awaiting.until("one is left", () -> running.intake.status().clients() == 1);
        assertEquals(1, running.intake.status().sessions());
        for (Wire wire : wires) {
            wire.close();
        }
    }

    @Test
    void silence_beyond_the_keep_alive_ends_the_connection() throws Exception {
        int port = start();
        try (Wire wire = Wire.v3(port, "sleepy", true, 1)) {
            wire.receive();
            long since = System.nanoTime();
            assertEquals(Wire.CLOSED, wire.receive());
            long millis = (System.nanoTime() - since) / 1_000_000;
            assertTrue(millis >= 1_400 && millis < 4_000, millis + " ms");
        }
        assertEquals(1, running.intake.status().ended().get("keep_alive_timeout"));
    }

    @Test
    void a_message_resent_on_a_new_connection_is_recorded_once_while_the_first_is_being_committed() throws Exception {
        int port = start();
        HandInbox driver = HandInbox.silent();
        running.intake.subscribe(List.of("a"), driver);
        try (Wire wire = Wire.v3(port, "sensor", false, 0)) {
            wire.receive();
            wire.send(Wire.packet(0x32, "'a' 0001 31")).send(Wire.packet(0x34, "'a' 0002 32"));
            Awaiting.until("both have come", () -> driver.taken.size() == 2);
        }
        try (Wire wire = Wire.v3(port, "sensor", false, 0)) {
            assertEquals("20 02 01 00", wire.receive());
            wire.send(Wire.packet(0x3a, "'a' 0001 31"))
                    .send(Wire.packet(0x3c, "'a' 0002 32"))
                    .send("c000");
            assertEquals("d0 00", wire.receive());
            driver.taken.forEach(message -> message.acknowledge());
            assertEquals("40 02 00 01", wire.receive());
            assertEquals("50 02 00 02", wire.receive());
        }
        assertEquals(2, driver.taken.size());
    }

    @Test
    void a_qos_2_message_is_recorded_once_across_a_restart() throws Exception {
        start();
        HandInbox before = HandInbox.acknowledging();
        running.intake.subscribe(List.of("a"), before);
        try (Wire wire = Wire.v3(running.port(), "till", false, 0)) {
            wire.receive();
            wire.send(Wire.packet(0x34, "'a' 0007 31"));
            assertEquals("50 02 00 07", wire.receive());
        }
        restart();
        HandInbox after = HandInbox.acknowledging();
        running.intake.subscribe(List.of("a"), after);
        try (Wire wire = Wire.v3(running.port(), "till", false, 0)) {
            assertEquals("20 02 01 00", wire.receive());
            wire.send(Wire.packet(0x3c, "'a' 0007 31"));
            assertEquals("50 02 00 07", wire.receive());
            wire.send("62020007");
            assertEquals("70 02 00 07", wire.receive());
            wire.send(Wire.packet(0x34, "'a' 0007 32"));
            assertEquals("50 02 00 07", wire.receive(), "the id is free for another message");
        }
        assertEquals(List.of("a 1"), before.texts());
        assertEquals(List.of("a 2"), after.texts());
    }

    // ---- limits

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
        int port = start(new MqttSettings.Limits(10, 4096, 100, 8, 10_000, 10));
        HandInbox driver = HandInbox.acknowledging();
        running.intake.subscribe(List.of("a"), driver);
        try (Wire wire = Wire.connectedV3(port, "fast")) {
            for (int i = 0; i < 1_050; i++) {
                wire.send(Wire.packet(0x30, "'a' 31"));
            }
            Awaiting.until("it is paused", () -> running.intake.status().paused() == 1);
            wire.send(Wire.packet(0x32, "'a' 0001 32"));
            assertEquals("40 02 00 01", wire.receive());
        }
        assertEquals(1_051, driver.taken.size());
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
