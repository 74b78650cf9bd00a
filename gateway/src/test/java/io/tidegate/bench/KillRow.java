package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Killed with -9 under load, again and again, while the line to the cloud is down. Then the cloud comes back: has everything
 * that was acknowledged arrived, and once?
 */
final class KillRow implements Row {

    private static final int CLIENTS = 20;
    private static final int WINDOW = 50;
    private static final int PER_SECOND = 5_000;
    private static final int NUMBERS_MAX = 5_000_000;
    private static final int HOUR_MILLIS = 3_600_000;

    /** Until a bridge is there again. What it has lost does not come, however long one waits. */
    private static final Duration BRIDGE_MAX = Duration.ofSeconds(5);

    /** Of the gateway nothing may be lost, so what is late is waited for. */
    private static final Duration GATEWAY_MAX = Duration.ofMinutes(3);

    private static final Duration ARRIVAL_MAX = Duration.ofMinutes(6);

    private record Seen(int acknowledged, int lost, long twice) {

        String losses() {
            return String.format(Locale.ROOT, "%,d of %,d lost", lost, acknowledged);
        }

        /** Only the gateway's entries have an id by which a repeated delivery is told from a doubled entry. */
        String lossesAndDoubles() {
            return losses() + String.format(Locale.ROOT, ", %,d doubled", twice);
        }
    }

    /** A server that is killed and started on the same data. */
    private interface Victim {
        void kill() throws InterruptedException;

        void startAgain() throws IOException, InterruptedException;
    }

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public List<Line> measure(Ground ground) throws IOException, InterruptedException {
        Seen ours = ours(ground);
        ground.tell("Tidegate: " + ours.lossesAndDoubles());
        Seen bridge = bridge(ground);
        ground.tell("Mosquitto by default, with a bridge: " + bridge.losses());
        if (ours.lost > 0 || ours.twice > 0) {
            throw new IOException("the promise is broken: " + ours.lossesAndDoubles());
        }
        return List.of(new Line(
                ground.plan().kills().times() + " x `kill -9` under load with the cloud away: acknowledged, then lost",
                ours.lossesAndDoubles(),
                "Mosquitto by default, with a bridge: " + bridge.losses(),
                Line.NONE,
                "0"));
    }

    private static Seen ours(Ground ground) throws IOException, InterruptedException {
        int cloudPort = Ports.free();
        try (Tidegate tidegate = Tidegate.start(ground, "kill", Tidegate.cloud(cloudPort))) {
            BitSet acknowledged = attack(ground, tidegate.mqttPort(), new Victim() {
                @Override
                public void kill() throws InterruptedException {
                    tidegate.program().kill();
                }

                @Override
                public void startAgain() throws IOException, InterruptedException {
                    tidegate.beginAgain(Map.of());
                    tidegate.awaitReady();
                }
            });
            return arrived(ground, cloudPort, "tidegate/#", acknowledged, GATEWAY_MAX);
        }
    }

    private static Seen bridge(Ground ground) throws IOException, InterruptedException {
        int cloudPort = Ports.free();
        String settings = Mosquitto.byDefault(ground.folder("kill-bridge-data")) + Mosquitto.bridgeTo(cloudPort);
        try (Mosquitto broker = Mosquitto.start(ground, "kill-bridge", Ports.free(), settings)) {
            BitSet acknowledged = attack(ground, broker.port(), new Victim() {
                @Override
                public void kill() throws InterruptedException {
                    broker.program().kill();
                }

                @Override
                public void startAgain() throws IOException, InterruptedException {
                    broker.startAgain();
                }
            });
            return arrived(ground, cloudPort, "floor/#", acknowledged, BRIDGE_MAX);
        }
    }

    /** @return the numbers that were acknowledged */
    private static BitSet attack(Ground ground, int port, Victim victim) throws IOException, InterruptedException {
        Path file = ground.work().resolve("acknowledged");
        Files.deleteIfExists(file);
        LoadOrder order = new LoadOrder(
                port,
                CLIENTS,
                WINDOW,
                PER_SECOND,
                new LoadOrder.Length(0, HOUR_MILLIS, NUMBERS_MAX, true, Optional.of(file)));
        try (LoadRun load = ground.load(order).awaitCounting()) {
            for (int i = 0; i < ground.plan().kills().times(); i++) {
                Patience.rest(ground.plan().kills().each());
                victim.kill();
                victim.startAgain();
            }
            Patience.rest(ground.plan().kills().each());
            load.stop();
        }
        return BitSet.valueOf(Files.readAllBytes(file));
    }

    private static Seen arrived(Ground ground, int cloudPort, String filter, BitSet acknowledged, Duration allWithin)
            throws IOException, InterruptedException {
        Arrivals arrivals = new Arrivals(acknowledged.length());
        try (Mosquitto cloud = Mosquitto.cloud(ground, "kill-cloud", cloudPort);
                Inbox _ = Inbox.open(cloud.port(), filter, arrivals)) {
            long late = System.nanoTime() + allWithin.toNanos();
            long quietNanos = ground.plan().kills().quiet().toNanos();
            Patience.until("nothing more arrives at the cloud", ARRIVAL_MAX, () -> {
                long now = System.nanoTime();
                boolean quiet = arrivals.count() == 0 || now - arrivals.lastNanos() > quietNanos;
                return quiet && (now - late > 0 || acknowledged.stream().allMatch(arrivals::has));
            });
        }
        int lost = (int)
                acknowledged.stream().filter(number -> !arrivals.has(number)).count();
        return new Seen(acknowledged.cardinality(), lost, arrivals.twice());
    }
}
