package io.tidegate.gateway.mqttserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {

    private final Budget queued = new Budget(Sessions.QUEUED_BYTES_MAX);
    private final Session session = new Session("plug", queued, new Budget(0), new Budget(0));

    private Session.Outgoing message() {
        Publication publication =
                new Publication(Topic.of("a"), new byte[1_000], 1, false, new byte[0], Publication.NEVER);
        return new Session.Outgoing(publication, 1, false, List.of());
    }

    @Test
    void what_another_event_loop_still_has_for_a_session_that_is_no_more_is_dropped() {
        session.offer(message());
        session.end();
        assertEquals(0, queued.held());
        assertFalse(session.offer(message()));
        assertEquals(0, queued.held());
    }

    @Test
    void a_session_that_starts_afresh_goes_on_getting_messages() {
        session.offer(message());
        session.forget();
        assertEquals(0, queued.held());
        session.offer(message());
        assertEquals(message().publication().weight(), queued.held());
    }
}
