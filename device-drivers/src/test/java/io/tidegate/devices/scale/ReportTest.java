package io.tidegate.devices.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.DeviceException;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final DeviceId SCALE = new DeviceId("scale");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Report report = new Report(SCALE, "/dev/ttyUSB0");
    private final News news = new News(Duration.ofSeconds(1));

    @Test
    void a_weight_is_a_reading_with_the_tare_where_it_is_known() throws Exception {
        assertEquals(
                List.of(new Observation.Reading(
                        SCALE, NOON, Map.of("weight", Value.of(1.5), "stable", Value.of(true)))),
                report.of(new Said.Weight(1.5, true), NOON));
        assertEquals(List.of(), report.of(new Said.Tare(0.2), NOON));
        assertEquals(
                List.of(new Observation.Reading(
                        SCALE,
                        NOON,
                        Map.of("weight", Value.of(1.3), "stable", Value.of(false), "tare", Value.of(0.2)))),
                report.of(new Said.Weight(1.3, false), NOON));
    }

    @Test
    void too_much_is_told_once_and_again_each_quarter_of_an_hour_and_when_it_comes_back() throws Exception {
        assertEquals(1, report.of(new Said.Over(), NOON).size());
        assertEquals(0, report.of(new Said.Over(), NOON.plusSeconds(1)).size());
        assertEquals(1, report.of(new Said.Over(), NOON.plusSeconds(900)).size());
        assertEquals(1, report.of(new Said.Under(), NOON.plusSeconds(901)).size());
        report.of(new Said.Weight(1, true), NOON.plusSeconds(902));
        assertEquals(1, report.of(new Said.Under(), NOON.plusSeconds(903)).size());
    }

    @Test
    void pieces_are_no_weight() {
        DeviceException odd = assertThrows(DeviceException.class, () -> report.of(new Said.OddUnit("PCS"), NOON));
        assertTrue(odd.getMessage().contains("weighs in 'PCS': set it to kg"), odd.getMessage());
    }

    @Test
    void a_weight_that_has_come_to_rest_is_news_at_once() {
        assertTrue(news.is(new Said.Weight(1, false), NOON));
        assertFalse(news.is(new Said.Weight(1.1, false), NOON.plusMillis(100)));
        assertTrue(news.is(new Said.Weight(1.2, true), NOON.plusMillis(200)));
        assertFalse(news.is(new Said.Weight(1.2, true), NOON.plusMillis(300)));
    }

    @Test
    void a_weight_that_moves_is_news_now_and_then() {
        assertTrue(news.is(new Said.Weight(1, false), NOON));
        assertFalse(news.is(new Said.Weight(1.1, false), NOON.plusMillis(999)));
        assertTrue(news.is(new Said.Weight(1.2, false), NOON.plusMillis(1000)));
    }

    @Test
    void the_same_weight_is_news_each_minute_and_when_the_clock_was_set_back() {
        assertTrue(news.is(new Said.Weight(1, true), NOON));
        assertFalse(news.is(new Said.Weight(1, true), NOON.plusSeconds(59)));
        assertTrue(news.is(new Said.Weight(1, true), NOON.plusSeconds(60)));
        assertTrue(news.is(new Said.Weight(1, true), NOON.minusSeconds(3600)));
    }
}
