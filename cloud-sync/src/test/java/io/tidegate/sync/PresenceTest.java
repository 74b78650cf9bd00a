package io.tidegate.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.HandClock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the history hears of a place: each outage, from the first delivery that failed to the first that went. */
class PresenceTest {

    private final HandClock clock = new HandClock();
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final HandSink sink = new HandSink();
    private final Courier courier =
            Courier.stepwise(HandSink.DUTY, sink, outbox, new Times(clock, clock::nanoTime, new Random(1)));

    private void delivers(UnavailableException outage) throws InterruptedException {
        sink.outage = outage;
        outbox.withReadings(1, "fridge-1");
        courier.step();
    }

    private void isCut() throws InterruptedException {
        delivers(new UnavailableException("connection refused"));
    }

    private void isThere() throws InterruptedException {
        delivers(null);
    }

    private void pass(Duration time) {
        clock.pass(time);
    }

    @Test
    void two_short_outages_are_two_and_each_ends_when_something_goes() throws Exception {
        isThere();
        pass(Duration.ofMinutes(1));
        isCut();
        pass(Duration.ofSeconds(20));
        isCut();
        pass(Duration.ofSeconds(23));
        isThere();
        pass(Duration.ofMinutes(2));
        isCut();
        pass(Duration.ofSeconds(35));
        isThere();
        pass(Duration.ofHours(1));
        isThere();
        assertEquals(
                List.of(
                        "away 2026-11-23T10:01:00Z: connection refused",
                        "back 2026-11-23T10:01:43Z",
                        "away 2026-11-23T10:03:43Z: connection refused",
                        "back 2026-11-23T10:04:18Z"),
                outbox.history());
    }

    @Test
    void a_test_that_is_answered_ends_an_outage() throws Exception {
        isCut();
        pass(Duration.ofSeconds(5));
        sink.outage = null;
        var _ = courier.probe();
        courier.step();
        assertEquals("back 2026-11-23T10:00:05Z", outbox.history().getLast());
        sink.outage = new UnavailableException("connection refused");
        var _ = courier.probe();
        courier.step();
        assertEquals(2, outbox.history().size(), "a test that fails is no delivery that failed");
    }

    @Test
    void an_outage_of_the_last_run_ends_with_the_first_delivery() throws Exception {
        outbox.away(HandClock.START.minusSeconds(60), "no route");
        isThere();
        assertEquals("back 2026-11-23T10:00:00Z", outbox.history().getLast());
    }

    @Test
    void a_line_that_flaps_is_away_no_more_than_some_times_in_a_second() throws Exception {
        int tries = 0;
        while (clock.instant().isBefore(HandClock.START.plusSeconds(60)) && tries < 10_000) {
            // Whoever took the last delivery does not take the next one.
            sink.outage = sink.batches.size() % 2 == 0 ? null : new UnavailableException("connection reset");
            outbox.withReadings(1, "fridge-1");
            pass(courier.step() instanceof Courier.Next.After(Duration pause) ? pause : Duration.ofMillis(1));
            tries++;
        }
        long away = outbox.history().stream()
                .filter(each -> each.startsWith("away"))
                .count();
        assertTrue(away > 30 && away < 3 * 60, away + " times in a minute");
    }
}
