package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.live.HourOfMinutes;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {

    private static final float SILENT = Float.NaN;

    @Test
    void its_range_is_that_of_the_values_and_not_of_the_means() {
        Sparkline line = Sparkline.of(
                        new HourOfMinutes(new float[] {1980, 2396}, new float[] {100, 2396}, new float[] {2920, 2396}))
                .getFirst();
        assertEquals(100, line.low());
        assertEquals(2920, line.high());
    }

    @Test
    void a_value_reads_as_it_was_said() {
        Sparkline line = Sparkline.of(new HourOfMinutes(
                        new float[] {3.4f, 3.45f}, new float[] {3.4f, 3.45f}, new float[] {3.4f, 3.45f}))
                .getFirst();
        assertEquals(3.4, line.low());
        assertEquals(3.45, line.high());
    }

    @Test
    void a_peak_within_a_minute_reaches_the_top_of_the_box_where_the_mean_does_not() {
        Sparkline line = Sparkline.of(
                        new HourOfMinutes(new float[] {2, 4, 2}, new float[] {2, 2, 2}, new float[] {2, 10, 2}))
                .getFirst();
        assertTrue(line.span().contains("L120.0 3.0"), line.span());
        assertTrue(!line.line().contains(" 3.0"), line.line());
    }

    @Test
    void a_gap_parts_all_of_it() {
        float[] minutes = {1, 2, SILENT, SILENT, 3, 4};
        Sparkline line =
                Sparkline.of(new HourOfMinutes(minutes, minutes, minutes)).getFirst();
        assertEquals(List.of(2L, 2L), List.of(strokes(line.line()), strokes(line.span())));
    }

    @Test
    void one_minute_is_no_line() {
        float[] minutes = {SILENT, 1, SILENT};
        assertEquals(List.of(), Sparkline.of(new HourOfMinutes(minutes, minutes, minutes)));
    }

    private static long strokes(String path) {
        return path.chars().filter(letter -> letter == 'M').count();
    }
}
