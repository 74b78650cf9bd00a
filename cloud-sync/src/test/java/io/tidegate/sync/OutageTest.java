package io.tidegate.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutageTest {

    private final HandClock clock = new HandClock();
    private final Outage outage = new Outage(new Times(clock, clock::nanoTime, new Random(1)));
    private final List<String> said = new ArrayList<>();

    private void fails() {
        outage.failed("connection refused").ifPresent(said::add);
    }

    private void takes() {
        outage.took();
        outage.over(1_234).ifPresent(said::add);
    }

    private void pass(Duration time) {
        clock.pass(time);
        outage.over(1_234).ifPresent(said::add);
    }

    @Test
    void a_place_that_is_away_is_told_once_and_once_that_it_is_back() {
        fails();
        pass(Duration.ofMinutes(3));
        takes();
        pass(Outage.STEADY);
        pass(Outage.STEADY);
        assertEquals(
                List.of(
                        "unreachable since 2026-11-23T10:00:00Z: connection refused. Entries are kept; retrying.",
                        "again reachable since 2026-11-23T10:03:00Z, 1,234 entries to send"),
                said);
    }

    @Test
    void one_that_fails_every_other_time_writes_no_pair_of_lines_each_time() {
        for (int i = 0; i < 1_000; i++) {
            fails();
            pass(Duration.ofSeconds(1));
            takes();
            pass(Duration.ofMinutes(1));
        }
        assertEquals(1, said.size(), said::toString);
        pass(Outage.STEADY);
        assertTrue(said.getLast().endsWith("(it had failed 1,000 times since 2026-11-23T10:00:00Z)"), said.getLast());
        assertEquals(2, said.size(), said::toString);
    }

    @Test
    void one_that_is_away_anew_is_news() {
        fails();
        takes();
        pass(Outage.STEADY);
        fails();
        assertEquals(3, said.size(), said::toString);
    }

    @Test
    void one_that_was_never_away_is_not_told_to_be_back() {
        takes();
        pass(Outage.STEADY);
        assertEquals(List.of(), said);
    }

    @Test
    void silence_alone_brings_nobody_back() {
        fails();
        pass(Outage.STEADY.multipliedBy(3));
        assertEquals(1, said.size(), said::toString);
    }
}
