package io.tidegate.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** A chain's gateways at one broker with one receiver; and what comes when the broker was away and they all want to be back. */
final class FleetRow implements Row {

    private static final Duration CONNECTED_MAX = Duration.ofMinutes(5);
    private static final Duration OUTAGE = Duration.ofSeconds(10);

    private record Storm(int busiestSecond, double seconds) {}

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public List<Line> measure(Ground ground) throws IOException, InterruptedException {
        int shops = ground.plan().fleet();
        String settings =
                Mosquitto.FROM_MEMORY + "max_queued_messages 0\nmax_inflight_messages 0\nmax_connections -1\n";
        try (Mosquitto broker = Mosquitto.start(ground, "fleet", Ports.free(), settings);
                Chain chain = Chain.open(shops, broker.port())) {
            Patience.until("all are connected", CONNECTED_MAX, () -> chain.connectedNow() == shops);
            List<Line> lines = new ArrayList<>(steady(ground, broker, chain));
            Storm ours = storm(broker, chain);
            chain.jitter(false);
            Storm plain = storm(broker, chain);
            lines.addAll(lines(ground, ours, plain));
            return lines;
        }
    }

    private static List<Line> lines(Ground ground, Storm ours, Storm plain) {
        ground.tell("storm: %,d in the busiest second, all back in %.0f s; without chance %,d, %.0f s"
                .formatted(ours.busiestSecond, ours.seconds, plain.busiestSecond, plain.seconds));
        return List.of(
                new Line(
                        "the broker was away for 10 s: connections in the busiest second",
                        String.format(Locale.ROOT, "%,d", ours.busiestSecond),
                        String.format(Locale.ROOT, "a try each second %,d", plain.busiestSecond),
                        Line.ratio(ours.busiestSecond, plain.busiestSecond),
                        Line.NONE),
                new Line(
                        "the same: until all are back and have delivered what they had",
                        String.format(Locale.ROOT, "%.0f s", ours.seconds),
                        String.format(Locale.ROOT, "a try each second %.0f s", plain.seconds),
                        Line.ratio(ours.seconds, plain.seconds),
                        Line.NONE));
    }

    private static List<Line> steady(Ground ground, Mosquitto broker, Chain chain)
            throws IOException, InterruptedException {
        AtomicLong received = new AtomicLong();
        try (Inbox _ = Inbox.open(broker.port(), "tidegate/#", (_, _, _) -> received.incrementAndGet())) {
            Patience.rest(ground.plan().paced().warmup());
            chain.count();
            long before = received.get();
            Usage usage = broker.program().usage();
            long began = System.nanoTime();
            Patience.rest(ground.plan().paced().counted());
            double seconds = (System.nanoTime() - began) / 1e9;
            Usage after = broker.program().usage();
            double entries = (received.get() - before) * (double) Shop.BATCH / seconds;
            double cpu = (after.cpuMillis() - usage.cpuMillis()) / seconds / 10;
            String what = String.format(
                    Locale.ROOT,
                    "%,d gateways, each a batch of %d each %d s, at one Mosquitto: at its subscriber",
                    chain.shops(),
                    Shop.BATCH,
                    Shop.EVERY.toSeconds());
            String load =
                    String.format(Locale.ROOT, "%.0f %% of a core, %s", cpu, Line.megabytes(after.residentBytes()));
            ground.tell("%s %s entries, broker %s, PUBACK %s"
                    .formatted(what, Line.perSecond(entries), load, chain.waits()));
            return List.of(
                    new Line(what, Line.perSecond(entries) + " entries", Line.NONE, Line.NONE, Line.NONE),
                    new Line(
                            "the same: the broker; PUBACK, half / 99 %",
                            load + "; " + chain.waits(), Line.NONE, Line.NONE, Line.NONE));
        }
    }

    private static Storm storm(Mosquitto broker, Chain chain) throws IOException, InterruptedException {
        broker.program().kill();
        Patience.until("all have noticed", CONNECTED_MAX, () -> chain.connectedNow() == 0);
        Patience.rest(OUTAGE);
        long owed = chain.batches();
        broker.startAgain();
        chain.count();
        long began = System.nanoTime();
        Patience.until(
                "all are back and have delivered",
                CONNECTED_MAX,
                () -> chain.connectedNow() == chain.shops() && chain.batches() >= owed + chain.shops());
        return new Storm(chain.busiestSecond(), (System.nanoTime() - began) / 1e9);
    }
}
