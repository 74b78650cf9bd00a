package io.tidegate.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The ordinary day of a large shop: 1,000 messages a second, and one MQTT cloud that takes them. */
final class PacedRow implements Row {

    static final int CLIENTS = 20;
    static final int WINDOW = 200;
    static final int PER_SECOND = 1_000;

    private static final Duration ARRIVAL_MAX = Duration.ofMinutes(1);

    private static final String FROM_GATEWAY = "tidegate/#";
    private static final String FROM_BRIDGE = "floor/#";

    private record Seen(double cpuPer10000, LoadFigures load, Arrivals arrivals, long idleBytes, long busyBytes) {}

    @Override
    public String name() {
        return "paced";
    }

    @Override
    public List<Line> measure(Ground ground) throws IOException, InterruptedException {
        Seen ours = ours(ground);
        tell(ground, "Tidegate", ours);
        Seen bridge = bridge(ground);
        tell(ground, "Mosquitto with a bridge", bridge);
        return List.of(
                new Line(
                        "1,000/s with one MQTT cloud: CPU for 10,000",
                        Line.cpu(ours.cpuPer10000),
                        "Mosquitto bridge, unsynced " + Line.cpu(bridge.cpuPer10000),
                        Line.ratio(ours.cpuPer10000, bridge.cpuPer10000),
                        "below 1.8 s (NATS, unsynced)"),
                new Line(
                        "the same: PUBACK, half / 99 %",
                        waits(ours),
                        "Mosquitto bridge, unsynced " + waits(bridge),
                        Line.ratio(ours.load.p99Micros(), bridge.load.p99Micros()),
                        "99 % within 120 ms (the commit window)"),
                new Line(
                        "the same: from the publisher to the cloud's subscriber, half / 99 %",
                        ours.arrivals.waits(),
                        "Mosquitto bridge, unsynced " + bridge.arrivals.waits(),
                        Line.ratio(ours.arrivals.p99Micros(), bridge.arrivals.p99Micros()),
                        Line.NONE),
                new Line(
                        "memory at rest / at 1,000/s (RSS)",
                        memory(ours),
                        "Mosquitto bridge " + memory(bridge),
                        Line.ratio(ours.busyBytes, bridge.busyBytes),
                        "95 MB / 140 MB"));
    }

    private static Seen ours(Ground ground) throws IOException, InterruptedException {
        try (Mosquitto cloud = Mosquitto.cloud(ground, "paced-cloud", Ports.free());
                Tidegate tidegate = Tidegate.start(ground, "paced", Tidegate.cloud(cloud.port()))) {
            return paced(ground, cloud, FROM_GATEWAY, tidegate.mqttPort(), tidegate.program());
        }
    }

    private static Seen bridge(Ground ground) throws IOException, InterruptedException {
        try (Mosquitto cloud = Mosquitto.cloud(ground, "paced-bridge-cloud", Ports.free());
                Mosquitto broker = Mosquitto.start(
                        ground,
                        "paced-bridge",
                        Ports.free(),
                        Mosquitto.FROM_MEMORY + Mosquitto.bridgeTo(cloud.port()))) {
            return paced(ground, cloud, FROM_BRIDGE, broker.port(), broker.program());
        }
    }

    private static Seen paced(Ground ground, Mosquitto cloud, String filter, int port, Program server)
            throws IOException, InterruptedException {
        Arrivals arrivals = new Arrivals(0);
        Patience.rest(ground.plan().idle());
        long idleBytes = server.usage().residentBytes();
        LoadOrder order = new LoadOrder(
                port,
                CLIENTS,
                WINDOW,
                PER_SECOND,
                LoadOrder.Length.of(ground.plan().paced()).withNumbers());
        try (Inbox _ = Inbox.open(cloud.port(), filter, arrivals);
                LoadRun load = ground.load(order).awaitCounting()) {
            Usage before = server.usage();
            arrivals.forgetTimes();
            LoadFigures figures = load.awaitEnd();
            Usage after = server.usage();
            double cpu = after.cpuSecondsPer10000(before, figures.acknowledged());
            Patience.until("something has arrived at the cloud", ARRIVAL_MAX, () -> arrivals.count() > 0);
            return new Seen(cpu, figures, arrivals, idleBytes, after.residentBytes());
        }
    }

    private static void tell(Ground ground, String who, Seen seen) {
        ground.tell("%s: %s, %s CPU for 10,000, PUBACK %s, at the cloud %s, memory %s"
                .formatted(
                        who,
                        Line.perSecond(seen.load.perSecond()),
                        Line.cpu(seen.cpuPer10000),
                        waits(seen),
                        seen.arrivals.waits(),
                        memory(seen)));
    }

    private static String waits(Seen seen) {
        return Latencies.millis(seen.load.p50Micros()) + " / " + Latencies.millis(seen.load.p99Micros());
    }

    private static String memory(Seen seen) {
        return Line.megabytes(seen.idleBytes) + " / " + Line.megabytes(seen.busyBytes);
    }
}
