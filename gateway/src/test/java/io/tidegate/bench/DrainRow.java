package io.tidegate.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The cloud was away; it comes back, and a long queue waits for it. The page must stay alive meanwhile. */
final class DrainRow implements Row {

    private static final int CLIENTS = 20;
    private static final int WINDOW = 100;
    private static final Duration DRAIN_MAX = Duration.ofMinutes(5);

    private record Seen(double perSecond, double secondsToFirst, double cpuPer10000) {}

    @Override
    public String name() {
        return "drain";
    }

    @Override
    public List<Line> measure(Ground ground) throws IOException, InterruptedException {
        Latencies pages = new Latencies();
        Seen ours = ours(ground, pages);
        tell(ground, "Tidegate", ours);
        ground.tell("the page answered meanwhile within " + Latencies.millis(pages.micros(1)));
        Seen bridge = bridge(ground);
        tell(ground, "Mosquitto with a bridge", bridge);
        String what = String.format(
                Locale.ROOT, "a backlog of %,d to an MQTT cloud", ground.plan().backlog());
        return List.of(
                new Line(
                        what,
                        Line.perSecond(ours.perSecond),
                        "Mosquitto bridge, from memory " + Line.perSecond(bridge.perSecond),
                        Line.ratio(ours.perSecond, bridge.perSecond),
                        "60,000/s"),
                new Line(
                        "the same: CPU for 10,000",
                        Line.cpu(ours.cpuPer10000),
                        "Mosquitto bridge " + Line.cpu(bridge.cpuPer10000),
                        Line.ratio(ours.cpuPer10000, bridge.cpuPer10000),
                        Line.NONE),
                new Line(
                        "the same: the page meanwhile, slowest answer of " + pages.count(),
                        Latencies.millis(pages.micros(1)),
                        Line.NONE,
                        Line.NONE,
                        "stays live"));
    }

    private static Seen ours(Ground ground, Latencies pages) throws IOException, InterruptedException {
        int cloudPort = Ports.free();
        try (Tidegate tidegate = Tidegate.start(ground, "drain", Tidegate.cloud(cloudPort))) {
            ground.fill(tidegate.mqttPort(), CLIENTS, WINDOW, ground.plan().backlog());
            return drain(ground, cloudPort, "tidegate/#", tidegate.program(), () -> look(tidegate, pages));
        }
    }

    private static Seen bridge(Ground ground) throws IOException, InterruptedException {
        int cloudPort = Ports.free();
        String settings = Mosquitto.FROM_MEMORY + Mosquitto.bridgeTo(cloudPort);
        try (Mosquitto broker = Mosquitto.start(ground, "drain-bridge", Ports.free(), settings)) {
            ground.fill(broker.port(), CLIENTS, WINDOW, ground.plan().backlog());
            return drain(ground, cloudPort, "floor/#", broker.program(), () -> {});
        }
    }

    /** Something that is done again and again while the backlog flows. */
    private interface Meanwhile {
        void look() throws IOException, InterruptedException;
    }

    private static Seen drain(Ground ground, int cloudPort, String filter, Program server, Meanwhile meanwhile)
            throws IOException, InterruptedException {
        int backlog = ground.plan().backlog();
        Arrivals arrivals = new Arrivals(backlog);
        try (Mosquitto cloud = Mosquitto.cloud(ground, "drain-cloud", cloudPort);
                Inbox _ = Inbox.open(cloud.port(), filter, arrivals)) {
            long joined = System.nanoTime();
            Usage before = server.usage();
            Patience.until("the backlog has arrived, of which is there: " + arrivals.count(), DRAIN_MAX, () -> {
                server.mustLive();
                meanwhile.look();
                return arrivals.count() >= backlog;
            });
            mustBeComplete(arrivals, backlog);
            return new Seen(
                    backlog * 1e9 / Math.max(1, arrivals.nanosFromFirstToLast()),
                    (arrivals.firstNanos() - joined) / 1e9,
                    server.usage().cpuSecondsPer10000(before, backlog));
        }
    }

    private static void mustBeComplete(Arrivals arrivals, int backlog) throws IOException {
        long missing = IntStream.range(0, backlog)
                .filter(number -> !arrivals.has(number))
                .count();
        if (missing > 0) {
            throw new IOException(missing + " of " + backlog + " have not arrived, others repeatedly");
        }
    }

    private static void look(Tidegate tidegate, Latencies pages) throws IOException, InterruptedException {
        long asked = System.nanoTime();
        int status = tidegate.get("/").statusCode();
        if (status != 200) {
            throw new IOException("the page answered with " + status);
        }
        pages.add((System.nanoTime() - asked) / 1_000);
        Patience.rest(Duration.ofMillis(100));
    }

    private static void tell(Ground ground, String who, Seen seen) {
        ground.tell("%s: %s, %s CPU for 10,000, the first came %.1f s after the cloud"
                .formatted(who, Line.perSecond(seen.perSecond), Line.cpu(seen.cpuPer10000), seen.secondsToFirst));
    }
}
