package io.tidegate.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** A person waits with a scanner in hand, while 1,000 messages a second flow: how long until the beep? */
final class ScanRow implements Row {

    private static final Duration BETWEEN_SCANS = Duration.ofMillis(100);
    private static final int FIRST_ONES = 20;

    private static final String TILL = """
            stock:
              scanners: [{device: till-1, task: sell, repeatWithin: 0 s}]
            """;

    @Override
    public String name() {
        return "scan";
    }

    @Override
    public List<Line> measure(Ground ground) throws IOException, InterruptedException {
        Latencies kept = new Latencies();
        Latencies booked = new Latencies();
        try (Mosquitto cloud = Mosquitto.cloud(ground, "scan-cloud", Ports.free());
                Tidegate tidegate = Tidegate.start(ground, "scan", TILL + Tidegate.cloud(cloud.port()));
                LoadRun load = ground.load(order(ground, tidegate))) {
            for (int i = 0; i < FIRST_ONES; i++) {
                keep(tidegate);
                sell(tidegate, i);
            }
            load.awaitCounting();
            long end = System.nanoTime() + ground.plan().scans().counted().toNanos();
            for (int number = FIRST_ONES; System.nanoTime() - end < 0; number++) {
                kept.add(keep(tidegate));
                Patience.rest(BETWEEN_SCANS);
                booked.add(sell(tidegate, number));
                Patience.rest(BETWEEN_SCANS);
            }
            load.awaitEnd();
        }
        return List.of(
                line(ground, "a scan's answer while 1,000/s flow", kept, "99 % within 20 ms"),
                line(ground, "the same, until it is sold in the ledger", booked, "within 200 ms"));
    }

    private static Line line(Ground ground, String what, Latencies answers, String aim) {
        String waits = Latencies.millis(answers.micros(0.5)) + " / " + Latencies.millis(answers.micros(0.99)) + " / "
                + Latencies.millis(answers.micros(1));
        ground.tell(what + ": " + waits + ", of " + answers.count());
        return new Line(what + ", half / 99 % / all of " + answers.count(), waits, Line.NONE, Line.NONE, aim);
    }

    private static LoadOrder order(Ground ground, Tidegate tidegate) {
        return new LoadOrder(
                tidegate.mqttPort(),
                PacedRow.CLIENTS,
                PacedRow.WINDOW,
                PacedRow.PER_SECOND,
                LoadOrder.Length.of(ground.plan().scans()));
    }

    /** Until it is on disk. */
    private static long keep(Tidegate tidegate) throws IOException, InterruptedException {
        return scan(tidegate, "{\"device\":\"desk-1\",\"data\":\"4006381333931\"}", "\"taken\":1");
    }

    private static long sell(Tidegate tidegate, int number) throws IOException, InterruptedException {
        // The catalogue is empty: what it does not know is sold all the same.
        return scan(
                tidegate,
                "{\"device\":\"till-1\",\"data\":\"4006381333931\",\"scanId\":\"" + number + "\"}",
                "\"result\":\"unknown\"");
    }

    private static long scan(Tidegate tidegate, String json, String wanted) throws IOException, InterruptedException {
        long asked = System.nanoTime();
        HttpResponse<String> answer = tidegate.post("/api/v1/scans", json);
        if (answer.statusCode() != 200 || !answer.body().contains(wanted)) {
            throw new IOException("a scan was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return (System.nanoTime() - asked) / 1_000;
    }
}
