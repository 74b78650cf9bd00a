package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.MqttSettings;
import io.tidegate.testing.Awaiting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** QoS 2, from PUBLISH to PUBCOMP, with whatever comes in between. */
class ExactlyOnceTest extends ServingTest {

    private static final String KEPT = "11000000ff";

    private long noted() throws Exception {
        try (Connection reader = running.journal.openReader();
                Statement statement = reader.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM mqtt_received")) {
            return row.getLong(1);
        }
    }

    @Test
    void a_packet_id_on_its_way_to_the_disk_does_not_outlive_its_session() throws Exception {
        start();
        HandInbox driver = HandInbox.silent();
        running.intake.subscribe(List.of("a"), driver);
        try (Wire till = Wire.v3(running.port(), "till", false, 0)) {
            till.receive();
            till.send(Wire.packet(0x34, "'a' 0007 31"));
            Awaiting.until("it has come", () -> driver.taken.size() == 1);
        }
        try (Wire till = Wire.connectedV3(running.port(), "till")) {
            till.send("e000");
            assertEquals(Wire.CLOSED, till.receive());
        }
        try (Wire till = Wire.v3(running.port(), "till", false, 0)) {
            assertEquals("20 02 00 00", till.receive());
        }
        driver.taken.getFirst().acknowledge();
        running.journal.change(_ -> {}).toCompletableFuture().get();
        restart();
        HandInbox after = HandInbox.acknowledging();
        running.intake.subscribe(List.of("a"), after);
        try (Wire till = Wire.v3(running.port(), "till", false, 0)) {
            assertEquals("20 02 01 00", till.receive());
            till.send(Wire.packet(0x34, "'a' 0007 32"));
            assertEquals("50 02 00 07", till.receive());
        }
        assertEquals(List.of("a 2"), after.texts());
    }

    @Test
    void packet_ids_without_a_session_are_gone_at_the_next_start() throws Exception {
        start();
        running.journal
                .change(transaction -> {
                    try (Statement statement = transaction.createStatement()) {
                        statement.executeUpdate("INSERT INTO mqtt_received (client, packet) VALUES ('nobody', 7)");
                    }
                })
                .toCompletableFuture()
                .get();
        assertEquals(1, noted());
        restart();
        assertEquals(0, noted());
    }

    @Test
    void a_client_of_mqtt_3_may_have_more_in_flight_than_the_receive_maximum() throws Exception {
        int port = start(new MqttSettings.Limits(10, 4096, 1000, 8, 2, 10));
        HandInbox driver = HandInbox.acknowledging();
        running.intake.subscribe(List.of("a"), driver);
        try (Wire till = Wire.v3(port, "till", false, 0)) {
            till.receive();
            for (int i = 1; i <= 7; i++) {
                till.send(Wire.packet(0x34, "'a' 000" + i + " 31"));
            }
            for (int i = 1; i <= 7; i++) {
                assertEquals("50 02 00 0" + i, till.receive());
            }
        }
        try (Wire till = Wire.v3(port, "till", false, 0)) {
            assertEquals("20 02 01 00", till.receive());
            for (int i = 1; i <= 7; i++) {
                till.send(Wire.packet(0x3c, "'a' 000" + i + " 31"));
                assertEquals("50 02 00 0" + i, till.receive());
            }
            for (int i = 1; i <= 7; i++) {
                till.send("6202000" + i);
                assertEquals("70 02 00 0" + i, till.receive());
            }
        }
        assertEquals(7, driver.taken.size());
    }

    @Test
    void what_an_earlier_connection_left_takes_nothing_from_the_receive_maximum() throws Exception {
        int port = start(new MqttSettings.Limits(10, 4096, 1000, 8, 3, 10));
        HandInbox driver = HandInbox.acknowledging();
        running.intake.subscribe(List.of("a"), driver);
        try (Wire till = Wire.v5(port, "till", false, KEPT)) {
            till.receive();
            for (int i = 1; i <= 3; i++) {
                till.send(Wire.packet(0x34, "'a' 000" + i + " 00 31"));
                assertEquals("50 02 00 0" + i, till.receive());
            }
        }
        try (Wire till = Wire.v5(port, "till", false, KEPT);
                StalledJournal disk = new StalledJournal(running.journal)) {
            assertTrue(till.receive().startsWith("20"));
            till.send("62020001").send("62020002").send("62020003");
            for (int i = 4; i <= 6; i++) {
                till.send(Wire.packet(0x34, "'a' 000" + i + " 00 31"));
            }
            Awaiting.until("all have come", () -> driver.taken.size() == 6);
            disk.goOn();
            for (int i = 1; i <= 3; i++) {
                assertEquals("70 02 00 0" + i, till.receive());
            }
            for (int i = 4; i <= 6; i++) {
                assertEquals("50 02 00 0" + i, till.receive());
            }
        }
    }

