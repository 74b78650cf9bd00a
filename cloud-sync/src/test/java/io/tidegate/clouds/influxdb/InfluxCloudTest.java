package io.tidegate.clouds.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sync.Courier;
import io.tidegate.sync.Sink;
import io.tidegate.sync.SinkContract;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Influxd;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Carried to a real InfluxDB 1.x that knows three scanners at most; each test has a database of its own. */
class InfluxCloudTest extends SinkContract {

    @TempDir
    static Path folder;

    private static Influxd influxd;

    private final String database = UUID.randomUUID().toString();
    private Front front;

    @BeforeAll
    static void start_server() throws Exception {
        influxd = Influxd.start(folder, List.of("max-values-per-tag = 3"), List.of());
    }

    @AfterAll
    static void stop_server() {
        influxd.close();
    }

    @BeforeEach
    void have_it_know_three_scanners() throws Exception {
        front = new Front(influxd.url());
        try (Central owner = new Central(influxd.url(), Central.version1(database))) {
            owner.ask("CREATE DATABASE \"" + database + "\"");
            owner.write(
                    "scan,device=till data=\"1\" 1", "scan,device=gate data=\"1\" 1", "scan,device=van data=\"1\" 1");
        }
    }

    @AfterEach
    void close_front() {
        front.close();
    }

    @Override
    protected Place place() {
        return front.place();
    }

    @Override
    protected Sink open() {
        return InfluxSink.of(Central.config(front.url(), Central.version1(database), timeout), ORIGIN);
    }

    @Test
    void what_it_refuses_is_told_in_its_own_words_and_all_else_is_there_once() throws Exception {
        outbox.withReadings(30, "fridge-1", "fridge-2").withScan(POISON, "x").withReadings(30, "fridge-1");
        try (Courier _ = start()) {
            Awaiting.until("all is done", () -> outbox.backlog() == 0);
        }
        outbox.forgetSince(20);
        try (Courier _ = start()) {
            Awaiting.until("all came once more", () -> outbox.backlog() == 0);
        }
        assertTrue(
                outbox.rejected().getFirst().reason().contains("max-values-per-tag limit exceeded"),
                outbox.rejected().toString());
        try (Central owner = new Central(influxd.url(), Central.version1(database))) {
            assertEquals(List.of("60"), owner.column("SELECT count(temperature) AS n FROM reading", "n"));
        }
    }
}
