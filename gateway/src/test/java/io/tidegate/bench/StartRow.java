package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** From exec to the first PUBACK, on a box that has run before: how long is a shop deaf after a restart? */
final class StartRow implements Row {

    private static final Map<String, String> WITHOUT_CACHE = Map.of("TIDEGATE_AOT", "off");
    private static final Map<String, String> BY_DEFAULT = Map.of();

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Line> measure(Ground ground) throws IOException, InterruptedException {
        mustHaveCache(ground);
        int times = ground.plan().starts();
        long plain;
        long cached;
        try (Tidegate tidegate = Tidegate.start(ground, "start", Tidegate.NO_CLOUD)) {
            tidegate.program().stop();
            plain = middle(times, () -> start(tidegate, WITHOUT_CACHE));
            cached = middle(times, () -> start(tidegate, BY_DEFAULT));
        }
        long mosquitto = middle(times, () -> startMosquitto(ground));
        ground.tell("exec to the first PUBACK: Tidegate %s, with its cache %s; Mosquitto %s"
                .formatted(Latencies.millis(plain), Latencies.millis(cached), Latencies.millis(mosquitto)));
        String reference = "Mosquitto " + Latencies.millis(mosquitto);
        return List.of(
                new Line(
                        "exec to the first PUBACK without the start cache, middle of " + times,
                        Latencies.millis(plain),
                        reference,
                        Line.ratio(plain, mosquitto),
                        "1,200 ms"),
                new Line(
                        "the same as `./tidegate` starts, with the cache",
                        Latencies.millis(cached),
                        reference,
                        Line.ratio(cached, mosquitto),
                        "600 ms"));
    }

    /** It is made after a build, and passed over in silence when that went wrong: here it would be measured as there. */
    private static void mustHaveCache(Ground ground) throws IOException {
        Path app = ground.home().resolve("gateway/target/app");
        try (var caches = Files.newDirectoryStream(app, "start-*.aot")) {
            if (!caches.iterator().hasNext()) {
                throw new IOException("no start cache in " + app + ". Remove .built there, and build again.");
            }
        }
    }

    /** One start; answers microseconds. */
    private interface Start {
        long micros() throws IOException, InterruptedException;
    }

    private static long middle(int times, Start start) throws IOException, InterruptedException {
        long[] micros = new long[times];
        for (int i = 0; i < times; i++) {
            micros[i] = start.micros();
        }
        Arrays.sort(micros);
        return micros[times / 2];
    }

    private static long start(Tidegate tidegate, Map<String, String> environment)
            throws IOException, InterruptedException {
        long started = System.nanoTime();
        tidegate.beginAgain(environment);
        FirstAcknowledgement.await(tidegate.mqttPort(), tidegate.program());
        long micros = (System.nanoTime() - started) / 1_000;
        tidegate.awaitReady();
        tidegate.program().stop();
        return micros;
    }

    private static long startMosquitto(Ground ground) throws IOException, InterruptedException {
        long started = System.nanoTime();
        try (Mosquitto broker = Mosquitto.begin(ground, "start-mosquitto", Ports.free(), Mosquitto.FROM_MEMORY)) {
            FirstAcknowledgement.await(broker.port(), broker.program());
            return (System.nanoTime() - started) / 1_000;
        }
    }
}
