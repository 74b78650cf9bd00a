package io.tidegate.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cloud is away, and there is room for a fraction of what was recorded: what does it cost those who wait for their
 * acknowledgement that readings are summed up meanwhile? Beside the same gateway with room for all of it.
 */
final class ThinRow implements Row {

    private static final int CLIENTS = 50;
    private static final int FILL_WINDOW = 20;
    private static final int LIVE_WINDOW = 200;
    private static final int PER_SECOND = 1_000;
    private static final String LITTLE = "bytes: 16 MiB";
    private static final long LIMIT_BYTES = 16L << 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration THIN_MAX = Duration.ofMinutes(10);
    private static final Pattern SUMMED_UP = Pattern.compile("\"summedUp\":(\\d+)");
    private static final Pattern BYTES = Pattern.compile("\"readings\":(\\d+)");

    /**
     * @param seconds from the end of the filling until the readings took no more than they may
     * @param bytes of the readings
     */
    private record Seen(LoadFigures load, double seconds, long summedUp, long bytes) {

        String waits() {
            return Latencies.millis(load.p50Micros()) + " / " + Latencies.millis(load.p99Micros());
        }
    }

    @Override
    public String name() {
        return "thin";
    }

    @Override
    public List<Line> measure(Ground ground) throws IOException, InterruptedException {
        Seen little = seen(ground, "thin-little", LITTLE);
        Seen room = seen(ground, "thin-room", "bytes: 100 GiB");
        int backlog = ground.plan().outage();
        return List.of(
                new Line(
                        String.format(
                                Locale.ROOT,
                                "the cloud is away, %,d readings, room for 16 MiB: until they are summed up, into so many",
                                backlog),
                        String.format(
                                Locale.ROOT, "%.0f s, %,d", little.seconds, Math.max(0, backlog - little.summedUp)),
                        "room for all: none is",
                        Line.NONE,
                        Line.NONE),
                new Line(
                        "the same: what readings take on disk then",
                        Line.megabytes(little.bytes),
                        "room for all " + Line.megabytes(room.bytes),
                        Line.ratio(little.bytes, room.bytes),
                        "16 MiB"),
                new Line(
                        "the same: PUBACK at 1,000/s meanwhile, half / 99 %",
                        little.waits(),
                        "room for all " + room.waits(),
                        Line.ratio(little.load.p99Micros(), room.load.p99Micros()),
                        "99 % within 120 ms (the commit window)"));
    }

    private static Seen seen(Ground ground, String name, String retention) throws IOException, InterruptedException {
        // Nobody listens there.
        String cloud = Tidegate.cloud(Ports.free());
        try (Tidegate tidegate = Tidegate.start(ground, name, retention, cloud)) {
            ground.fill(tidegate.mqttPort(), CLIENTS, FILL_WINDOW, ground.plan().outage());
            LoadOrder live = new LoadOrder(
                    tidegate.mqttPort(), CLIENTS, LIVE_WINDOW, PER_SECOND, LoadOrder.Length.untilStopped());
            try (LoadRun load = ground.load(live).awaitCounting()) {
                boolean isLimited = retention.equals(LITTLE);
                Watch watch = new Watch(tidegate, isLimited ? LIMIT_BYTES : Long.MAX_VALUE);
                long least = ground.plan().paced().counted().toNanos();
                Patience.until("readings take no more than they may", THIN_MAX, () -> watch.isWithin(least));
                LoadFigures figures = load.stop();
                Seen seen = new Seen(figures, watch.seconds(), watch.summedUp(), watch.bytes());
                ground.tell("%s: PUBACK %s meanwhile, %,d summed up after %.0f s, %s on disk"
                        .formatted(retention, seen.waits(), seen.summedUp, seen.seconds, Line.megabytes(seen.bytes)));
                return seen;
            }
        }
    }

    /** What the journal says of its readings, again and again. */
    private static final class Watch {

        private final Tidegate tidegate;
        private final long limit;
        private final long began = System.nanoTime();
        private long aboveAt = began;
        private long summedUp;
        private long bytes;

        Watch(Tidegate tidegate, long limit) {
            this.tidegate = tidegate;
            this.limit = limit;
        }

        /** @param least for so many nanoseconds it is looked at in any case */
        boolean isWithin(long least) throws IOException, InterruptedException {
            Patience.rest(BETWEEN_LOOKS);
            String journal = tidegate.get("/api/v1/journal").body();
            bytes = number(BYTES, journal);
            summedUp = number(SUMMED_UP, journal);
            long now = System.nanoTime();
            if (bytes > limit) {
                aboveAt = now;
            }
            return bytes <= limit && now - began > least;
        }

        double seconds() {
            return (aboveAt - began) / 1e9;
        }

        long summedUp() {
            return summedUp;
        }

        long bytes() {
            return bytes;
        }
    }

    private static long number(Pattern member, String json) throws IOException {
        Matcher found = member.matcher(json);
        if (!found.find()) {
            throw new IOException("/api/v1/journal has no " + member + ": " + json);
        }
        return Long.parseLong(found.group(1));
    }
}
