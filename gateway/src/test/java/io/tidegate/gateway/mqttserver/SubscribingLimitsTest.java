package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.MqttSettings;
import io.tidegate.testing.Awaiting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a client that subscribes without end costs: itself its place in the queue, and others nothing. */
class SubscribingLimitsTest extends ServingTest {

    private static String filters(int count, String options) {
        return IntStream.range(0, count)
                .mapToObj(i -> "'a/%d' %s".formatted(i, options))
                .collect(Collectors.joining(" "));
    }

    private Wire remembered(int port) throws Exception {
        Wire wire = Wire.v3(port, "collector", false, 0);
        assertEquals("20 02 00 00", wire.receive());
        wire.send(Wire.packet(0x82, "0001 " + filters(Subscribing.FILTERS_MAX, "00")));
        assertTrue(wire.receive().startsWith("90 "));
        return wire;
    }

    @Test
    void of_one_session_one_save_waits_for_the_disk() throws Exception {
        int port = start();
        CountDownLatch disk = running.stopDisk();
        try (Wire wire = remembered(port)) {
            for (int i = 0; i < 50; i++) {
                wire.send(Wire.packet(0xa2, "0002 'a/7'")).send(Wire.packet(0x82, "0003 'a/7' 00"));
                assertEquals("b0 02 00 02", wire.receive());
                assertEquals("90 03 00 03 00", wire.receive());
            }
            wire.send(Wire.packet(0xa2, "0002 'a/8'"));
            assertEquals("b0 02 00 02", wire.receive());
            assertEquals(1, running.journal.status().waitingEntries());
        } finally {
            disk.countDown();
        }
        restart();
        publishV3(running.port(), 0x32, "'a/7' 0001 31");
        publishV3(running.port(), 0x32, "'a/8' 0001 31");
        assertEquals(1, running.intake.status().messages().unheard(), "the last state was saved");
    }

    @Test
    void what_could_not_be_saved_is_saved_later() throws Exception {
        int port = start();
        try (Wire wire = Wire.v3(port, "collector", false, 0)) {
            assertEquals("20 02 00 00", wire.receive());
            CountDownLatch disk = running.stopDisk();
            while (!running.journal.change(_ -> {}).toCompletableFuture().isCompletedExceptionally()) {
                // Until no more may wait.
            }
            wire.send(Wire.packet(0x82, "0003 'a/7' 00"));
            assertEquals("90 03 00 03 00", wire.receive());
            disk.countDown();
            Awaiting.until("it is saved", () -> savedSubscriptions() > 0);
        }
    }

