package io.tidegate.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every history promises: the same observations in, the same answers out. */
abstract class HistoryContract {

    static final DeviceId FRIDGE = new DeviceId("fridge-2");
    static final Series TEMPERATURE = new Series(FRIDGE, "temperature");
    static final Series DOOR = new Series(FRIDGE, "door");
    static final Series MODE = new Series(FRIDGE, "mode");

    /** Half an hour ago, at a full minute: what lies further back has summaries only. */
    static final Instant START = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(30));

    /** Returns when {@link #history()} can know of them. */
    abstract void record(List<Observation> seen) throws Exception;

    abstract History history();

    static Observation reading(Instant at, Map<String, Value> fields) {
        return new Observation.Reading(FRIDGE, at, fields);
    }

    static Observation temperature(Instant at, double celsius) {
        return reading(at, Map.of("temperature", Value.of(celsius)));
    }

    static Instant second(long seconds) {
        return START.plusSeconds(seconds);
    }

    static Span minutes(long count) {
        return new Span(START, START.plus(Duration.ofMinutes(count)));
    }

    @Test
    void an_empty_history_has_no_series_and_no_points() throws Exception {
        assertEquals(List.of(), history().series());
        assertEquals(List.of(), history().course(TEMPERATURE, minutes(5), 100).points());
        assertEquals(new Timeline(false, List.of()), history().values(MODE, minutes(5), 100));
    }

    @Test
    void every_field_of_every_device_is_a_series() throws Exception {
        record(List.of(
                reading(second(0), Map.of("temperature", Value.of(4), "door", Value.of(false))),
                reading(second(1), Map.of("mode", Value.of("defrost"))),
                new Observation.Reading(new DeviceId("oven"), second(2), Map.of("temperature", Value.of(180)))));
        assertEquals(
                List.of(DOOR, MODE, TEMPERATURE, new Series(new DeviceId("oven"), "temperature")),
                history().series());
    }

    @Test
    void a_minute_is_summarised() throws Exception {
        record(List.of(
                temperature(second(0), 4),
                temperature(second(59), 1.5),
                temperature(second(30), 8),
                temperature(second(60), -2)));
        Course course = history().course(TEMPERATURE, minutes(10), Steps.MINUTE);
        assertEquals(
                new Course(
                        Steps.MINUTE,
                        false,
                        List.of(new Point(START, 1.5, 4.5, 8, 3, 1.5), new Point(second(60), -2, -2, -2, 1, -2))),
                course);
    }

    @Test
    void seconds_are_summarised_too() throws Exception {
        record(List.of(temperature(second(10), 1), temperature(second(14), 3), temperature(second(15), 7)));
        assertEquals(
                List.of(new Point(second(10), 1, 2, 3, 2, 3), new Point(second(15), 7, 7, 7, 1, 7)),
                history().course(TEMPERATURE, minutes(1), Duration.ofSeconds(5)).points());
    }

    @Test
    void hours_and_days_are_summed_up_from_all_of_their_values() throws Exception {
        Instant day = START.minus(Duration.ofDays(40)).truncatedTo(ChronoUnit.DAYS);
        List<Observation> seen = new ArrayList<>();
        for (int minute = 0; minute < 2 * 24 * 60; minute += 10) {
            seen.add(temperature(day.plus(Duration.ofMinutes(minute)), minute / 60));
        }
        record(seen);
        Span both = new Span(day, day.plus(Duration.ofDays(2)));
        List<Point> hours = history().course(TEMPERATURE, both, Steps.HOUR).points();
        assertEquals(48, hours.size());
        assertEquals(new Point(day.plus(Duration.ofHours(30)), 30, 30, 30, 6, 30), hours.get(30));
        assertEquals(
                List.of(
                        new Point(day, 0, 11.5, 23, 144, 23),
                        new Point(day.plus(Duration.ofDays(1)), 24, 35.5, 47, 144, 47)),
                history().course(TEMPERATURE, both, Duration.ofDays(1)).points());
    }

    @Test
    void late_values_land_in_their_own_time() throws Exception {
        Instant hour = START.minus(Duration.ofHours(30)).truncatedTo(ChronoUnit.HOURS);
        record(List.of(temperature(hour, 10), temperature(START, 1)));
        record(List.of(temperature(START.plusSeconds(90), 2)));
        record(List.of(temperature(hour.plusSeconds(1800), 20), temperature(hour.minusSeconds(1), 5)));
        record(List.of(temperature(START.plusSeconds(91), 3)));
        assertEquals(
                List.of(new Point(hour.minus(Steps.HOUR), 5, 5, 5, 1, 5), new Point(hour, 10, 15, 20, 2, 20)),
                history()
                        .course(TEMPERATURE, new Span(hour.minusSeconds(1), hour.plusSeconds(1)), Steps.HOUR)
                        .points());
    }

    @Test
    void a_flag_is_a_share_in_a_course_and_itself_in_a_timeline() throws Exception {
        record(List.of(
                reading(second(0), Map.of("door", Value.of(true))),
                reading(second(1), Map.of("door", Value.of(false))),
                reading(second(2), Map.of("door", Value.of(false))),
                reading(second(3), Map.of("door", Value.of(true)))));
        assertEquals(
                List.of(new Point(START, 0, 0.5, 1, 4, 1)),
                history().course(DOOR, minutes(1), Steps.MINUTE).points());
        assertEquals(
                List.of(Value.of(true), Value.of(false), Value.of(false), Value.of(true)),
                history().values(DOOR, minutes(1), 10).moments().stream()
                        .map(Timeline.Moment::value)
                        .toList());
    }

    @Test
    void a_field_may_be_a_number_a_flag_and_a_text_in_turn() throws Exception {
        record(List.of(
                reading(second(0), Map.of("mode", Value.of(4))),
                reading(second(1), Map.of("mode", Value.of("error, \"sensor\"\n= broken\\"))),
                reading(second(2), Map.of("mode", Value.of(true))),
                reading(second(3), Map.of("mode", Value.of("")))));
        assertEquals(
                new Timeline(
                        false,
                        List.of(
                                new Timeline.Moment(second(0), Value.of(4)),
                                new Timeline.Moment(second(1), Value.of("error, \"sensor\"\n= broken\\")),
                                new Timeline.Moment(second(2), Value.of(true)),
                                new Timeline.Moment(second(3), Value.of("")))),
                history().values(MODE, minutes(1), 10));
        assertEquals(
                List.of(new Point(START, 1, 2.5, 4, 2, 1)),
                history().course(MODE, minutes(1), Steps.MINUTE).points());
    }

    @Test
    void two_readings_of_the_same_millisecond_are_two() throws Exception {
        record(List.of(temperature(second(5), 1), temperature(second(5), 2)));
        record(List.of(temperature(second(5), 3)));
        assertEquals(
                List.of(Value.of(1), Value.of(2), Value.of(3)),
                history().values(TEMPERATURE, minutes(1), 10).moments().stream()
                        .map(Timeline.Moment::value)
                        .toList());
        assertEquals(
                List.of(new Point(START, 1, 2, 3, 3, 3)),
                history().course(TEMPERATURE, minutes(1), Steps.MINUTE).points());
    }

    @Test
    void an_answer_has_a_limit_and_says_when_it_is_cut() throws Exception {
        List<Observation> seen = new ArrayList<>();
        for (int i = 19; i >= 0; i--) {
            seen.add(temperature(second(i), i));
        }
        record(seen);
        Timeline first = history().values(TEMPERATURE, minutes(1), 5);
        assertTrue(first.cut());
        assertEquals(
                List.of(second(0), second(1), second(2), second(3), second(4)),
                first.moments().stream().map(Timeline.Moment::at).toList());
        assertFalse(history().values(TEMPERATURE, minutes(1), 20).cut());
        assertThrows(IllegalArgumentException.class, () -> history().values(TEMPERATURE, minutes(1), 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> history().course(TEMPERATURE, new Span(Instant.EPOCH, START), Steps.MINUTE));
    }

    @Test
    void what_is_before_or_at_the_end_of_a_span_is_not_in_it() throws Exception {
        record(List.of(
                temperature(second(59).plusMillis(999), 1),
                temperature(second(60), 2),
                temperature(second(119).plusMillis(999), 3),
                temperature(second(120), 4)));
        Span minute = new Span(second(60), second(120));
        assertEquals(
                List.of(new Point(second(60), 2, 2.5, 3, 2, 3)),
                history().course(TEMPERATURE, minute, 1).points());
        assertEquals(2, history().values(TEMPERATURE, minute, 10).moments().size());
    }

    @Test
    void field_names_may_be_anything() throws Exception {
        List<String> names = List.of(
                "time",
                "device",
                "type",
                "_field",
                "a b",
                "a,b=c",
                "\"quoted\"",
                "it's",
                "back\\",
                "x%41",
                "humidity %",
                "new\nline",
                "温度",
                "'; DROP MEASUREMENT reading",
                "last_x",
                "a.b.c");
        for (int i = 0; i < names.size(); i++) {
            record(List.of(reading(second(i), Map.of(names.get(i), Value.of(i)))));
        }
        assertEquals(
                names.stream().map(name -> new Series(FRIDGE, name)).sorted().toList(),
                history().series());
        for (int i = 0; i < names.size(); i++) {
            Series series = new Series(FRIDGE, names.get(i));
            assertEquals(
                    List.of(new Timeline.Moment(second(i), Value.of(i))),
                    history().values(series, minutes(1), 10).moments(),
                    names.get(i));
            assertEquals(
                    List.of(new Point(START, i, i, i, 1, i)),
                    history().course(series, minutes(1), Steps.MINUTE).points(),
                    names.get(i));
        }
    }

    @Test
    void random_values_are_summarised_as_by_hand() throws Exception {
        Random random = new Random(11);
        Instant from = START.minus(Duration.ofHours(5)).truncatedTo(ChronoUnit.HOURS);
        Span span = new Span(from, from.plus(Duration.ofHours(5)));
        List<Observation> all = new ArrayList<>();
        for (int batch = 0; batch < 20; batch++) {
            List<Observation> seen = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                seen.add(temperature(from.plusMillis(random.nextInt(5 * 3_600_000)), random.nextInt(-400, 400) / 8.0));
            }
            record(seen);
            all.addAll(seen);
        }
        for (Duration step : List.of(Steps.MINUTE, Duration.ofMinutes(15), Steps.HOUR, Duration.ofDays(1))) {
            assertEquals(
                    byHand(all, step), history().course(TEMPERATURE, span, step).points(), step.toString());
        }
    }

    private static List<Point> byHand(List<Observation> all, Duration step) {
        return all.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        seen -> Math.floorDiv(seen.at().toEpochMilli(), step.toMillis()),
                        java.util.TreeMap::new,
                        java.util.stream.Collectors.toList()))
                .entrySet()
                .stream()
                .map(each -> {
                    Bucket bucket = new Bucket();
                    for (Observation seen : each.getValue()) {
                        Value value = ((Observation.Reading) seen).fields().get("temperature");
                        bucket.add(((Value.Numeric) value).value(), seen.at().toEpochMilli());
                    }
                    return bucket.point(each.getKey() * step.toMillis());
                })
                .toList();
    }
}
