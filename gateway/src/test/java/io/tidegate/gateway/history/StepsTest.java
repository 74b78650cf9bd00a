package io.tidegate.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @ParameterizedTest(name = "{0} in {1} points: steps of {2}")
    @CsvSource({
        "PT1H, 3600, PT1S",
        "PT1H, 240, PT15S",
        "PT1H, 60, PT1M",
        "PT24H, 300, PT5M",
        "PT720H, 100, PT12H",
        "PT87600H, 100, PT1536H",
        "PT87600H, 1, PT196608H"
    })
    void the_narrowest_that_fits_is_taken(Duration length, int points, Duration step) {
        assertEquals(step, Steps.fitting(new Span(NOON.minus(length), NOON), points));
    }

    @Test
    void a_span_is_widened_to_whole_steps() {
        Span span = new Span(NOON.minusSeconds(1), NOON.plusNanos(1));
        assertEquals(
                new Span(NOON.minus(Duration.ofHours(1)), NOON.plus(Duration.ofHours(1))), span.wholeSteps(Steps.HOUR));
        assertEquals(2, span.steps(Steps.HOUR));
    }

    @Test
    void what_no_history_can_answer_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Span(NOON, NOON));
        assertThrows(IllegalArgumentException.class, () -> new Span(Instant.MIN, NOON));
        assertThrows(
                IllegalArgumentException.class,
                () -> Steps.checked(new Span(NOON, NOON.plusSeconds(1)), Duration.ofSeconds(7)));
    }
}