    @Test
    void a_client_of_mqtt_5_above_the_receive_maximum_is_disconnected_with_qos_2_too() throws Exception {
        int port = start(new MqttSettings.Limits(10, 4096, 1000, 8, 2, 10));
        running.intake.subscribe(List.of("a"), HandInbox.acknowledging());
        try (Wire till = Wire.connectedV5(port, "till")) {
            for (int i = 1; i <= 2; i++) {
                till.send(Wire.packet(0x34, "'a' 000" + i + " 00 31"));
                assertEquals("50 02 00 0" + i, till.receive());
            }
            till.send(Wire.packet(0x3c, "'a' 0002 00 31"));
            assertEquals("50 02 00 02", till.receive(), "a repetition is the same message");
            till.send(Wire.packet(0x34, "'a' 0003 00 31"));
            assertEquals("e0 02 93 00", till.receive());
        }
    }

    @Test
    void a_release_frees_its_id_even_if_the_connection_has_ended_meanwhile() throws Exception {
        int port = start();
        running.intake.subscribe(List.of("a"), HandInbox.acknowledging());
        try (Wire till = Wire.v5(port, "till", false, KEPT)) {
            till.receive();
            till.send(Wire.packet(0x34, "'a' 0007 00 31"));
            assertEquals("50 02 00 07", till.receive());
            try (StalledJournal _ = new StalledJournal(running.journal)) {
                till.send("62020007").send("c000");
                assertEquals("d0 00", till.receive());
                till.send("e000");
                assertEquals(Wire.CLOSED, till.receive());
            }
        }
        running.journal.change(_ -> {}).toCompletableFuture().get();
        assertEquals(0, noted());
        try (Wire till = Wire.v5(port, "till", false, KEPT)) {
            assertTrue(till.receive().startsWith("20"));
            till.send("62020007");
            assertEquals("70 03 00 07 92", till.receive(), "it is not known any more");
        }
    }

    @Test
    void a_message_that_no_driver_reads_is_passed_on_once() throws Exception {
        int port = start();
        try (Wire plug = subscribedV3(port, "plug", "cmnd")) {
            try (StalledJournal disk = new StalledJournal(running.journal)) {
                try (Wire panel = Wire.v3(port, "panel", false, 0)) {
                    panel.receive();
                    panel.send(Wire.packet(0x34, "'cmnd' 0007 31"));
                    assertEquals("32 09 00 04 63 6d 6e 64 00 01 31", plug.receive());
                }
                try (Wire panel = Wire.v3(port, "panel", false, 0)) {
                    assertEquals("20 02 01 00", panel.receive());
                    panel.send(Wire.packet(0x3c, "'cmnd' 0007 31")).send("c000");
                    assertEquals("d0 00", panel.receive());
                    disk.goOn();
                    assertEquals("50 02 00 07", panel.receive());
                    panel.send("62020007");
                    assertEquals("70 02 00 07", panel.receive());
                }
            }
            publishV3(port, 0x30, "'cmnd' 32");
            assertEquals("30 07 00 04 63 6d 6e 64 32", plug.receive(), "and nothing in between");
        }
    }

    @Test
    void a_repetition_does_not_hide_the_message_that_is_on_its_way() throws Exception {
        int port = start();
        HandInbox driver = HandInbox.silent();
        running.intake.subscribe(List.of("a"), driver);
        try (Wire till = Wire.v3(port, "till", false, 0)) {
            till.receive();
            till.send(Wire.packet(0x34, "'a' 0007 31")).send(Wire.packet(0x3c, "'a' 0007 31"));
            till.send("c000");
            assertEquals("d0 00", till.receive());
        }
        try (Wire till = Wire.v3(port, "till", false, 0)) {
            assertEquals("20 02 01 00", till.receive());
            till.send(Wire.packet(0x3c, "'a' 0007 31")).send("c000");
            assertEquals("d0 00", till.receive());
            assertEquals(1, driver.taken.size());
            driver.taken.getFirst().acknowledge();
            assertEquals("50 02 00 07", till.receive());
        }
    }

    @Test
    void another_message_with_the_id_of_one_on_its_way_takes_over_the_id() throws Exception {
        int port = start();
        HandInbox driver = HandInbox.silent();
        running.intake.subscribe(List.of("a"), driver);
        try (Wire till = Wire.v3(port, "till", false, 0)) {
            till.receive();
            till.send(Wire.packet(0x34, "'a' 0007 31")).send("c000");
            assertEquals("d0 00", till.receive());
        }
        try (Wire till = Wire.v3(port, "till", false, 0)) {
            till.receive();
            till.send(Wire.packet(0x34, "'a' 0007 32"));
            Awaiting.until("both have come", () -> driver.taken.size() == 2);
            driver.taken.getFirst().acknowledge();
            running.journal.change(_ -> {}).toCompletableFuture().get();
            running.journal.change(_ -> {}).toCompletableFuture().get();
            assertEquals(0, noted(), "the first one's id must not stand for the second one");
            driver.taken.getLast().acknowledge();
            assertEquals("50 02 00 07", till.receive());
            assertEquals(1, noted());
        }
    }
}
