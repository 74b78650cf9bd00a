package io.tidegate.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.site.HistorySettings;
import io.tidegate.sync.Sink;
import io.tidegate.testing.Influxd;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The history in a real InfluxDB 1.x; each test has a database of its own. */
class InfluxHistoryTest extends HistoryContract {

    private static final Origin ORIGIN = new Origin("corner-shop", "gw-1");

    @TempDir
    static Path folder;

    private static Influxd influxd;

    private Sink sink;
    private History history;
    private long position;

    @BeforeAll
    static void start() throws Exception {
        influxd = Influxd.start(folder);
    }

    @AfterAll
    static void stop() {
        influxd.close();
    }

    @BeforeEach
    void open() {
        HistorySettings.Influx1 settings = influxd.settings(UUID.randomUUID().toString());
        sink = InfluxHistory.sink(settings, ORIGIN);
        history = InfluxHistory.of(settings, ORIGIN);
    }

    @AfterEach
    void close() {
        sink.close();
        history.close();
    }

    @Override
    void record(List<Observation> seen) throws Exception {
        List<Entry> batch = new ArrayList<>();
        for (Observation each : seen) {
            batch.add(new Entry(++position, Instant.now(), each));
        }
        assertEquals(List.of(), sink.deliver(batch, false).rejected());
        assertEquals(List.of(), sink.deliver(batch, false).rejected(), "a point that is written twice is one");
    }

    @Override
    History history() {
        return history;
    }
}
