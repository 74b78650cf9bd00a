package io.tidegate.gateway.traceability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When it was too warm, by what a sensor told; from 10 to 12 o'clock, of a sensor that may be silent for ten minutes. */
class WatchedTest {

    private static Instant at(String time) {
        return Instant.parse("2026-11-23T" + time + ":00Z");
    }

    /** {@code time value}, or {@code time min-max-last}; each stands for a minute. */
    private static List<Sample> samples(String... told) {
        List<Sample> samples = new ArrayList<>();
        for (String each : told) {
            String[] word = each.split(" ");
            String[] value = word[1].split("-");
            Instant from = at(word[0]);
            samples.add(new Sample(
                    from,
                    from.plusSeconds(60),
                    Double.parseDouble(value[0]),
                    Double.parseDouble(value[value.length > 1 ? 1 : 0]),
                    1,
                    Double.parseDouble(value[value.length - 1])));
        }
        return samples;
    }

    /** A reading every five minutes, but from one time to another. */
    private static String[] steady(double value, String from, String to) {
        return Stream.iterate(at(from), each -> each.isBefore(at(to)), each -> each.plusSeconds(300))
                .map(each -> time(each) + " " + value)
                .toArray(String[]::new);
    }

    private static String[] together(String[]... parts) {
        return Stream.of(parts).flatMap(Stream::of).toArray(String[]::new);
    }

    private static String time(Instant at) {
        return LocalTime.ofInstant(at, ZoneOffset.UTC).toString();
    }

    private static List<String> told(Limits limits, String... samples) {
        return told(limits, samples(samples));
    }

    private static List<String> told(Limits limits, List<Sample> samples) {
        Watched watched =
                Watched.of(samples, new Watched.Terms(at("10:00"), at("12:00"), limits, Duration.ofMinutes(10)));
        return Stream.concat(
                        watched.excursions().stream()
                                .map(each -> time(each.from()) + "-" + time(each.to()) + " " + each.min() + ".."
                                        + each.max()),
                        watched.gaps().stream().map(each -> "unknown " + time(each.from()) + "-" + time(each.to())))
                .toList();
    }

    private static List<String> warm(String... samples) {
        return told(Limits.above(8), samples);
    }

    @Test
    void a_value_is_so_until_the_next_one() {
        assertEquals(
                List.of("10:30-10:45 9.0..9.5"),
                warm(together(
                        steady(4, "09:55", "10:30"),
                        new String[] {"10:30 9", "10:35 9.5", "10:40 9"},
                        steady(8, "10:45", "12:00"))));
    }

    @Test
    void one_warm_value_within_a_minute_makes_the_minute_warm_and_no_more() {
        assertEquals(
                List.of("10:30-10:31 4.0..9.0"),
                warm(together(steady(4, "09:55", "10:30"), new String[] {"10:30 4-9-5"}, steady(4, "10:35", "12:00"))));
    }

    @Test
    void while_the_sensor_is_silent_it_is_neither_cold_nor_warm() {
        assertEquals(
                List.of("10:30-10:31 9.0..9.0", "11:00-11:05 9.0..9.0", "unknown 10:31-11:00"),
                warm(together(
                        steady(4, "09:55", "10:30"),
                        new String[] {"10:30 9", "11:00 9"},
                        steady(4, "11:05", "12:00"))));
    }

    @Test
    void what_was_said_before_is_so_at_the_beginning_and_what_was_said_long_before_is_not() {
        assertEquals(
                List.of("10:00-10:03 9.0..9.0"), warm(together(new String[] {"09:55 9"}, steady(4, "10:03", "12:00"))));
        assertEquals(
                List.of("unknown 10:00-10:03"), warm(together(new String[] {"09:30 9"}, steady(4, "10:03", "12:00"))));
    }

    @Test
    void a_sensor_that_says_nothing_more_leaves_the_end_unknown() {
        assertEquals(List.of("unknown 11:26-12:00"), warm(steady(4, "09:55", "11:30")));
        assertEquals(
                List.of("11:55-12:00 9.0..9.0"),
                warm(together(steady(4, "09:55", "11:55"), steady(9, "11:55", "12:00"))));
        assertEquals(List.of("unknown 10:00-12:00"), warm());
    }

    @Test
    void too_cold_is_told_as_well() {
        Limits both = new Limits(OptionalDouble.of(8), OptionalDouble.of(2));
        assertEquals(
                List.of("10:30-10:35 1.0..1.0", "11:00-11:05 9.0..9.0"),
                told(
                        both,
                        together(
                                steady(4, "09:55", "10:30"),
                                new String[] {"10:30 1"},
                                steady(2, "10:35", "11:00"),
                                new String[] {"11:00 9"},
                                steady(4, "11:05", "12:00"))));
    }

    /** Of which only the summaries of hours are left: each {@code min max count}, from 9 o'clock on. */
    private static List<String> ofHours(String... hours) {
        List<Sample> samples = new ArrayList<>();
        for (String each : hours) {
            String[] word = each.split(" ");
            Instant from = at("09:00").plusSeconds(3_600L * samples.size());
            double max = Double.parseDouble(word[1]);
            samples.add(new Sample(
                    from, from.plusSeconds(3_600), Double.parseDouble(word[0]), max, Long.parseLong(word[2]), max));
        }
        return told(Limits.above(8), samples);
    }

    @Test
    void an_hour_of_too_few_readings_is_unknown() {
        assertEquals(List.of(), ofHours("4 5 60", "4 5 5", "4 5 12"));
        assertEquals(List.of("unknown 10:00-11:00"), ofHours("4 5 60", "4 5 4", "4 5 60"));
        assertEquals(List.of("unknown 10:00-12:00"), ofHours("4 5 60", "4 5 1", "4 5 2"));
        assertEquals(List.of("unknown 10:00-12:00"), ofHours("4 5 60", "4 5 1"));
    }

    @Test
    void one_warm_value_makes_its_hour_warm_of_however_few_readings() {
        assertEquals(List.of("10:00-11:00 4.0..9.0"), ofHours("4 5 60", "4 9 1", "4 5 60"));
    }
}
