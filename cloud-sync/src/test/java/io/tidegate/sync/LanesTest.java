package io.tidegate.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.SinkConfig.BatchLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is fresh passes what had to wait, and all of it arrives. */
class LanesTest {

    private static final Instant AN_HOUR_LATER = Instant.parse("2026-11-23T11:00:00Z");

    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final HandSink sink = new HandSink();
    private long nanos = Duration.ofHours(1).toNanos();

    private final Courier courier = sink.stepwise(HandSink.DUTY, outbox, AN_HOUR_LATER, () -> nanos);

    @Test
    void after_a_long_outage_what_is_fresh_goes_at_once_and_the_rest_in_turn_with_it() throws Exception {
        outbox.withReadings(150, "fridge-1");
        courier.step();
        outbox.withReadings(1, "fridge-1");
        for (int i = 0; i < 4; i++) {
            nanos += Gathering.APART.toNanos();
            courier.step();
        }
        assertEquals(
                List.of(List.of(1L, 10L), List.of(11L, 20L), List.of(151L, 151L), List.of(21L, 30L), List.of(31L, 40L)),
                sink.positions().stream()
                        .map(batch -> List.of(batch.getFirst(), batch.getLast()))
                        .toList());
        assertEquals(List.of(false, true, false, true, true), sink.late);
        assertEquals(110, courier.status().backlog().owed());
        assertEquals(110, courier.status().backlog().entries());
        while (courier.status().backlog().entries() > 0) {
            nanos += Gathering.APART.toNanos();
            courier.step();
        }
        assertEquals(
                151, sink.positions().stream().flatMap(List::stream).distinct().count());
        assertEquals(151, courier.status().delivered());
    }

    @Test
    void it_is_told_what_waits_and_until_when() throws Exception {
        assertEquals(Backlog.NONE, courier.status().backlog());
        outbox.withReadings(150, "fridge-1");
        courier.step();
        for (int i = 0; i < 4; i++) {
            nanos += Duration.ofSeconds(2).toNanos();
            courier.step();
        }
        Backlog backlog = courier.status().backlog();
        assertEquals(100, backlog.entries());
        assertEquals(100, backlog.owed());
        assertEquals(Optional.of(InMemoryOutbox.START), backlog.upTo(), "of what is owed");
        assertTrue(backlog.bytes() > 100 * 150 && backlog.bytes() < 100 * 300, backlog.toString());
        assertEquals(Optional.of(Duration.ofSeconds(16)), backlog.eta(), "50 less in 8 s");
        while (courier.status().backlog().entries() > 0) {
            nanos += Duration.ofSeconds(2).toNanos();
            courier.step();
        }
        assertEquals(Backlog.NONE, courier.status().backlog());
    }

    @Test
    void what_was_left_for_later_uses_the_time_in_which_what_is_fresh_waits_for_more() throws Exception {
        outbox.withReadings(150, "fridge-1");
        courier.step();
        outbox.withReadings(1, "fridge-1");
        courier.step();
        courier.step();
        assertEquals(
                List.of(11L, 20L),
                List.of(
                        sink.positions().get(1).getFirst(),
                        sink.positions().get(1).getLast()));
    }

    @Test
    void where_nothing_may_pass_anything_else_all_goes_in_order() throws Exception {
        Courier ordered = sink.stepwise(
                new Courier.Duty("hq", "hand", "hand://here", new BatchLimits(10, 4096), true),
                outbox,
                AN_HOUR_LATER,
                () -> nanos);
        outbox.withReadings(300, "fridge-1");
        for (int i = 0; i < 30; i++) {
            ordered.step();
        }
        assertEquals(300, sink.positions().getLast().getLast());
        assertEquals(
                sink.positions().stream().flatMap(List::stream).sorted().toList(),
                sink.positions().stream().flatMap(List::stream).toList());
    }

    @Test
    void a_late_batch_that_may_have_arrived_comes_again_as_it_was() throws Exception {
        outbox.withReadings(150, "fridge-1");
        courier.step();
        sink.outage = new UnavailableException("it broke");
        courier.step();
        sink.outage = null;
        nanos += Duration.ofMinutes(5).toNanos();
        courier.step();
        assertEquals(sink.positions().get(1), sink.positions().get(2));
    }

    @Test
    void of_what_waits_what_happened_to_goods_and_devices_goes_before_what_sensors_showed() throws Exception {
        outbox.withReadings(120, "fridge-1").withScan("till", "4006381333931").withReadings(29, "fridge-1");
        for (int i = 0; i < 3; i++) {
            nanos += Gathering.APART.toNanos();
            courier.step();
        }
        assertEquals(
                List.of(1L, 121L, 11L),
                sink.positions().stream().map(List::getFirst).toList());
        assertEquals(List.of(false, true, true), sink.late);
        while (courier.status().backlog().entries() > 0) {
            nanos += Gathering.APART.toNanos();
            courier.step();
        }
        assertEquals(150, sink.positions().stream().mapToInt(List::size).sum(), "each once");
    }
}
