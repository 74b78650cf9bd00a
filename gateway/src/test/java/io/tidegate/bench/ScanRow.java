package io.tidegate.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** A person waits with a scanner in hand, while 1,000 messages a second flow: how long until the beep? */
final class ScanRow implements Row {

    private static final Duration BETWEEN_SCANS = Duration.ofMillis(100);
    private static final int FIRST_ONES = 20;

    @Override
    public String name() {
        return "scan";
    }

    @Override
    public List<Line> measure(Ground ground) throws IOException, InterruptedException {
        Latencies answers = new Latencies();
        try (Mosquitto cloud = Mosquitto.cloud(ground, "scan-cloud", Ports.free());
                Tidegate tidegate = Tidegate.start(ground, "scan", Tidegate.cloud(cloud.port()));
                LoadRun load = ground.load(order(ground, tidegate))) {
            for (int i = 0; i < FIRST_ONES; i++) {
                scan(tidegate);
            }
            load.awaitCounting();
            long end = System.nanoTime() + ground.plan().scans().counted().toNanos();
            while (System.nanoTime() - end < 0) {
                answers.add(scan(tidegate));
                Patience.rest(BETWEEN_SCANS);
            }
            load.awaitEnd();
        }
        String waits = Latencies.millis(answers.micros(0.5)) + " / " + Latencies.millis(answers.micros(0.99));
        ground.tell("a scan's answer " + waits + ", of " + answers.count());
        return List.of(new Line(
                "a scan's answer while 1,000/s flow, half / 99 % of " + answers.count(),
                waits,
                Line.NONE,
                Line.NONE,
                "99 % within 20 ms"));
    }

    private static LoadOrder order(Ground ground, Tidegate tidegate) {
        return new LoadOrder(
                tidegate.mqttPort(),
                PacedRow.CLIENTS,
                PacedRow.WINDOW,
                PacedRow.PER_SECOND,
                LoadOrder.Length.of(ground.plan().scans()));
    }

    private static long scan(Tidegate tidegate) throws IOException, InterruptedException {
        long asked = System.nanoTime();
        HttpResponse<String> answer =
                tidegate.post("/api/v1/scans", "{\"device\":\"till-1\",\"data\":\"4006381333931\"}");
        if (answer.statusCode() != 200) {
            throw new IOException("a scan was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return (System.nanoTime() - asked) / 1_000;
    }
}
