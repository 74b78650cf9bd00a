package io.tidegate.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What a shop's box does in the night: forecasts each item, with an interval, from two years of daily sales. */
final class ForecastRow implements Row {

    private static final int WEEK = 7;

    /** Used until the last row came, and how far off the forecasts were. */
    private record Figures(Duration took, Usage usage, double error) {}

    @Override
    public String name() {
        return "forecast";
    }

    @Override
    public List<Line> measure(Ground ground) throws IOException, InterruptedException {
        int items = ground.plan().items();
        Path file = ground.folder("forecast").resolve("sales.csv");
        write(file, items);
        Figures ours = ours(ground, file, items);
        Figures naive = naive(file, items);
        ground.tell(String.format(
                Locale.ROOT,
                "%,d items: %s, CPU %d ms, RMSSE %.3f; seasonal naive %s, RMSSE %.3f",
                items,
                seconds(ours.took),
                ours.usage.cpuMillis(),
                ours.error,
                seconds(naive.took),
                naive.error));
        return List.of(
                new Line(
                        String.format(
                                Locale.ROOT, "%,d items with two years of daily sales: 28 days and an interval", items),
                        seconds(ours.took) + ", CPU for an item "
                                + String.format(Locale.ROOT, "%.1f ms", (double) ours.usage.cpuMillis() / items),
                        "seasonal naive, in memory " + seconds(naive.took),
                        Line.ratio(ours.took.toMillis(), naive.took.toMillis()),
                        "60 s"),
                new Line(
                        "the same: memory (RSS)",
                        Line.megabytes(ours.usage.residentBytes()),
                        Line.NONE,
                        Line.NONE,
                        "140 MB"),
                new Line(
                        "the same: error in the 28 days that came (RMSSE)",
                        String.format(Locale.ROOT, "%.3f", ours.error),
                        String.format(Locale.ROOT, "seasonal naive %.3f", naive.error),
                        Line.ratio(ours.error, naive.error),
                        "below seasonal naive"));
    }

    /** How long the forecasts alone take, from a file. */
    static Duration alone(Ground ground, int items) throws IOException, InterruptedException {
        Path file = ground.folder("forecasts-alone").resolve("sales.csv");
        write(file, items);
        return ours(ground, file, items).took;
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }

    private static void write(Path file, int items) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int item = 0; item < items; item++) {
                out.append(Integer.toString(item));
                int[] sold = DailySales.of(item);
                for (int day = 0; day < DailySales.DAYS; day++) {
                    out.append(',').append(Integer.toString(sold[day]));
                }
                out.append('\n');
            }
        }
    }

    private static Figures ours(Ground ground, Path file, int items) throws IOException, InterruptedException {
        long started = System.nanoTime();
        Process process = Program.talking(List.of(
                ground.home().resolve("tidegate").toString(),
                "forecast",
                "--series",
                file.toString(),
                "--horizon",
                Integer.toString(DailySales.LATER),
                "--season",
                Integer.toString(WEEK),
                "--interval",
                "90"));
        double error = 0;
        Usage usage = Usage.of(process.pid());
        try (BufferedReader rows = process.inputReader()) {
            for (int item = 0; item < items; item++) {
                String row = rows.readLine();
                if (row == null) {
                    throw new IOException("it ended after " + item + " items");
                }
                String[] cells = row.split(",");
                double[] points = new double[DailySales.LATER];
                for (int day = 0; day < points.length; day++) {
                    points[day] = Double.parseDouble(cells[day + 1]);
                }
                error += scaledError(DailySales.of(item), points) / items;
                usage = process.isAlive() ? Usage.of(process.pid()) : usage;
            }
            return new Figures(Duration.ofNanos(System.nanoTime() - started), usage, error);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static Figures naive(Path file, int items) throws IOException {
        long started = System.nanoTime();
        double error = 0;
        try (BufferedReader rows = Files.newBufferedReader(file)) {
            for (int item = 0; item < items; item++) {
                String[] cells = rows.readLine().split(",");
                double[] points = new double[DailySales.LATER];
                for (int day = 0; day < points.length; day++) {
                    points[day] = Double.parseDouble(cells[cells.length - WEEK + day % WEEK]);
                }
                error += scaledError(DailySales.of(item), points) / items;
            }
        }
        return new Figures(Duration.ofNanos(System.nanoTime() - started), new Usage(0, 0, 0), error);
    }

    /** The root of the mean of squares, over that of the steps from one day to the next in the past: RMSSE. */
    private static double scaledError(int[] sold, double[] points) {
        double steps = 0;
        for (int day = 1; day < DailySales.DAYS; day++) {
            steps += Math.pow(sold[day] - sold[day - 1], 2) / (DailySales.DAYS - 1);
        }
        double missed = 0;
        for (int day = 0; day < points.length; day++) {
            missed += Math.pow(sold[DailySales.DAYS + day] - points[day], 2) / points.length;
        }
        return steps == 0 ? 0 : Math.sqrt(missed / steps);
    }
}
