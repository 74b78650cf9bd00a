package io.tidegate.gateway.mqttserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.DeviceException;
import io.tidegate.testing.Awaiting;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MqttIntakeTest {

    @TempDir
    Path folder;

    RunningIntake running;

    @BeforeEach
    void start() throws Exception {
        running = RunningIntake.start(folder);
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
    }

    @Test
    void a_puback_goes_out_after_the_drivers_acknowledgement() throws Exception {
        HandInbox inbox = HandInbox.silent();
        running.intake.subscribe(List.of("floor/+/+"), inbox);
        try (Wire wire = Wire.connectedV3(running.port(), "sensor")) {
            wire.send(Wire.packet(0x32, "'floor/fridge-9/temperature' 0007 342e32"))
                    .send("c000");
            assertEquals("d0 00", wire.receive(), "PINGRESP comes before the PUBACK that waits");
            assertEquals(List.of("floor/fridge-9/temperature 4.2"), inbox.texts());
            inbox.taken.getFirst().acknowledge();
            assertEquals("40 02 00 07", wire.receive());
        }
    }

    @Test
    void answers_keep_the_order_of_the_messages() throws Exception {
        HandInbox inbox = HandInbox.silent();
        running.intake.subscribe(List.of("#"), inbox);
        try (Wire wire = Wire.connectedV3(running.port(), "sensor")) {
            wire.send(Wire.packet(0x32, "'a' 0001 31")).send(Wire.packet(0x34, "'a' 0002 32"));
            wire.send(Wire.packet(0x32, "'a' 0003 33"));
            Awaiting.until("all have come", () -> inbox.taken.size() == 3);
            inbox.taken.get(2).acknowledge();
            inbox.taken.get(1).acknowledge();
            inbox.taken.get(0).acknowledge();
            assertEquals("40 02 00 01", wire.receive());
            assertEquals("50 02 00 02", wire.receive());
            assertEquals("40 02 00 03", wire.receive());
        }
    }

    @Test
    void a_message_for_an_absent_driver_waits_for_it() throws Exception {
        HandInbox first = HandInbox.silent();
        running.intake.subscribe(List.of("floor/#"), first).close();
        try (Wire wire = Wire.connectedV3(running.port(), "sensor")) {
            wire.send(Wire.packet(0x32, "'floor/a' 0001 31")).send(Wire.packet(0x32, "'floor/a' 0002 32"));
            Awaiting.until("it is not read from", () -> running.intake.status().paused() == 1);
            HandInbox second = HandInbox.acknowledging();
            running.intake.subscribe(List.of("floor/#"), second);
            assertEquals("40 02 00 01", wire.receive());
            assertEquals("40 02 00 02", wire.receive());
            assertEquals(List.of("floor/a 1", "floor/a 2"), second.texts());
            assertTrue(first.taken.isEmpty());
        }
    }

    @Test
    void what_a_driver_left_unacknowledged_is_offered_to_the_next_one() throws Exception {
        HandInbox first = HandInbox.silent();
        var subscription = running.intake.subscribe(List.of("floor/#"), first);
        try (Wire wire = Wire.connectedV3(running.port(), "sensor")) {
            wire.send(Wire.packet(0x32, "'floor/a' 0001 31")).send(Wire.packet(0x32, "'floor/a' 0002 32"));
            Awaiting.until("both have come", () -> first.taken.size() == 2);
            first.taken.getFirst().acknowledge();
            assertEquals("40 02 00 01", wire.receive());
            subscription.close();
            HandInbox second = HandInbox.acknowledging();
            Awaiting.until("it is not read from", () -> running.intake.status().paused() == 1);
            running.intake.subscribe(List.of("floor/#"), second);
            assertEquals("40 02 00 02", wire.receive());
            assertEquals(List.of("floor/a 2"), second.texts());
        }
    }

    @Test
    void what_a_driver_left_comes_to_the_next_one_before_anything_new() throws Exception {
        HandInbox first = HandInbox.silent();
        var subscription = running.intake.subscribe(List.of("floor/#"), first);
        HandInbox second = HandInbox.acknowledging();
        Loop loop = running.intake.loops().getFirst();
        loop.execute(() -> loop.publish(news("old"), () -> {}));
        Awaiting.until("it has come", () -> first.taken.size() == 1);
        loop.execute(() -> {
            subscription.close();
            subscribe(second);
            loop.publish(news("new"), () -> {});
        });
        Awaiting.until("both have come", () -> second.taken.size() == 2);
        assertEquals(List.of("floor/a old", "floor/a new"), second.texts());
    }

    private void subscribe(HandInbox inbox) {
        try {
            running.intake.subscribe(List.of("floor/#"), inbox);
        } catch (DeviceException refused) {
            throw new AssertionError(refused);
        }
    }

    private static Publication news(String payload) {
        return new Publication(Topic.of("floor/a"), payload.getBytes(UTF_8), 1, false, new byte[0], Publication.NEVER);
    }
}
