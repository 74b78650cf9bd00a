package io.tidegate.devices.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DebounceTest {

    private static final long MS = 1_000_000;

    private final Debounce debounce = new Debounce(true, Duration.ofMillis(20));

    @Test
    void nine_bounces_are_one_change() {
        for (int i = 0; i < 9; i++) {
            assertFalse(debounce.settles(i * MS));
            debounce.saw(i % 2 != 0, i * MS);
        }
        assertEquals(19 * MS, debounce.remainingNanos(9 * MS));
        assertFalse(debounce.settles(27 * MS));
        assertTrue(debounce.settles(28 * MS));
        assertFalse(debounce.level());
        assertFalse(debounce.settles(60 * MS));
    }

    @Test
    void a_spark_is_no_change() {
        debounce.saw(false, 0);
        debounce.saw(true, 3 * MS);
        assertEquals(Long.MAX_VALUE, debounce.remainingNanos(3 * MS));
        assertFalse(debounce.settles(60 * MS));
    }

    @Test
    void without_debouncing_each_change_counts_at_once() {
        Debounce none = new Debounce(false, Duration.ZERO);
        none.saw(true, 0);
        assertTrue(none.settles(0));
        none.saw(false, 1);
        assertTrue(none.settles(1));
    }
}
