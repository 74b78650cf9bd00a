package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.testing.Awaiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is remembered of a client between its connections, and what of it survives a restart. */
class SessionsTest extends ServingTest {

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
        try (Wire wire = Wire.v3(port, "sleepy", true, 100)) {
            wire.receive();
            running.tickAfter(Duration.ofSeconds(140));
            wire.send("c000");
            assertEquals("d0 00", wire.receive(), "one and a half times as long is allowed");
            running.tickAfter(Duration.ofSeconds(160));
            assertEquals(Wire.CLOSED, wire.receive());
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
}
