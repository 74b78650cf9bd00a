package io.tidegate.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an SD card is asked to endure: bytes written for an entry, all included, at three paces. The gateways and the
 * references run side by side for the same minutes; bytes do not depend on who else is at work.
 */
final class DiskRow implements Row {

    private record Pace(int perSecond, String aim) {}

    private static final List<Pace> PACES =
            List.of(new Pace(1, "6 KB"), new Pace(100, "500 B"), new Pace(1_000, "200 B"));

    /** A server under a pace. */
    private record Measured(Pace pace, boolean ours, Program server, int port) {}

    private record Seen(Pace pace, boolean ours, double bytesEach) {}

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public List<Line> measure(Ground ground) throws IOException, InterruptedException {
        List<AutoCloseable> servers = new ArrayList<>();
        try (Mosquitto cloud = Mosquitto.cloud(ground, "disk-cloud", Ports.free())) {
            List<Measured> measured = new ArrayList<>();
            for (Pace pace : PACES) {
                Tidegate tidegate = Tidegate.start(ground, "disk-" + pace.perSecond, Tidegate.cloud(cloud.port()));
                servers.add(tidegate);
                measured.add(new Measured(pace, true, tidegate.program(), tidegate.mqttPort()));
                Mosquitto saving = saving(ground, "disk-saving-" + pace.perSecond, cloud.port());
                servers.add(saving);
                measured.add(new Measured(pace, false, saving.program(), saving.port()));
            }
            return lines(ground, follow(ground, measured));
        } finally {
            for (AutoCloseable server : servers) {
                closeQuietly(server);
            }
        }
    }

    private static void closeQuietly(AutoCloseable server) throws IOException {
        try {
            server.close();
        } catch (Exception e) {
            throw new IOException("cannot stop a server", e);
        }
    }

    private static Mosquitto saving(Ground ground, String name, int cloudPort)
            throws IOException, InterruptedException {
        String settings = Mosquitto.savingEachChange(ground.folder(name + "-data")) + Mosquitto.bridgeTo(cloudPort);
        return Mosquitto.start(ground, name, Ports.free(), settings);
    }

    private static List<Seen> follow(Ground ground, List<Measured> measured) throws IOException {
        List<LoadRun> loads = new ArrayList<>();
        try {
            for (Measured each : measured) {
                loads.add(ground.load(order(ground, each)));
            }
            List<Usage> before = new ArrayList<>();
            for (int i = 0; i < loads.size(); i++) {
                loads.get(i).awaitCounting();
                before.add(measured.get(i).server.usage());
            }
            List<Seen> seen = new ArrayList<>();
            for (int i = 0; i < loads.size(); i++) {
                LoadFigures figures = loads.get(i).awaitEnd();
                Measured each = measured.get(i);
                long bytes = each.server.usage().writtenBytes() - before.get(i).writtenBytes();
                seen.add(new Seen(each.pace, each.ours, (double) bytes / figures.acknowledged()));
            }
            return seen;
        } finally {
            loads.forEach(LoadRun::close);
        }
    }

    private static LoadOrder order(Ground ground, Measured each) {
        int clients = Math.min(each.pace.perSecond, PacedRow.CLIENTS);
        return new LoadOrder(
                each.port,
                clients,
                PacedRow.WINDOW,
                each.pace.perSecond,
                LoadOrder.Length.of(ground.plan().disk()));
    }

    private static List<Line> lines(Ground ground, List<Seen> seen) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < seen.size(); i += 2) {
            Seen ours = seen.get(i);
            Seen reference = seen.get(i + 1);
            String pace = String.format(Locale.ROOT, "%,d/s", ours.pace.perSecond);
            ground.tell("at %s: Tidegate %s each, Mosquitto saving each change %s"
                    .formatted(pace, Line.bytes(ours.bytesEach), Line.bytes(reference.bytesEach)));
            lines.add(new Line(
                    "written to disk for an entry at " + pace,
                    Line.bytes(ours.bytesEach),
                    "Mosquitto saving each change " + Line.bytes(reference.bytesEach),
                    Line.ratio(ours.bytesEach, reference.bytesEach),
                    ours.pace.aim));
        }
        return lines;
    }
}
