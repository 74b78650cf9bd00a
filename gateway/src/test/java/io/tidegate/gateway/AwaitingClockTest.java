package io.tidegate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Symbology;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AwaitingClockTest {

    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

    private final List<Entry> taken = new ArrayList<>();
    private boolean unsettled = true;

    private final Sink sink = AwaitingClock.plain(
            new Sink() {
                @Override
                public Settled deliver(List<Entry> batch, boolean late) {
                    taken.addAll(batch);
                    return Settled.all(batch, List.of());
                }

                @Override
                public void close() {}
            },
            _ -> unsettled);

    private static List<Entry> batch(Instant recordedAt) {
        return List.of(new Entry(
                1, recordedAt, new Observation.Scan(new DeviceId("till"), recordedAt, "1", Symbology.UNKNOWN)));
    }

    @Test
    void an_entry_of_1970_waits_for_its_right_time() throws Exception {
        UnavailableException waits =
                assertThrows(UnavailableException.class, () -> sink.deliver(batch(Instant.EPOCH), false));
        assertTrue(waits.getMessage().contains("clock"), waits.getMessage());
        unsettled = false;
        assertThrows(
                UnavailableException.class,
                () -> sink.deliver(batch(Instant.EPOCH), false),
                "it may have been read just before its time was set right");
        sink.deliver(batch(TEN), false);
        assertEquals(batch(TEN), taken);
    }

    @Test
    void one_whose_time_stays_wrong_is_delivered_as_it_is() throws Exception {
        assertThrows(UnavailableException.class, () -> sink.deliver(batch(Instant.EPOCH), false));
        unsettled = false;
        assertThrows(UnavailableException.class, () -> sink.deliver(batch(Instant.EPOCH), false));
        sink.deliver(batch(Instant.EPOCH), false);
        assertEquals(batch(Instant.EPOCH), taken);
    }

    @Test
    void an_entry_of_1970_waits_also_where_the_clock_was_set_within_its_batch() throws Exception {
        List<Entry> both = List.of(batch(Instant.EPOCH).getFirst(), batch(TEN).getFirst());
        assertThrows(UnavailableException.class, () -> sink.deliver(both, false));
        assertEquals(List.of(), taken);
    }

    @Test
    void where_the_site_wants_it_a_plausible_time_waits_too_until_the_clock_is_set() throws Exception {
        Sink holding = AwaitingClock.holding(sink, _ -> unsettled);
        UnavailableException waits = assertThrows(UnavailableException.class, () -> holding.deliver(batch(TEN), false));
        assertTrue(waits.getMessage().contains("gateway.clock"), waits.getMessage());
        unsettled = false;
        holding.deliver(batch(TEN), false);
        assertEquals(batch(TEN), taken);
    }

    @Test
    void a_plausible_time_waits_for_nobody() throws Exception {
        sink.deliver(batch(TEN), false);
        assertEquals(batch(TEN), taken);
    }
}
