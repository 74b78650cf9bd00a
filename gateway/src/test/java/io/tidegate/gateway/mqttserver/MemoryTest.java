package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.Awaiting;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What many clients hold together, each within its own limits. */
class MemoryTest extends ServingTest {

    private static final byte[] LARGE = new byte[100_000];

    private final List<Wire> wires = new ArrayList<>();

    @AfterEach
    void closeWires() throws Exception {
        for (Wire each : wires) {
            each.close();
        }
    }

    private Wire keep(Wire wire) {
        wires.add(wire);
        return wire;
    }

    private Publication large(String topic) {
        return new Publication(Topic.of(topic), LARGE, 1, false, new byte[0], Publication.NEVER);
    }

    private void publish(String topic, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            running.intake.publish(topic, LARGE, false);
        }
    }

    private long droppedOut() {
        return running.intake.status().messages().droppedOut();
    }

    /** Remembered, and gone. */
    private void absent(int port, String clientId, String filter) throws Exception {
        try (Wire wire = Wire.v3(port, clientId, false, 0)) {
            wire.receive();
            wire.send(Wire.packet(0x82, "0001 '" + filter + "' 01"));
            wire.receive();
        }
        Awaiting.until("it is gone", () -> !running.exchange().sessions.isOwned(clientId));
    }

    @Test
    void what_waits_for_absent_subscribers_has_one_limit_for_all_of_them() throws Exception {
        int port = start();
        for (int i = 0; i < 10; i++) {
            absent(port, "greedy-" + i, "large");
        }
        absent(port, "plug", "cmnd/plug");
        publish("large", 20);
        Budget queued = running.exchange().sessions.queued();
        assertTrue(queued.held() <= Sessions.QUEUED_BYTES_MAX, queued.held() + " bytes");
        assertTrue(droppedOut() >= 200 - Sessions.QUEUED_BYTES_MAX / LARGE.length, droppedOut() + " dropped");
        running.intake.publish("cmnd/plug", new byte[] {'1'}, false);
        try (Wire plug = Wire.v3(port, "plug", false, 0)) {
            assertEquals("20 02 01 00", plug.receive());
            assertTrue(plug.receive().startsWith("32 "), "a command is modest, and still gets through");
        }
        for (int i = 0; i < 10; i++) {
            Wire.connectedV3(port, "greedy-" + i).close();
        }
        publishV3(port, 0x30, "'a' 31");
        try (Wire plug = Wire.v3(port, "plug", true, 0)) {
            plug.receive();
            Awaiting.until("all is given back", () -> queued.held() == 0);
        }
    }

    @Test
    void what_a_subscriber_has_not_acknowledged_counts_until_it_does() throws Exception {
        int port = start();
        Budget queued = running.exchange().sessions.queued();
        try (Wire wire = subscribedV3(port, "slow", "large")) {
            publish("large", 10);
            for (int i = 0; i < 10; i++) {
                assertTrue(wire.receive().startsWith("32 "));
            }
            assertEquals(10L * large("large").weight(), queued.held());
            for (int i = 1; i <= 10; i++) {
                wire.send(Wire.packet(0x40, "%04x".formatted(i)));
            }
            Awaiting.until("nothing is held for it", () -> queued.held() == 0);
        }
    }

    @Test
    void what_is_written_to_clients_that_do_not_read_has_one_limit_for_all_of_them() throws Exception {
        int port = start();
        for (int i = 0; i < 40; i++) {
            Wire wire = keep(Wire.connectedV3(port, "stuck-" + i));
            wire.send(Wire.packet(0x82, "0001 'large' 00"));
            wire.receive();
        }
        Budget written = running.exchange().written;
        Awaiting.until("there is no room", () -> {
            publish("large", 1);
            return written.left() < LARGE.length;
        });
        assertTrue(written.held() <= Exchange.WRITTEN_BYTES_MAX + 40 * Budget.MODEST_BYTES, written.held() + " bytes");
        try (Wire plug = subscribedV3(port, "plug", "cmnd/plug")) {
            running.intake.publish("cmnd/plug", new byte[] {'1'}, false);
            assertTrue(plug.receive().startsWith("32 "), "a command is modest, and still goes out");
        }
        closeWires();
        Awaiting.until("all is given back", () -> written.held() == 0);
        try (Wire reader = subscribedV3(port, "reader", "large")) {
            publish("large", 1);
            assertTrue(reader.receive().startsWith("32 "));
        }
    }

    @Test
    void a_client_that_comes_back_with_smaller_limits_is_sent_no_more_than_these_allow() throws Exception {
        int port = start();
        try (Wire before = Wire.v5(port, "shrunk", false, "11 00000e10")) {
            before.receive();
            before.send(Wire.packet(0x82, "0001 00 'a' 01"));
            before.receive();
            running.intake.publish("a", new byte[500], false);
            for (int i = 1; i <= 3; i++) {
                running.intake.publish("a", new byte[] {(byte) i}, false);
            }
            for (int i = 0; i < 4; i++) {
                before.receive();
            }
        }
        // Receive maximum 1, maximum packet size 100.
        try (Wire after = Wire.v5(port, "shrunk", false, "11 00000e10 21 0001 27 00000064")) {
            assertTrue(after.receive().startsWith("20 "));
            for (int i = 2; i <= 4; i++) {
                assertEquals("3a 07 00 01 61 00 0%d 00 0%d".formatted(i, i - 1), after.receive());
                after.send("c000");
                assertEquals("d0 00", after.receive(), "the next one waits for the acknowledgement");
                after.send(Wire.packet(0x40, "%04x".formatted(i)));
            }
        }
        assertEquals(1, droppedOut(), "what is larger than the client takes");
    }

    @Test
    void what_clients_send_while_the_disk_stands_still_has_one_limit_for_all_of_them() throws Exception {
        int port = start();
        HandInbox driver = HandInbox.silent();
        running.intake.subscribe(List.of("floor/#"), driver);
        byte[] message = new byte[5_000];
        int each = 40;
        for (int i = 0; i < 60; i++) {
            Wire wire = keep(Wire.connectedV3(port, "sensor-" + i));
            for (int id = 1; id <= each; id++) {
                wire.send(Wire.packet(0x32, publish("floor/a", id, message)));
            }
        }
        Budget received = running.exchange().received;
        Awaiting.until("there is no room", () -> received.left() < 0);
        assertTrue(
                received.held() <= Exchange.RECEIVED_BYTES_MAX + 60 * 4 * Listener.CHUNK_BYTES_MAX,
                received.held() + " bytes");
        publishV3(port, 0x32, "'elsewhere' 0001 31");
        driver.acknowledges = true;
        driver.taken.forEach(taken -> taken.acknowledge());
        for (Wire wire : wires) {
            for (int id = 1; id <= each; id++) {
                assertEquals("40 02 00 %02x".formatted(id), wire.receive());
            }
        }
        assertEquals(60 * each, driver.taken.size());
        assertEquals(0, received.held());
    }

    private static byte[] publish(String topic, int packetId, byte[] payload) {
        byte[] head = Wire.bytes("'%s' %04x".formatted(topic, packetId));
        byte[] body = Arrays.copyOf(head, head.length + payload.length);
        System.arraycopy(payload, 0, body, head.length, payload.length);
        return body;
    }

    @Test
    void packets_that_are_never_whole_do_not_hold_the_memory_of_others() throws Exception {
        int port = start();
        byte[] whole = Wire.packet(0x30, publish("a", 1, new byte[250_000]));
        for (int i = 0; i < 40; i++) {
            Wire wire = keep(Wire.connectedV3(port, "half-" + i));
            wire.send(Arrays.copyOf(whole, 200_000));
        }
        Budget received = running.exchange().received;
        Awaiting.until("there is no room", () -> received.left() < 0);
        publishV3(port, 0x32, "'modest' 0001 31");
        running.tickAfter(Duration.ofSeconds(1));
        assertTrue(received.left() < 0, "they have their time");
        running.tickAfter(Inlet.UNFINISHED_MAX.plusSeconds(1));
        assertTrue(running.intake.status().ended().get("quota_exceeded") > 0, "and no more");
    }

    @Test
    void messages_of_clients_that_went_are_not_kept_when_they_are_on_disk() throws Exception {
        int port = start();
        HandInbox driver = HandInbox.silent();
        running.intake.subscribe(List.of("a"), driver);
        for (int round = 0; round < 20; round++) {
            try (Wire wire = Wire.v3(port, "sensor", false, 0)) {
                wire.receive();
                int before = driver.taken.size();
                wire.send(Wire.packet(0x32, publish("a", 1 + round, new byte[200_000])));
                Awaiting.until("it has come", () -> driver.taken.size() > before);
            }
            Awaiting.until("it is gone", () -> !running.exchange().sessions.isOwned("sensor"));
        }
        assertEquals(0, running.exchange().received.held());
        long remembered = running.exchange().sessions.unfinished().held();
        assertTrue(remembered > 0 && remembered <= Sessions.UNFINISHED_BYTES_MAX, remembered + " bytes");
        WeakReference<Object> payload =
                new WeakReference<>(driver.taken.getFirst().payload());
        driver.taken.forEach(taken -> taken.acknowledge());
        try (Wire wire = Wire.v3(port, "sensor", false, 0)) {
            wire.receive();
            wire.send(Wire.packet(0x3a, publish("a", 1, new byte[200_000])));
            assertEquals("40 02 00 01", wire.receive(), "known, and not recorded again");
        }
        assertEquals(20, driver.taken.size());
        driver.taken.clear();
        Awaiting.until("its bytes are free", () -> {
            System.gc();
            return payload.get() == null;
        });
    }
}
