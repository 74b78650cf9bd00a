package io.tidegate.devices.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.devices.gpio.Course.Cause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CourseTest {

    private static long ms(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "OFF,      0,    false",
        "STEADY,   0,    true",
        "STEADY,   9999, true",
        "BLINKING, 699,  true",
        "BLINKING, 700,  false",
        "BLINKING, 1400, true",
        "SHORT,    99,   true",
        "DOUBLE,   99,   true",
        "DOUBLE,   100,  false",
        "DOUBLE,   200,  true",
        "LONG,     799,  true",
        "ALARM,    500,  false",
        "ALARM,    1000, true"
    })
    void a_rhythm_is_on_and_off_in_turn(Rhythm rhythm, long millis, boolean on) {
        assertEquals(on, rhythm.isOn(ms(millis)));
    }

    @ParameterizedTest
    @CsvSource({"SHORT, 100", "DOUBLE, 300", "LONG, 800"})
    void a_signal_ends_by_itself(Rhythm rhythm, long millis) {
        Course course = new Course(Rhythm.OFF, Optional.empty());
        course.begin(rhythm, Optional.empty(), 0);
        assertEquals(Optional.empty(), course.advance(ms(millis) - 1));
        assertEquals(Optional.of(Cause.TIME), course.advance(ms(millis)));
        assertFalse(course.isOn(ms(millis)));
    }

    @Test
    void the_shortest_of_its_times_counts() {
        Course course = new Course(Rhythm.OFF, Optional.of(Duration.ofSeconds(1)));
        course.begin(Rhythm.STEADY, Optional.of(Duration.ofSeconds(5)), ms(10));
        assertEquals(ms(1000), course.untilChangeNanos(ms(10)));
        assertEquals(Optional.of(Cause.LIMIT), course.advance(ms(1010)));
    }

    @Test
    void an_alarm_that_is_repeated_ends_when_the_first_would_have() {
        Course course = new Course(Rhythm.OFF, Optional.of(Duration.ofSeconds(2)));
        course.begin(Rhythm.ALARM, Optional.empty(), 0);
        course.begin(Rhythm.ALARM, Optional.empty(), ms(1999));
        assertTrue(course.isOn(ms(1999)));
        assertEquals(Optional.of(Cause.LIMIT), course.advance(ms(2000)));
    }

    /** {@link System#nanoTime} may be any number, and go from the largest to the smallest. */
    @Test
    void time_may_begin_anywhere() {
        long start = Long.MAX_VALUE - ms(1);
        Course course = new Course(Rhythm.OFF, Optional.of(Duration.ofSeconds(1)));
        course.begin(Rhythm.STEADY, Optional.empty(), start);
        assertEquals(Optional.empty(), course.advance(start + ms(999)));
        assertEquals(Optional.of(Cause.LIMIT), course.advance(start + ms(1000)));
    }
}