    private long savedSubscriptions() {
        try (Connection reader = running.journal.openReader();
                Statement statement = reader.createStatement();
                ResultSet row = statement.executeQuery("SELECT SUM(LENGTH(subscriptions)) FROM mqtt_session")) {
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_changes_nothing_is_not_saved() throws Exception {
        int port = start();
        try (Wire wire = remembered(port)) {
            CountDownLatch disk = running.stopDisk();
            wire.send(Wire.packet(0xa2, "0002 'unknown'")).send(Wire.packet(0x82, "0003 'a/7' 00"));
            assertEquals("b0 02 00 02", wire.receive());
            assertEquals("90 03 00 03 00", wire.receive());
            assertEquals(0, running.journal.status().waitingEntries());
            disk.countDown();
        }
    }

    @Test
    void more_filters_in_one_packet_than_may_be_end_the_connection() throws Exception {
        int port = start();
        String tooMany = filters(Subscribing.FILTERS_PER_PACKET_MAX + 1, "");
        try (Wire wire = Wire.connectedV5(port, "collector")) {
            wire.send(Wire.packet(0xa2, "0001 00 " + tooMany));
            assertEquals("e0 02 97 00", wire.receive());
        }
        try (Wire wire = Wire.connectedV5(port, "collector")) {
            wire.send(Wire.packet(0x82, "0001 00 " + filters(Subscribing.FILTERS_PER_PACKET_MAX + 1, "00")));
            assertEquals("e0 02 97 00", wire.receive());
        }
    }

    @Test
    void every_packet_counts_toward_the_rate() throws Exception {
        int port = start(new MqttSettings.Limits(10, 4096, 1, 8, 10, 10));
        List<Wire> fast = new ArrayList<>();
        for (String packet : List.of("c0 00", "a2 05 0001 'a'", "82 06 0001 'a' 00", "40 02 0001")) {
            fast.add(Wire.connectedV3(port, "fast-" + fast.size()).sendOften(100, packet));
            Awaiting.until(
                    "it is read more slowly: " + packet,
                    () -> running.intake.status().paused() == fast.size());
        }
        for (Wire wire : fast) {
            wire.close();
        }
    }

    @Test
    void subscriptions_of_all_clients_together_do_not_fill_the_heap() throws Exception {
        int port = start();
        String deep = "/1/2/3/4/5/6/7/8/9/a/b/c/d/e/" + "x".repeat(900);
        Set<String> answers = new HashSet<>();
        try (Wire first = Wire.connectedV3(port, "first")) {
            for (int client = 0; client < 8; client++) {
                try (Wire wire = Wire.v3(port, "greedy-" + client, false, 0)) {
                    wire.receive();
                    for (int i = 0; i < Subscribing.FILTERS_MAX; i++) {
                        wire.send(Wire.packet(0x82, "0001 '" + client + "-" + i + deep + "' 00"));
                        answers.add(wire.receive());
                    }
                }
            }
            assertEquals(Set.of("90 03 00 01 00", "90 03 00 01 80"), answers);
            first.send(Wire.packet(0x82, "0001 'b" + deep + "' 00"));
            assertEquals("90 03 00 01 80", first.receive());
            try (Wire _ = Wire.connectedV3(port, "greedy-0")) {
                Awaiting.until("what it had is free", () -> {
                    first.send(Wire.packet(0x82, "0001 'b" + deep + "' 00"));
                    return first.receive().equals("90 03 00 01 00");
                });
            }
        }
    }

    @Test
    void searching_for_retained_messages_holds_nobody_up() throws Exception {
        start();
        Retained retained = running.exchange().retained;
        for (int i = 0; i < 10_000; i++) {
            retained.change(retained("old/" + i), null);
        }
        OldValues searching = new OldValues();
        searching.add(new Route.Subscription("+/none", 0, false, false, 0, 0), retained.search("+/none"));
        int turns = 0;
        do {
            searching.newTurn();
            assertNull(searching.next(0));
            turns++;
        } while (!searching.isEmpty());
        assertTrue(turns >= 20, "in so many turns of the event loop, others having theirs in between: " + turns);
    }

    @Test
    void a_new_subscriber_gets_all_retained_messages_however_many() throws Exception {
        int port = start();
        Set<String> topics = new HashSet<>();
        for (int i = 0; i < 6_000; i++) {
            topics.add("old/" + i);
            running.exchange().retained.change(retained("old/" + i), null);
        }
        try (Wire wire = Wire.connectedV3(port, "dashboard")) {
            wire.send(Wire.packet(0x82, "0001 '#' 01"));
            assertEquals("90 03 00 01 01", wire.receive());
            for (int i = 0; i < 6_000; i++) {
                byte[] packet = Wire.bytes(wire.receive().replace(" ", ""));
                int length = packet[4];
                topics.remove(new String(packet, 5, length, java.nio.charset.StandardCharsets.UTF_8));
                wire.send(Wire.packet(0x40, "%02x%02x".formatted(packet[5 + length], packet[6 + length])));
            }
        }
        assertEquals(Set.of(), topics);
        assertEquals(0, running.intake.status().messages().droppedOut());
    }

    private static Publication retained(String topic) {
        return new Publication(Topic.of(topic), new byte[300], 1, true, new byte[0], Publication.NEVER);
    }
}
