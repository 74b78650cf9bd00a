package io.tidegate.gateway.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The line of a small chart, as SVG paths in a box of {@link #WIDTH} by {@link #HEIGHT}. Pure.
 *
 * @param line one stroke for each stretch without a gap
 * @param area the same, closed at the bottom
 * @param low the smallest value drawn
 * @param high the largest
 */
public record Sparkline(String line, String area, double low, double high) {

    public static final int WIDTH = 240;
    public static final int HEIGHT = 48;

    /** Room for the stroke itself above and below. */
    private static final int MARGIN = 3;

    /** A line that moves less than this part of its value is drawn flat: noise is no news. */
    private static final double FLAT = 0.005;

    /** Two points at least make a line; empty otherwise. */
    static List<Sparkline> of(float[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int known = 0;
        for (float value : values) {
            if (!Float.isNaN(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
                known++;
            }
        }
        return known < 2 ? List.of() : List.of(draw(values, low, high));
    }

    private static Sparkline draw(float[] values, double low, double high) {
        StringBuilder line = new StringBuilder();
        StringBuilder area = new StringBuilder();
        for (List<double[]> stroke : strokes(values, low, high)) {
            StringBuilder points = new StringBuilder();
            for (double[] point : stroke) {
                points.append(points.isEmpty() ? "" : " L").append(xy(point[0], point[1]));
            }
            line.append("M").append(points);
            area.append("M")
                    .append(xy(stroke.getFirst()[0], HEIGHT))
                    .append(" L")
                    .append(points);
            area.append(" L").append(xy(stroke.getLast()[0], HEIGHT)).append(" Z");
        }
        return new Sparkline(line.toString(), area.toString(), low, high);
    }

    private static List<List<double[]>> strokes(float[] values, double low, double high) {
        double middle = (low + high) / 2;
        double range = Math.max(high - low, Math.abs(middle) * FLAT * 2);
        List<List<double[]>> strokes = new ArrayList<>();
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
            double x = (double) WIDTH * i / (values.length - 1);
            double part = range == 0 ? 0 : (values[i] - middle) / range;
            strokes.getLast().add(new double[] {x, HEIGHT / 2.0 - part * (HEIGHT - 2 * MARGIN)});
        }
        return strokes;
    }

    private static String xy(double x, double y) {
        return String.format(Locale.ROOT, "%.1f %.1f", x, y);
    }
}
