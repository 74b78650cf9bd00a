package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.Awaiting;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When an absent client is forgotten, by a clock that nobody sets. */
class AbsentSessionsTest extends ServingTest {

    @Test
    void a_session_is_over_when_its_seconds_have_passed_since_the_client_left() throws Exception {
        int port = start();
        try (Wire lamp = Wire.v5(port, "lamp", false, "1100000064")) {
            assertTrue(lamp.receive().startsWith("20"));
        }
        Sessions sessions = running.intake.exchange().sessions;
        Awaiting.until("it is gone", () -> !sessions.isOwned("lamp"));
        long left = System.nanoTime();
        sessions.expire(left + TimeUnit.SECONDS.toNanos(90));
        assertEquals(1, sessions.size());
        sessions.expire(left + TimeUnit.SECONDS.toNanos(101));
        assertEquals(0, sessions.size());
    }
}
