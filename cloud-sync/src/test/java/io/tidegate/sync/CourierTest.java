package io.tidegate.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.Limits;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.sync.Courier.Next;
import io.tidegate.testing.Awaiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class CourierTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final HandSink sink = new HandSink();
    private long nanos = Duration.ofHours(1).toNanos();

    private final Courier courier = sink.stepwise(HandSink.DUTY, outbox, NOW, () -> nanos);

    @Test
    void it_takes_no_more_than_the_entries_of_a_batch() throws Exception {
        outbox.withReadings(25, "fridge-1");
        assertInstanceOf(Next.Now.class, courier.step());
        assertEquals(10, sink.batches.getFirst().size());
        assertEquals(15, courier.status().backlog().entries());
    }

    @Test
    void it_takes_no_more_than_the_bytes_of_a_batch_but_always_one_entry() throws Exception {
        outbox.withScan("till", "7".repeat(7000)).withScan("till", "8".repeat(7000));
        courier.step();
        assertEquals(1, sink.batches.getFirst().size());
    }

    @Test
    void a_lone_entry_goes_at_once_and_the_next_ones_share_a_batch() throws Exception {
        outbox.withReadings(1, "fridge-1");
        courier.step();
        outbox.withReadings(1, "fridge-1");
        Next.After wait = assertInstanceOf(Next.After.class, courier.step());
        assertTrue(wait.pause().compareTo(Gathering.APART) <= 0);
        outbox.withReadings(4, "fridge-1");
        nanos += wait.pause().toNanos();
        courier.step();
        assertEquals(List.of(1, 5), sink.batches.stream().map(List::size).toList());
    }

    /** At which deliveries cost: it wants one in five minutes. */
    private Courier gathering() {
        Courier.Duty duty = new Courier.Duty(
                "hq", "hand", "hand://here", new BatchLimits(10, 4096), false, Limits.NONE, Duration.ofMinutes(5));
        return sink.stepwise(duty, outbox, NOW, () -> nanos);
    }

    @Test
    void where_deliveries_cost_it_collects_says_so_and_looks_now_and_then_whether_a_batch_is_full() throws Exception {
        Courier gathering = gathering();
        outbox.withReadings(1, "fridge-1");
        gathering.step();
        outbox.withReadings(3, "fridge-1");
        assertEquals(new Next.After(Gathering.LOOK), gathering.step());
        SinkStatus.Held held =
                assertInstanceOf(SinkStatus.Held.class, gathering.status().state());
        assertEquals(new Hold(Hold.Why.GATHERS, NOW.plus(Duration.ofMinutes(5))), held.hold());
        nanos += Duration.ofMinutes(5).minusSeconds(1).toNanos();
        assertEquals(new Next.After(Duration.ofSeconds(1)), gathering.step());
        nanos += Duration.ofSeconds(1).toNanos();
        gathering.step();
        outbox.withReadings(9, "fridge-1");
        assertEquals(new Next.After(Gathering.LOOK), gathering.step());
        outbox.withReadings(2, "fridge-1");
        gathering.step();
        assertEquals(List.of(1, 3, 10), sink.batches.stream().map(List::size).toList());
    }

    @Test
    void what_was_collected_and_not_taken_does_not_wait_as_long_once_more() throws Exception {
        Courier gathering = gathering();
        outbox.withReadings(3, "fridge-1");
        sink.outage = new UnavailableException("connection refused");
        Duration pause = assertInstanceOf(Next.After.class, gathering.step()).pause();
        sink.outage = null;
        nanos += pause.toNanos();
        assertInstanceOf(Next.Now.class, gathering.step());
        assertEquals(2, sink.batches.size());
    }

    @Test
    void it_ends_with_the_journal() {
        try (Courier running = Courier.start(HandSink.DUTY, sink, outbox, Clock.systemUTC())) {
            outbox.withReadings(1, "fridge-1");
            Awaiting.until("it runs", () -> running.status().delivered() == 1);
            outbox.close();
            Awaiting.until("it has stopped by itself", () -> running.status().state() instanceof SinkStatus.Stopped);
        }
    }

    @Test
    void a_full_batch_never_waits() throws Exception {
        outbox.withReadings(30, "fridge-1");
        courier.step();
        courier.step();
        courier.step();
        assertEquals(3, sink.batches.size());
    }

    @Test
    void an_outage_moves_no_cursor_and_is_told_in_the_places_own_words() throws Exception {
        outbox.withReadings(3, "fridge-1");
        sink.outage = new UnavailableException("connection refused");
        assertInstanceOf(Next.After.class, courier.step());
        SinkStatus status = courier.status();
        assertEquals(3, status.backlog().entries());
        assertEquals(0, status.delivered());
        assertEquals(Optional.of("connection refused"), status.lastError());
        SinkStatus.Waiting waiting = assertInstanceOf(SinkStatus.Waiting.class, status.state());
        assertEquals(NOW, waiting.since());
    }

    @Test
    void it_goes_on_where_it_was_when_the_outage_is_over() throws Exception {
        outbox.withReadings(3, "fridge-1");
        sink.outage = new UnavailableException("connection refused");
        courier.step();
        sink.outage = null;
        nanos += Duration.ofMinutes(5).toNanos();
        courier.step();
        assertInstanceOf(Next.WhenThereIsMore.class, courier.step());
        SinkStatus status = courier.status();
        assertEquals(3, status.delivered());
        assertEquals(0, status.backlog().entries());
        assertEquals(Optional.of(NOW), status.lastSuccess());
        assertInstanceOf(SinkStatus.Idle.class, status.state());
    }

    @Test
    void pauses_grow_to_their_limit_and_not_above() throws Exception {
        outbox.withReadings(1, "fridge-1");
        sink.outage = new UnavailableException("connection refused");
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 200; i++) {
            Duration pause = assertInstanceOf(Next.After.class, courier.step()).pause();
            if (i == 0) {
                assertTrue(pause.compareTo(Backoff.FIRST_MAX) <= 0, "the first retry is a quick one");
            }
            nanos += pause.toNanos() + Gathering.APART.toNanos();
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }
        assertTrue(longest.compareTo(Duration.ofMinutes(4)) > 0, "grew to " + longest);
        assertTrue(longest.compareTo(Backoff.PAUSE_MAX) <= 0, "grew to " + longest);
    }

    @Test
    void on_a_line_that_is_too_slow_for_a_batch_less_goes_at_once_until_it_is_faster_again() throws Exception {
        outbox.withReadings(10, "fridge-1");
        sink.outage = UnavailableException.silence("no answer", new TimeoutException());
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < 2 * Portion.SAME_TRIES + 1; i++) {
            courier.step();
            sizes.add(sink.batches.getLast().size());
            nanos += Backoff.PAUSE_MAX.toNanos();
        }
        assertEquals(List.of(10, 10, 10, 5, 5, 5, 2), sizes, "a repeat is the same at first");
        sink.outage = null;
        while (courier.status().backlog().entries() > 0) {
            nanos += Gathering.APART.toNanos();
            courier.step();
        }
        assertEquals(
                List.of(List.of(1L, 2L), List.of(3L, 4L, 5L, 6L), List.of(7L, 8L, 9L, 10L)),
                sink.positions().subList(sizes.size(), sink.positions().size()));
    }

    @Test
    void a_place_that_nobody_reaches_does_not_make_batches_smaller() throws Exception {
        outbox.withReadings(10, "fridge-1");
        sink.outage = new UnavailableException("connection refused");
        for (int i = 0; i < 2 * Portion.SAME_TRIES; i++) {
            courier.step();
            nanos += Backoff.PAUSE_MAX.toNanos();
        }
        assertEquals(10, sink.batches.getLast().size());
    }

    @Test
    void a_place_that_asks_for_a_pause_gets_it_but_not_for_ever() throws Exception {
        outbox.withReadings(1, "fridge-1");
        sink.outage = new UnavailableException("busy", Optional.of(Duration.ofSeconds(90)), null);
        assertEquals(Duration.ofSeconds(90), ((Next.After) courier.step()).pause());
        nanos += Duration.ofSeconds(90).toNanos();
        sink.outage = new UnavailableException("busy", Optional.of(Duration.ofDays(400)), null);
        assertEquals(Backoff.ASKED_MAX, ((Next.After) courier.step()).pause());
    }

    @Test
    void a_rejected_entry_does_not_block_the_next_one() throws Exception {
        outbox.withReadings(3, "fridge-1");
        sink.refuse(Rejected.Proof.GIVEN, 2);
        courier.step();
        assertEquals(List.of(new Rejected(2, "never")), outbox.rejected());
        assertEquals(0, outbox.backlog());
        assertEquals(2, courier.status().delivered());
        assertEquals(1, courier.status().rejected());
    }

    @Test
    void a_bug_in_a_sink_is_an_outage_and_its_thread_goes_on() {
        outbox.withReadings(3, "fridge-1");
        sink.bug = new IllegalStateException("off by one");
        try (Courier running = start()) {
            Awaiting.until("the bug is told", () -> running.status().lastError().isPresent());
            String told = running.status().lastError().orElseThrow();
            assertTrue(told.contains("IllegalStateException"), told);
            assertFalse(told.contains("off by one"), "what a bug says may hold anything, be it a secret");
            sink.bug = null;
            Awaiting.until("all is delivered", () -> running.status().delivered() == 3);
        }
    }

    @Test
    void running_out_of_memory_ends_no_courier() {
        outbox.withReadings(3, "fridge-1");
        sink.bug = new OutOfMemoryError("Java heap space");
        try (Courier running = start()) {
            Awaiting.until("it is told", () -> running.status().lastError().isPresent());
            sink.bug = null;
            Awaiting.until("all is delivered", () -> running.status().delivered() == 3);
        }
    }

    @Test
    void closing_interrupts_a_delivery_closes_the_sink_and_keeps_the_entries() {
        outbox.withReadings(3, "fridge-1");
        sink.stuck = new CountDownLatch(1);
        Courier running = start();
        Awaiting.until("it delivers", () -> !sink.batches.isEmpty());
        running.close();
        assertTrue(sink.closed);
        assertEquals(3, outbox.backlog());
        assertInstanceOf(SinkStatus.Stopped.class, running.status().state());
    }

    private Courier start() {
        return Courier.start(HandSink.DUTY, sink, outbox, Clock.systemUTC());
    }

    @Test
    void a_place_that_is_asked_and_is_there_again_is_delivered_to_at_once() throws Exception {
        outbox.withReadings(1, "fridge-1");
        sink.outage = new UnavailableException("nobody answers", Optional.of(Duration.ofHours(1)), null);
        try (Courier running = Courier.start(HandSink.DUTY, sink, outbox, Clock.systemUTC())) {
            Awaiting.until("it waits", () -> running.status().state() instanceof SinkStatus.Waiting);
            Probe away = running.probe().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertEquals(Optional.of("nobody answers"), away.trouble());
            assertEquals(Optional.of(away), running.status().lastProbe());
            assertEquals(1, sink.batches.size(), "what fails when asked is not tried before its time");
            sink.outage = null;
            Probe there = running.probe().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertEquals(Optional.empty(), there.trouble());
            Awaiting.until("it is delivered", () -> outbox.backlog() == 0);
            assertTrue(
                    running.probe()
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS)
                            .trouble()
                            .isEmpty(),
                    "when idle, too");
        }
    }

    @Test
    void who_asks_a_courier_that_has_ended_is_not_left_waiting() throws Exception {
        Courier ended = Courier.start(HandSink.DUTY, sink, outbox, Clock.systemUTC());
        ended.close();
        assertTrue(ended.probe().toCompletableFuture().isCompletedExceptionally());
    }
}
