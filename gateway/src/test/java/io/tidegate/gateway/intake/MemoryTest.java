package io.tidegate.gateway.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.Awaiting;
import java.util.ArrayList;
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
}
