package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.Broker;
import io.tidegate.site.MqttSettings;
import io.tidegate.testing.Awaiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that do not read, do not speak, or find a bug of ours: none of them costs another his place. */
class HostileClientsTest extends ServingTest {

    /** Subscribed to {@code a}, and not taking any more of what is published there. */
    private Wire stuck(int port, String clientId) throws Exception {
        Wire stuck = subscribedV3(port, clientId, "a");
        int paused = running.intake.status().paused();
        try (Wire loud = Wire.connectedV3(port, "loud")) {
            byte[] large = Wire.packet(0x30, Wire.bytes("'a' " + "31".repeat(100_000)));
            Awaiting.until("nothing more goes out", () -> {
                loud.send(large);
                return running.intake.status().paused() > paused;
            });
        }
        return stuck;
    }

    private long ended(Reason reason) {
        return running.intake.status().ended().getOrDefault(reason.name().toLowerCase(java.util.Locale.ROOT), 0L);
    }

    @Test
    void a_client_that_does_not_read_is_cut_off_when_it_is_disconnected() throws Exception {
        int port = start();
        try (Wire stuck = stuck(port, "same");
                Wire next = Wire.connectedV3(port, "same")) {
            next.send("c000");
            assertEquals("d0 00", next.receive());
            Awaiting.until("its socket is closed", stuck::isBroken);
        }
    }

    @Test
    void a_client_that_does_not_read_holds_up_no_stop() throws Exception {
        int port = start();
        try (Wire stuck = stuck(port, "stuck")) {
            assertTimeout(Duration.ofSeconds(15), running::close);
            Awaiting.until("its socket is closed", stuck::isBroken);
            running = null;
        }
    }

    @Test
    void a_client_that_reads_nothing_for_a_minute_is_disconnected() throws Exception {
        int port = start();
        try (Wire stuck = stuck(port, "stuck")) {
            running.tickAfter(Duration.ofSeconds(50));
            assertEquals(0, ended(Reason.STUCK));
            running.tickAfter(Duration.ofSeconds(61));
            assertEquals(1, ended(Reason.STUCK));
            Awaiting.until("its socket is closed", stuck::isBroken);
        }
    }

    @Test
    void a_client_that_cannot_be_read_from_for_five_minutes_is_let_go() throws Exception {
        int port = start(new MqttSettings.Limits(10, 4096, 1000, 8, 2, 10));
        running.intake.subscribe(List.of("a"), HandInbox.silent());
        try (Wire wire = Wire.connectedV3(port, "patient")) {
            wire.send(Wire.packet(0x32, "'a' 0001 31")).send(Wire.packet(0x32, "'a' 0002 31"));
            Awaiting.until("it is paused", () -> running.intake.status().paused() == 1);
            running.tickAfter(Duration.ofMinutes(4));
            assertEquals(0, ended(Reason.SERVER_BUSY));
            running.tickAfter(Duration.ofMinutes(5).plusSeconds(1));
            assertEquals(1, ended(Reason.SERVER_BUSY));
            assertEquals(Wire.CLOSED, wire.receive());
        }
    }

    @Test
    void who_says_nothing_for_ten_seconds_is_sent_away() throws Exception {
        int port = start();
        try (Wire silent = new Wire(port);
                Wire half = new Wire(port).send("10 20 00")) {
            // Also waits until the loops know them.
            Awaiting.until("both are sent away", () -> {
                running.tickAfter(Duration.ofSeconds(11));
                return ended(Reason.CONNECT_TIMEOUT) == 2;
            });
            assertEquals(Wire.CLOSED, silent.receive());
            assertEquals(Wire.CLOSED, half.receive());
        }
    }

    @Test
    void strangers_do_not_keep_devices_out() throws Exception {
        int port = start(new MqttSettings.Limits(5, 4096, 1000, 8, 10, 10));
        List<Wire> strangers = new ArrayList<>();
        int many = Loop.STRANGERS_MAX * running.intake.loops().size() + 20;
        for (int i = 0; i < many; i++) {
            strangers.add(new Wire(port));
        }
        try (Wire device = Wire.connectedV3(port, "device")) {
            device.send("c000");
            assertEquals("d0 00", device.receive());
        }
        Awaiting.until("the oldest had to go", () -> ended(Reason.QUOTA_EXCEEDED) >= 20);
        assertEquals(Wire.CLOSED, strangers.getFirst().receive());
        for (Wire each : strangers) {
            each.close();
        }
    }

    @Test
    void who_comes_back_before_its_old_connection_is_missed_has_a_place() throws Exception {
        int port = start(new MqttSettings.Limits(1, 4096, 1000, 8, 10, 10));
        try (Wire before = Wire.connectedV3(port, "same");
                Wire after = Wire.connectedV3(port, "same");
                Wire other = Wire.v3(port, "other", true, 0)) {
            assertEquals(Wire.CLOSED, before.receive());
            assertEquals("20 02 00 03", other.receive());
            after.send("c000");
            assertEquals("d0 00", after.receive());
        }
    }

    @Test
    void a_bug_ends_one_connection_and_tells_nobody_elses_secrets() throws Exception {
        int port = start();
        Broker.Inbox broken = _ -> {
            throw new IllegalStateException("a bug, on purpose");
        };
        running.intake.subscribe(List.of("bug"), broken);
        List<Wire> others = new ArrayList<>();
        for (int i = 0; i < 2 * running.intake.loops().size(); i++) {
            others.add(Wire.connectedV3(port, "other-" + i));
        }
        try (Wire wire = Wire.connectedV3(port, "unlucky")) {
            byte[] ping = Wire.bytes("c000");
            byte[] publish = Wire.packet(0x32, "'bug' 0001 31");
            byte[] both = new byte[ping.length + publish.length];
            System.arraycopy(ping, 0, both, 0, ping.length);
            System.arraycopy(publish, 0, both, ping.length, publish.length);
            wire.send(both);
            assertEquals(Wire.CLOSED, wire.receive());
        }
        for (Wire other : others) {
            other.send(Wire.packet(0x32, "'nobody' 0009 31"));
            assertEquals("40 02 00 09", other.receive(), "its own answer, and nothing before it");
            other.close();
        }
        assertEquals(1, ended(Reason.INTERNAL_ERROR));
    }

    @Test
    void the_log_is_not_flooded_by_names_that_change() {
        List<String> said = new ArrayList<>();
        Complaints complaints = new Complaints(() -> 0, said::add);
        for (int i = 0; i < 1_000; i++) {
            complaints.about("client-" + i, Reason.MALFORMED_PACKET, "x");
            complaints.about("client", Reason.PROTOCOL_ERROR, "x");
        }
        assertEquals(Complaints.LINES_MAX + 1, said.size());
        assertTrue(said.get(said.size() - 1).contains("only counted"), said.toString());
        assertFalse(said.get(1).contains("only counted"), said.toString());
    }

    @Test
    void a_client_id_that_is_too_long_is_refused() throws Exception {
        int port = start();
        try (Wire fits = Wire.v3(port, "x".repeat(256), true, 0);
                Wire long3 = Wire.v3(port, "x".repeat(257), true, 0);
                Wire long5 = Wire.v5(port, "x".repeat(257), true, "")) {
            assertEquals("20 02 00 00", fits.receive());
            assertEquals("20 02 00 02", long3.receive());
            assertEquals("20 03 00 85 00", long5.receive());
        }
    }
}
