package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.testing.Awaiting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is on disk of the sessions after the disk was in trouble. */
class SessionTableTest extends ServingTest {

    private long rows(String table) {
        try (Connection reader = running.journal.openReader();
                Statement statement = reader.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** From here on no change is taken in, until it goes on. */
    private StalledJournal trouble() throws Exception {
        StalledJournal disk = new StalledJournal(running.journal);
        while (!running.journal.change(_ -> {}).toCompletableFuture().isCompletedExceptionally()) {
            // Until no more may wait.
        }
        return disk;
    }

    private static void publishOnce(Wire till) throws Exception {
        till.send(Wire.packet(0x34, "'a' 0007 31"));
        assertEquals("50 02 00 07", till.receive());
    }

    @Test
    void a_session_whose_removal_could_not_be_written_is_removed_later() throws Exception {
        start();
        running.intake.subscribe(List.of("a"), HandInbox.acknowledging());
        try (Wire till = Wire.v3(running.port(), "till", false, 0)) {
            till.receive();
            publishOnce(till);
        }
        assertEquals(1, rows("mqtt_session"));
        assertEquals(1, rows("mqtt_received"));
        try (StalledJournal _ = trouble()) {
            Wire.connectedV3(running.port(), "till").close();
        }
        Awaiting.until("it is gone", () -> rows("mqtt_session") == 0 && rows("mqtt_received") == 0);
    }

    @Test
    void what_began_afresh_meanwhile_is_not_removed_with_it() throws Exception {
        start();
        HandInbox driver = HandInbox.acknowledging();
        running.intake.subscribe(List.of("a"), driver);
        try (Wire till = Wire.v3(running.port(), "till", false, 0)) {
            till.receive();
            publishOnce(till);
        }
        try (StalledJournal _ = trouble()) {
            Wire.connectedV3(running.port(), "till").close();
            Awaiting.until("it is gone", () -> running.exchange().sessions.find("till") == null);
            try (Wire till = Wire.v3(running.port(), "till", false, 0)) {
                assertEquals("20 02 00 00", till.receive());
            }
        }
        Awaiting.until("it is as it is now", () -> rows("mqtt_session") == 1 && rows("mqtt_received") == 0);
        restart();
        HandInbox after = HandInbox.acknowledging();
        running.intake.subscribe(List.of("a"), after);
        try (Wire till = Wire.v3(running.port(), "till", false, 0)) {
            assertEquals("20 02 01 00", till.receive());
            publishOnce(till);
        }
        assertEquals(List.of("a 1"), after.texts(), "another message than the one before");
    }
}
