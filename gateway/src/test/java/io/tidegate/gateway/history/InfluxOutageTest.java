package io.tidegate.gateway.history;

import static io.tidegate.gateway.history.HistoryContract.START;
import static io.tidegate.gateway.history.HistoryContract.TEMPERATURE;
import static io.tidegate.gateway.history.HistoryContract.temperature;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.journal.CutCopy;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.site.GatewaySettings;
import io.tidegate.site.HistorySettings;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.sync.Courier;
import io.tidegate.sync.SinkStatus;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Influxd;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journal, courier and a real InfluxDB that is away for a while: nothing is lost, nothing doubled. */
class InfluxOutageTest {

    private static final Origin ORIGIN = new Origin("corner-shop", "gw-1");
    private static final int BATCH = 500;

    @TempDir
    Path folder;

    private long recorded;

    private static Journal journal(Path folder) throws Exception {
        return Journal.open(
                folder, new GatewaySettings("gw-1", folder, Duration.ZERO, GatewaySettings.Retention.DEFAULT));
    }

    private static Courier courier(HistorySettings.Influx1 settings, Journal journal) {
        return Courier.start(
                new Courier.Duty("history", "influxdb", "influxdb://here", BatchLimits.DEFAULT, true),
                InfluxHistory.sink(settings, ORIGIN),
                journal.outbox("history"),
                Clock.systemUTC());
    }

    /** Several in each millisecond, as a busy machine sends them. */
    private void record(Journal journal, int batches) throws InterruptedException {
        for (int i = 0; i < batches; i++) {
            List<Observation> seen = new ArrayList<>();
            for (int j = 0; j < BATCH; j++) {
                seen.add(temperature(START.plusMillis(recorded / 3), recorded));
                recorded++;
            }
            journal.record(seen);
        }
    }

    private static Point all(History history) throws IOException {
        Bucket all = new Bucket();
        Span span = new Span(START, START.plusSeconds(600));
        for (Point point : history.course(TEMPERATURE, span, Steps.HOUR).points()) {
            Bucket hour = new Bucket();
            hour.add(point.min(), point.start().toEpochMilli());
            hour.add(point.max(), point.start().toEpochMilli());
            hour.add(point.last(), point.start().toEpochMilli());
            hour.count = point.count();
            hour.sum = point.mean() * point.count();
            all.add(hour);
        }
        return all.point(0);
    }

    private void awaitAll(History history) {
        Awaiting.until(
                "all " + recorded + " arrive",
                Duration.ofSeconds(60),
                () -> all(history).count() >= recorded);
    }

    @Test
    void nothing_is_lost_or_doubled_while_it_is_stopped_and_started() throws Exception {
        try (Influxd influxd = Influxd.start(folder.resolve("influx"));
                Journal journal = journal(folder.resolve("data"));
                History history = InfluxHistory.of(influxd.settings("tidegate"), ORIGIN);
                Courier courier = courier(influxd.settings("tidegate"), journal)) {
            for (int outage = 0; outage < 3; outage++) {
                record(journal, 10);
                influxd.stop();
                record(journal, 10);
                Awaiting.until("the courier notices", () -> courier.status().state() instanceof SinkStatus.Waiting);
                influxd.restart();
                record(journal, 10);
            }
            awaitAll(history);
            Point all = all(history);
            assertEquals(new Point(all.start(), 0, all.mean(), recorded - 1, recorded, recorded - 1), all);
            assertEquals((recorded - 1) / 2.0, all.mean(), 1e-6);
            assertEquals(0, courier.status().rejected());
        }
    }

    @Test
    void a_crash_that_forgets_where_the_courier_was_doubles_nothing() throws Exception {
        try (Influxd influxd = Influxd.start(folder.resolve("influx"));
                History history = InfluxHistory.of(influxd.settings("tidegate"), ORIGIN)) {
            Path data = folder.resolve("data");
            try (Journal journal = journal(data)) {
                record(journal, 10);
                // As the power cut leaves the disk: all is recorded, and the cursor has not moved.
                CutCopy.take(journal, data, folder.resolve("after"));
                try (Courier _ = courier(influxd.settings("tidegate"), journal)) {
                    awaitAll(history);
                }
            }
            try (Journal journal = journal(folder.resolve("after"));
                    Courier courier = courier(influxd.settings("tidegate"), journal)) {
                Awaiting.until("all came once more", () -> courier.status().delivered() == recorded);
                record(journal, 1);
                awaitAll(history);
                assertEquals(recorded, all(history).count());
            }
        }
    }
}
