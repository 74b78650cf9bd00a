package io.tidegate.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaceTest {

    private long nanos;
    private final Pace pace = new Pace(() -> nanos);

    private void saw(int second, long entries) {
        nanos = Duration.ofSeconds(second).toNanos();
        pace.saw(entries);
    }

    @Test
    void what_becomes_less_is_over_at_the_pace_of_the_last_minute() {
        for (int second = 0; second <= 10; second++) {
            saw(second, 10_000 - 100 * second);
        }
        assertEquals(Optional.of(Duration.ofSeconds(90)), pace.until(9_000));
    }

    @Test
    void a_line_that_has_become_slower_counts_as_it_is_now() {
        for (int second = 0; second <= 300; second++) {
            saw(second, second < 100 ? 100_000 - 500 * second : 50_000 - 10 * (second - 100));
        }
        assertEquals(Optional.of(Duration.ofSeconds(4_800)), pace.until(48_000));
    }

    @Test
    void nobody_knows_when_something_is_over_that_grows_or_stands() {
        assertEquals(Optional.empty(), pace.until(5));
        saw(0, 100);
        assertEquals(Optional.empty(), pace.until(100), "seen only once");
        saw(10, 100);
        assertEquals(Optional.empty(), pace.until(100));
        saw(20, 130);
        assertEquals(Optional.empty(), pace.until(130));
    }

    @Test
    void after_a_minute_without_a_look_nobody_knows() {
        saw(0, 1_000);
        saw(10, 500);
        nanos = Duration.ofSeconds(71).toNanos();
        assertEquals(Optional.empty(), pace.until(500));
    }
}
