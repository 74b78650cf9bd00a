package io.tidegate.bench;

import java.io.IOException;
import java.util.List;

/** As fast as it goes: 50 clients, 20 messages in flight each, PUBACK when it is safe. */
final class IntakeRow implements Row {

    private static final int CLIENTS = 50;
    private static final int WINDOW = 20;

    private record Seen(double perSecond, double cpuPer10000, LoadFigures load) {}

    @Override
    public String name() {
        return "intake";
    }

    @Override
    public List<Line> measure(Ground ground) throws IOException, InterruptedException {
        Seen ours;
        try (Tidegate tidegate = Tidegate.start(ground, "intake", Tidegate.NO_CLOUD)) {
            ours = flatOut(ground, tidegate.mqttPort(), tidegate.program());
        }
        tell(ground, "Tidegate", ours);
        Seen memory = mosquitto(ground, "intake-memory", Mosquitto.FROM_MEMORY);
        tell(ground, "Mosquitto from memory", memory);
        Seen saving = saving(ground);
        tell(ground, "Mosquitto saving each change", saving);
        return List.of(
                new Line(
                        "intake flat out, 50 clients, 20 in flight, PUBACK after the synced commit",
                        Line.perSecond(ours.perSecond),
                        "Mosquitto from memory " + Line.perSecond(memory.perSecond),
                        Line.ratio(ours.perSecond, memory.perSecond),
                        "150,000/s, above Mosquitto from memory"),
                new Line(
                        "the same",
                        Line.perSecond(ours.perSecond),
                        "Mosquitto saving each change " + Line.perSecond(saving.perSecond),
                        Line.ratio(ours.perSecond, saving.perSecond),
                        Line.NONE),
                new Line(
                        "the same: CPU of the server for 10,000",
                        Line.cpu(ours.cpuPer10000),
                        "Mosquitto from memory " + Line.cpu(memory.cpuPer10000),
                        Line.ratio(ours.cpuPer10000, memory.cpuPer10000),
                        Line.NONE),
                new Line(
                        "the same: PUBACK, half / 99 %",
                        waits(ours),
                        "Mosquitto from memory " + waits(memory),
                        Line.ratio(ours.load.p99Micros(), memory.load.p99Micros()),
                        Line.NONE));
    }

    private static Seen mosquitto(Ground ground, String name, String settings)
            throws IOException, InterruptedException {
        try (Mosquitto broker = Mosquitto.start(ground, name, Ports.free(), settings)) {
            return flatOut(ground, broker.port(), broker.program());
        }
    }

    /** It saves only what somebody shall have later: a subscriber with a session, who takes it at once. */
    private static Seen saving(Ground ground) throws IOException, InterruptedException {
        String name = "intake-saving";
        String settings = Mosquitto.savingEachChange(ground.folder(name + "-data")) + "max_queued_messages 0\n";
        try (Mosquitto broker = Mosquitto.start(ground, name, Ports.free(), settings);
                Inbox _ = Inbox.durable(broker.port(), "floor/#", new Arrivals(0))) {
            return flatOut(ground, broker.port(), broker.program());
        }
    }

    private static Seen flatOut(Ground ground, int port, Program server) throws IOException {
        LoadOrder order = new LoadOrder(
                port, CLIENTS, WINDOW, 0, LoadOrder.Length.of(ground.plan().flatOut()));
        try (LoadRun load = ground.load(order).awaitCounting()) {
            Usage before = server.usage();
            LoadFigures figures = load.awaitEnd();
            double cpu = server.usage().cpuSecondsPer10000(before, figures.acknowledged());
            return new Seen(figures.perSecond(), cpu, figures);
        }
    }

    private static void tell(Ground ground, String who, Seen seen) {
        ground.tell("%s: %s, %s CPU for 10,000, PUBACK %s; the generator itself took %s for 10,000"
                .formatted(
                        who,
                        Line.perSecond(seen.perSecond),
                        Line.cpu(seen.cpuPer10000),
                        waits(seen),
                        Line.cpu(seen.load.ownCpuMillis() * 10.0 / seen.load.sent())));
    }

    private static String waits(Seen seen) {
        return Latencies.millis(seen.load.p50Micros()) + " / " + Latencies.millis(seen.load.p99Micros());
    }
}
