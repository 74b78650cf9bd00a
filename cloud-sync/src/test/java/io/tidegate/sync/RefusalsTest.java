package io.tidegate.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.sync.Courier.Next;
import io.tidegate.sync.Rejected.Proof;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a courier believes of a place that says no, what it offers again, and what steps behind what. */
class RefusalsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final HandSink sink = new HandSink();
    private long nanos = Duration.ofHours(1).toNanos();
    private Courier courier = courier("hand://here");

    private Courier courier(String place) {
        return sink.stepwise(
                new Courier.Duty("hq", "hand", place, new BatchLimits(5, 64 * 1024), false), outbox, NOW, () -> nanos);
    }

    private void restart() {
        courier = courier("hand://here");
    }

    private Next step() throws InterruptedException {
        nanos += Duration.ofMinutes(10).toNanos();
        return courier.step();
    }

    private List<Long> parked() {
        return outbox.rejected().stream().map(Rejected::position).toList();
    }

    @Test
    void a_place_that_has_refused_everything_so_far_is_the_wrong_one() throws Exception {
        outbox.withReadings(2, "fridge-1");
        sink.refuse(Proof.PLACE_TAKES, 1, 2);
        assertInstanceOf(Next.After.class, step());
        assertEquals(2, outbox.backlog());
        String told = courier.status().lastError().orElseThrow();
        assertTrue(told.contains("never") && told.contains("url"), told);
    }

    @Test
    void what_comes_later_shows_that_the_first_refusals_were_about_the_entries() throws Exception {
        outbox.withReadings(2, "fridge-1");
        sink.refuse(Proof.PLACE_TAKES, 1, 2);
        step();
        outbox.withReadings(1, "fridge-1");
        step();
        assertEquals(List.of(1L, 2L), parked());
        assertEquals(0, outbox.backlog());
    }

    @Test
    void a_restart_before_a_run_of_refused_entries_stops_nothing() throws Exception {
        outbox.withReadings(1, "fridge-1");
        step();
        outbox.withReadings(8, "fridge-1");
        sink.refuse(Proof.PLACE_TAKES, 2, 3, 4, 5, 6, 7, 8);
        restart();
        step();
        step();
        assertEquals(List.of(2L, 3L, 4L, 5L, 6L, 7L, 8L), parked());
        assertEquals(0, outbox.backlog());
    }

    @Test
    void a_sink_that_gets_another_address_must_show_itself_again() throws Exception {
        outbox.withReadings(1, "fridge-1");
        step();
        outbox.withReadings(2, "fridge-1");
        sink.refuse(Proof.PLACE_TAKES, 2, 3);
        courier = courier("hand://elsewhere");
        step();
        assertEquals(2, outbox.backlog());
    }

    @Test
    void a_place_that_begins_to_refuse_everything_counts_as_away_before_any_of_it_is_lost() throws Exception {
        outbox.withReadings(1, "fridge-1");
        step();
        int most = Offers.REFUSED_IN_A_ROW_MAX;
        outbox.withReadings(most + 10, "fridge-1");
        sink.refuse(Proof.PLACE_TAKES, LongStream.range(2, most + 12).toArray());
        while (step() instanceof Next.Now) {}
        assertEquals(most, parked().size());
        assertEquals(10, outbox.backlog());
        sink.takeAll();
        step();
        assertEquals(most, parked().size(), "it takes them now");
        assertEquals(5, outbox.backlog());
    }

    @Test
    void an_answer_that_may_be_about_us_counts_when_others_go_through() throws Exception {
        outbox.withReadings(1, "fridge-1");
        step();
        outbox.withReadings(1, "fridge-1");
        sink.refuse(Proof.OTHERS_TAKEN, 2);
        assertInstanceOf(Next.After.class, step());
        assertEquals(List.of(), parked());
        outbox.withReadings(1, "fridge-1");
        step();
        assertEquals(List.of(2L), parked());
        assertEquals(0, outbox.backlog());
    }

    @Test
    void sure_refusals_before_a_doubtful_one_count() throws Exception {
        outbox.withReadings(1, "fridge-1");
        step();
        outbox.withReadings(3, "fridge-1");
        sink.refuse(Proof.PLACE_TAKES, 2, 3);
        sink.refuse(Proof.OTHERS_TAKEN, 4);
        step();
        assertEquals(List.of(2L, 3L), parked());
        assertEquals(1, outbox.backlog());
    }

    @Test
    void what_is_refused_again_after_a_restart_stays_parked_and_stops_nothing() throws Exception {
        outbox.withReadings(3, "fridge-1");
        sink.refuse(Proof.OTHERS_TAKEN, 2);
        step();
        outbox.replay();
        restart();
        outbox.withReadings(2, "fridge-1");
        step();
        assertEquals(List.of(2L), parked());
        step();
        assertEquals(0, outbox.backlog());
        assertInstanceOf(Next.WhenThereIsMore.class, step());
    }

    @Test
    void what_is_sent_again_steps_behind_what_is_fresh_when_it_cannot_go() throws Exception {
        outbox.withReadings(3, "fridge-1");
        sink.refuse(Proof.GIVEN, 2);
        step();
        outbox.replay();
        outbox.withReadings(12, "fridge-1");
        sink.outage = new UnavailableException("breaks on it");
        assertInstanceOf(Next.Now.class, step());
        sink.outage = null;
        courier.step();
        assertEquals(List.of(List.of(1L, 2L, 3L), List.of(2L), List.of(4L, 5L, 6L, 7L, 8L)), sink.positions());
    }

    @Test
    void what_cannot_be_sent_again_is_tried_now_and_then_and_the_fresh_is_still_awaited() throws Exception {
        outbox.withReadings(3, "fridge-1");
        sink.refuse(Proof.GIVEN, 2);
        step();
        outbox.replay();
        sink.outage = new UnavailableException("breaks on it");
        step();
        Next.WhenThereIsMore wait = assertInstanceOf(Next.WhenThereIsMore.class, courier.step());
        assertTrue(wait.atMost().compareTo(Backoff.FIRST_MAX) <= 0, "waits " + wait.atMost());
        assertInstanceOf(SinkStatus.Waiting.class, courier.status().state());
        sink.refuse(Proof.GIVEN);
        sink.outage = null;
        nanos += wait.atMost().toNanos();
        courier.step();
        assertEquals(List.of(2L), sink.positions().getLast());
    }

    @Test
    void a_batch_that_may_have_arrived_comes_again_as_it_was() throws Exception {
        outbox.withReadings(2, "fridge-1");
        sink.outage = new UnavailableException("the answer got lost");
        step();
        outbox.withReadings(2, "fridge-1");
        step();
        sink.outage = null;
        step();
        step();
        assertEquals(List.of(List.of(1L, 2L), List.of(1L, 2L), List.of(1L, 2L), List.of(3L, 4L)), sink.positions());
    }

    @Test
    void what_was_settled_before_an_outage_is_not_sent_again() throws Exception {
        outbox.withReadings(5, "fridge-1");
        Settled before = new Settled(2, List.of(new Rejected(2, "never", Proof.PLACE_TAKES)));
        sink.outage = new UnavailableException("too many", Optional.of(Duration.ofMinutes(1)), null).after(before, 2);
        assertEquals(
                Duration.ofMinutes(1),
                assertInstanceOf(Next.After.class, step()).pause());
        assertEquals(List.of(2L), parked());
        assertEquals(1, courier.status().delivered());
        sink.outage = null;
        step();
        step();
        assertEquals(
                List.of(List.of(1L, 2L, 3L, 4L, 5L), List.of(3L, 4L), List.of(5L)),
                sink.positions(),
                "what was under way comes again as it was");
    }
}
