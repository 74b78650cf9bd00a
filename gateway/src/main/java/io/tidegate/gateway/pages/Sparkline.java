package io.tidegate.gateway.pages;

import io.tidegate.gateway.live.HourOfMinutes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The line of a small chart, as SVG paths in a box of {@link #WIDTH} by {@link #HEIGHT}. Pure.
 *
 * @param line the means, one stroke for each stretch without a gap
 * @param area the same, closed at the bottom
 * @param span from the smallest to the largest value of each minute, around the line: a peak that no mean shows
 * @param low the smallest value of the hour
 * @param high the largest
 */
public record Sparkline(String line, String area, String span, double low, double high) {

    public static final int WIDTH = 240;
    public static final int HEIGHT = 48;

    /** Room for the stroke itself above and below. */
    private static final int MARGIN = 3;

    /** A line that moves less than this part of its value is drawn flat: noise is no news. */
    private static final double FLAT = 0.005;

    /** Of values that stand for themselves. Two at least make a line; empty otherwise. */
    static List<Sparkline> of(float[] values) {
        return of(new HourOfMinutes(values, values, values));
    }

    /** Two minutes at least make a line; empty otherwise. */
    static List<Sparkline> of(HourOfMinutes hour) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int known = 0;
        for (int i = 0; i < hour.means().length; i++) {
            if (!Float.isNaN(hour.means()[i])) {
                low = Math.min(low, exact(hour.lows()[i]));
                high = Math.max(high, exact(hour.highs()[i]));
                known++;
            }
        }
        return known < 2 ? List.of() : List.of(draw(hour, low, high));
    }

    /** As it was said: 3.4, and not the 3.4000000953674316 that the same float is as a double. */
    private static double exact(float value) {
        return Double.parseDouble(Float.toString(value));
    }

    private static Sparkline draw(HourOfMinutes hour, double low, double high) {
        Scale scale = new Scale(hour.means().length, low, high);
        StringBuilder line = new StringBuilder();
        StringBuilder area = new StringBuilder();
        StringBuilder span = new StringBuilder();
        for (List<Integer> stroke : strokes(hour.means())) {
            String points = scale.path(stroke, hour.means());
            line.append("M").append(points);
            area.append("M").append(xy(scale.x(stroke.getFirst()), HEIGHT));
            area.append(" L").append(points);
            area.append(" L").append(xy(scale.x(stroke.getLast()), HEIGHT)).append(" Z");
            span.append("M").append(scale.path(stroke, hour.highs()));
            span.append(" L").append(scale.path(stroke.reversed(), hour.lows())).append(" Z");
        }
        return new Sparkline(line.toString(), area.toString(), span.toString(), low, high);
    }

    /** The minutes of each stretch without a gap. */
    private static List<List<Integer>> strokes(float[] values) {
        List<List<Integer>> strokes = new ArrayList<>();
        int last = -2;
        for (int i = 0; i < values.length; i++) {
            if (Float.isNaN(values[i])) {
                continue;
            }
            // One silent minute is bridged: a reading a minute falls into either of two.
            if (strokes.isEmpty() || i - last > 2) {
                strokes.add(new ArrayList<>());
            }
            last = i;
            strokes.getLast().add(i);
        }
        return strokes;
    }

    /** Where in the box a value of a minute is. */
    private record Scale(int minutes, double low, double high) {

        String path(List<Integer> stroke, float[] values) {
            return stroke.stream()
                    .map(minute -> xy(x(minute), y(values[minute])))
                    .collect(Collectors.joining(" L"));
        }

        double x(int minute) {
            return (double) WIDTH * minute / (minutes - 1);
        }

        private double y(double value) {
            double middle = (low + high) / 2;
            double range = Math.max(high - low, Math.abs(middle) * FLAT * 2);
            double part = range == 0 ? 0 : (value - middle) / range;
            return HEIGHT / 2.0 - part * (HEIGHT - 2 * MARGIN);
        }
    }

    private static String xy(double x, double y) {
        return String.format(Locale.ROOT, "%.1f %.1f", x, y);
    }
}
