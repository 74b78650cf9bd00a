package io.tidegate.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The cloud was away for a day in which 200 entries were recorded each second; it comes back, and 200 a second go on coming. The
 * day is generated as fast as it is taken.
 */
final class OutageRow implements Row {

    private static final int CLIENTS = 20;
    private static final int FILL_WINDOW = 100;
    private static final int LIVE_WINDOW = 50;
    private static final int PER_SECOND = 200;
    private static final Duration DRAIN_MAX = Duration.ofMinutes(30);

    @Override
    public String name() {
        return "outage";
    }

    @Override
    public List<Line> measure(Ground ground) throws IOException, InterruptedException {
        int cloudPort = Ports.free();
        int backlog = ground.plan().outage();
        try (Tidegate tidegate = Tidegate.start(ground, "outage", Tidegate.cloud(cloudPort))) {
            ground.fill(tidegate.mqttPort(), CLIENTS, FILL_WINDOW, backlog);
            LoadOrder live = new LoadOrder(
                    tidegate.mqttPort(), CLIENTS, LIVE_WINDOW, PER_SECOND, LoadOrder.Length.untilStopped());
            Tide tide = new Tide();
            try (LoadRun load = ground.load(live).awaitCounting();
                    Mosquitto cloud = Mosquitto.cloud(ground, "outage-cloud", cloudPort);
                    Inbox _ = Inbox.open(cloud.port(), "tidegate/#", tide)) {
                Patience.until("the first has come", DRAIN_MAX, () -> tide.entries() > 0);
                long came = System.nanoTime();
                long highest = drained(tidegate, tide, backlog);
                double seconds = (System.nanoTime() - came) / 1e9;
                load.stop();
                return lines(ground, tide, backlog, seconds, highest);
            }
        }
    }

    /** @return the memory of the gateway at its highest */
    private static long drained(Tidegate tidegate, Tide tide, int backlog) throws IOException, InterruptedException {
        long[] highest = new long[1];
        Patience.until("the day has arrived", DRAIN_MAX, () -> {
            tidegate.program().mustLive();
            highest[0] = Math.max(highest[0], tidegate.program().usage().residentBytes());
            // With what was sent meanwhile; nothing but what has just come is left over then.
            return tide.entries() >= backlog && tide.entries() - tide.liveCount() >= backlog;
        });
        return highest[0];
    }

    private static List<Line> lines(Ground ground, Tide tide, int backlog, double seconds, long highest) {
        String live = Latencies.millis(tide.liveMicros(0.5)) + " / " + Latencies.millis(tide.liveMicros(0.99)) + " / "
                + Latencies.millis(tide.liveMicros(1));
        ground.tell("%,d entries in %.0f s, live %s, %,d repeated, memory %s"
                .formatted(backlog, seconds, live, tide.repeats(), Line.megabytes(highest)));
        return List.of(
                new Line(
                        String.format(
                                Locale.ROOT,
                                "a cloud comes back after %,d entries, a day at 200/s, while 200/s go on: until all is there",
                                backlog),
                        String.format(Locale.ROOT, "%.0f s, %,.0f/s", seconds, backlog / seconds),
                        Line.NONE,
                        Line.NONE,
                        Line.NONE),
                new Line(
                        "the same: what is new, at the cloud, half / 99 % / all of " + tide.liveCount(),
                        live,
                        Line.NONE,
                        Line.NONE,
                        "all within 5 s"),
                new Line(
                        "the same: memory of the gateway at its highest (RSS)",
                        Line.megabytes(highest),
                        Line.NONE,
                        Line.NONE,
                        Line.NONE));
    }
}
