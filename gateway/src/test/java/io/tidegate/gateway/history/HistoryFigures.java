package io.tidegate.gateway.history;

import com.sun.management.OperatingSystemMXBean;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.observation.Value;
import io.tidegate.site.GatewaySettings;
import io.tidegate.site.HistorySettings;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.sync.Courier;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Influxd;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A program, not a test: measures the embedded history of 20 devices on the disk that holds the folder given as first
 * argument, and prints the figures of {@code docs/history.md}. Further arguments: {@code paced RATE SECONDS
 * with|without}, {@code day HOURS}, or {@code influx} for how fast a real InfluxDB catches up.
 */
final class HistoryFigures {

    private static final int DEVICES = 20;
    private static final int PER_SECOND = 1_000;

    private HistoryFigures() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        GatewaySettings settings = new GatewaySettings(
                "gw-1",
                folder,
                GatewaySettings.COMMIT_WINDOW,
                new GatewaySettings.Retention(Duration.ofDays(30), 20L << 30));
        Journal journal = Journal.open(folder, settings);
        if (args[1].equals("paced")) {
            paced(journal, Integer.parseInt(args[2]), Integer.parseInt(args[3]), args[4].equals("with"));
        } else if (args[1].equals("influx")) {
            catchingUp(journal, folder.resolve("influx"));
        } else {
            day(journal, Integer.parseInt(args[2]));
        }
    }

    private static void paced(Journal journal, int perSecond, int seconds, boolean summarised) throws Exception {
        if (summarised) {
            EmbeddedHistory.open(journal, HistorySettings.Embedded.DEFAULT, InstantSource.system());
        }
        long bytes = bytesWritten();
        long cpu = cpuNanos();
        long started = System.nanoTime();
        long count = (long) perSecond * seconds;
        for (long i = 0; i < count; i++) {
            long due = started + i * 1_000_000_000L / perSecond;
            while (System.nanoTime() - due < 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            journal.submit(Batch.of(reading(i, Instant.now())));
        }
        journal.close();
        System.out.printf(
                "%,d/s for %d s, %s: %,.1f B written and %.1f us CPU for each entry%n",
                perSecond,
                seconds,
                summarised ? "summarised" : "journal only",
                (double) (bytesWritten() - bytes) / count,
                (cpuNanos() - cpu) / 1e3 / count);
    }

    private static void catchingUp(Journal journal, Path folder) throws Exception {
        Instant end = Instant.now();
        Instant begin = end.minus(Duration.ofMinutes(10));
        record(journal, begin, end, PER_SECOND);
        Origin origin = new Origin("shop", "gw-1");
        try (Influxd influxd = Influxd.start(folder);
                History history = InfluxHistory.of(influxd.settings("tidegate"), origin)) {
            long started = System.nanoTime();
            long cpu = cpuNanos();
            Courier courier = Courier.start(
                    new Courier.Duty("history", "influxdb", "influxdb://here", new BatchLimits(2_000, 1 << 20), false),
                    InfluxHistory.sink(influxd.settings("tidegate"), origin),
                    journal.outbox("history"),
                    Clock.systemUTC());
            Awaiting.until(
                    "it has caught up",
                    Duration.ofMinutes(10),
                    () -> courier.status().delivered() == journal.lastPosition());
            System.out.printf(
                    "InfluxDB took %,.0f entries/s, %.1f us CPU of ours each%n",
                    journal.lastPosition() / ((System.nanoTime() - started) / 1e9),
                    (cpuNanos() - cpu) / 1e3 / journal.lastPosition());
            Series series = new Series(new DeviceId("machine-7"), "power");
            for (int i = 0; i < 3; i++) {
                ask("10 minutes, minutes", history, series, new Span(begin, end), Steps.MINUTE);
                ask("10 minutes, 5 s", history, series, new Span(begin, end), Duration.ofSeconds(5));
            }
            courier.close();
        }
        journal.close();
    }

    /** The last hour is told in full; before it a tenth will do, since the summaries are as many. */
    private static void day(Journal journal, int hours) throws Exception {
        Instant end = Instant.now();
        Instant begin = end.minus(Duration.ofHours(hours));
        Instant lastHour = end.minus(Duration.ofHours(1));
        long started = System.nanoTime();
        record(journal, begin, lastHour, PER_SECOND / 10);
        record(journal, lastHour, end, PER_SECOND);
        long count = journal.lastPosition();
        System.out.printf("recorded %,d in %.1f s%n", count, (System.nanoTime() - started) / 1e9);
        long cpu = cpuNanos();
        started = System.nanoTime();
        History history = EmbeddedHistory.open(journal, HistorySettings.Embedded.DEFAULT, InstantSource.system());
        Awaiting.until("all is summarised", Duration.ofMinutes(20), () -> {
            LockSupport.parkNanos(200_000_000);
            try (var reader = journal.openReader()) {
                return journal.appliedTo(reader, Rollups.NAME) == journal.lastPosition();
            }
        });
        System.out.printf(
                "summarised in %.1f s, %.2f us CPU each%n",
                (System.nanoTime() - started) / 1e9, (cpuNanos() - cpu) / 1e3 / count);
        Series series = new Series(new DeviceId("machine-7"), "power");
        for (int i = 0; i < 3; i++) {
            ask("all, minutes", history, series, new Span(begin, end), Steps.MINUTE);
            ask("all, hours", history, series, new Span(begin, end), Steps.HOUR);
            ask("an hour, minutes", history, series, new Span(end.minusSeconds(3_600), end), Steps.MINUTE);
            ask("15 minutes, 5 s", history, series, new Span(end.minusSeconds(900), end), Duration.ofSeconds(5));
            ask("an hour, 15 s", history, series, new Span(end.minusSeconds(3_600), end), Duration.ofSeconds(15));
        }
        journal.close();
    }

    private static void record(Journal journal, Instant from, Instant to, int perSecond) throws Exception {
        long count = Duration.between(from, to).toSeconds() * perSecond;
        for (long first = 0; first < count; first += 2_000) {
            List<Observation> batch = new ArrayList<>();
            for (long i = first; i < first + 2_000; i++) {
                batch.add(reading(i, from.plusMillis(i * 1_000 / perSecond)));
            }
            journal.submit(new Batch(batch, List.of()));
        }
        journal.record(List.of(reading(count, to.minusMillis(1))));
    }

    private static void ask(String what, History history, Series series, Span span, Duration step) throws IOException {
        long started = System.nanoTime();
        Course course = history.course(series, span, step);
        System.out.printf(
                "%-20s %,6d points in steps of %s, %.1f ms%n",
                what, course.points().size(), course.step(), (System.nanoTime() - started) / 1e6);
    }

    private static Observation reading(long number, Instant at) {
        double value = Math.round(40 + 20 * Math.sin(number / 100.0)) / 10.0;
        return new Observation.Reading(
                new DeviceId("machine-" + number % DEVICES), at, Map.of("power", Value.of(value)));
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** What this process caused to be written to disks (proc(5), io, write_bytes). */
    private static long bytesWritten() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/io"))) {
            if (line.startsWith("write_bytes: ")) {
                return Long.parseLong(line.substring("write_bytes: ".length()));
            }
        }
        throw new IOException("no write_bytes in /proc/self/io");
    }
}
