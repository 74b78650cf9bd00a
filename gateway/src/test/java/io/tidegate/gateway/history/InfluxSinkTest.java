package io.tidegate.gateway.history;

import static io.tidegate.gateway.history.HistoryContract.START;
import static io.tidegate.gateway.history.HistoryContract.TEMPERATURE;
import static io.tidegate.gateway.history.HistoryContract.minutes;
import static io.tidegate.gateway.history.HistoryContract.second;
import static io.tidegate.gateway.history.HistoryContract.temperature;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.clouds.influxdb.InfluxServer;
import io.tidegate.net.Tls;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import io.tidegate.site.HistorySettings;
import io.tidegate.site.Secret;
import io.tidegate.sync.Rejected;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Influxd;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real InfluxDB 1.x does not take, and when it takes nothing. */
class InfluxSinkTest {

    private static final Origin ORIGIN = new Origin("corner-shop", "gw-1");

    @TempDir
    Path folder;

    private Influxd influxd;
    private HistorySettings.Influx1 settings;
    private Sink sink;
    private History history;

    @BeforeEach
    void start() throws Exception {
        influxd = Influxd.start(folder);
        settings = influxd.settings("tidegate");
        sink = InfluxHistory.sink(settings, ORIGIN);
        history = InfluxHistory.of(settings, ORIGIN);
    }

    @AfterEach
    void stop() {
        sink.close();
        history.close();
        influxd.close();
    }

    private static List<Entry> entries(Observation... seen) {
        List<Entry> entries = new ArrayList<>();
        for (Observation each : seen) {
            entries.add(new Entry(entries.size() + 1, Instant.now(), each));
        }
        return entries;
    }

    private static InfluxServer server(HistorySettings.Influx1 settings) {
        InfluxServer.Patience patience = new InfluxServer.Patience(Duration.ofSeconds(20), Duration.ofSeconds(20));
        return new InfluxServer(
                new InfluxServer.Settings(settings.url(), settings.where(), Tls.STANDARD, patience, false));
    }

    private void asOwner(String influxQl) {
        try (InfluxServer server = server(settings)) {
            server.ask(influxQl);
        }
    }

    private void asOwnerWrite(String line) {
        try (InfluxServer server = server(settings)) {
            server.write(List.of(line));
        }
    }

    @Test
    void entries_that_conflict_with_what_others_wrote_are_rejected_and_no_other() throws Exception {
        asOwner("CREATE DATABASE tidegate");
        asOwnerWrite("reading,device=other state=\"on\" " + START.toEpochMilli() + "000000");
        List<Observation> seen = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            seen.add(
                    i == 7 || i == 30
                            ? HistoryContract.reading(second(i), Map.of("state", Value.of(1)))
                            : temperature(second(i), i));
        }
        List<Rejected> rejected =
                sink.deliver(entries(seen.toArray(new Observation[0])), false).rejected();
        assertEquals(List.of(7L, 30L), rejected.stream().map(Rejected::position).toList());
        assertTrue(rejected.getFirst().reason().contains("field type conflict"), rejected.toString());
        assertEquals(38, history.values(TEMPERATURE, minutes(1), 100).moments().size());
    }

    @Test
    void points_older_than_the_owner_wants_are_no_trouble() throws Exception {
        asOwner("CREATE DATABASE tidegate WITH DURATION 6h");
        assertEquals(
                List.of(),
                sink.deliver(entries(temperature(START.minusSeconds(86_400), 1), temperature(START, 2)), false)
                        .rejected());
        assertEquals(
                1,
                history.course(TEMPERATURE, minutes(1), Steps.MINUTE).points().size());
    }

    @Test
    void a_time_that_it_cannot_name_is_rejected_and_nothing_else() throws Exception {
        List<Rejected> rejected = sink.deliver(
                        entries(temperature(Instant.parse("2400-01-01T00:00:00Z"), 1), temperature(START, 2)), false)
                .rejected();
        assertEquals(List.of(1L), rejected.stream().map(Rejected::position).toList());
        assertEquals(
                2,
                history.course(TEMPERATURE, minutes(1), Steps.MINUTE)
                        .points()
                        .getFirst()
                        .last());
    }

    @Test
    void scans_and_faults_have_no_past_here() throws Exception {
        DeviceId till = new DeviceId("till");
        assertEquals(
                List.of(),
                sink.deliver(
                                entries(
                                        new Observation.Scan(till, START, "4006381333931", Symbology.values()[0]),
                                        new Observation.Fault(till, START, "no answer")),
                                false)
                        .rejected());
        assertEquals(List.of(), history.series());
    }

    @Test
    void gateways_that_share_a_database_see_their_own_entries() throws Exception {
        sink.deliver(entries(temperature(START, 1)), false);
        try (History other = InfluxHistory.of(settings, new Origin("corner-shop", "gw-2"))) {
            assertEquals(List.of(), other.series());
            assertEquals(List.of(), other.course(TEMPERATURE, minutes(1), 10).points());
        }
    }

    @Test
    void one_that_is_away_is_said_to_be_in_plain_words() throws Exception {
        influxd.stop();
        UnavailableException writing =
                assertThrows(UnavailableException.class, () -> sink.deliver(entries(temperature(START, 1)), false));
        assertTrue(String.valueOf(writing.getMessage()).startsWith("connection refused by 127.0.0.1:"));
        IOException reading = assertThrows(IOException.class, () -> history.course(TEMPERATURE, minutes(1), 10));
        assertEquals(writing.getMessage(), reading.getMessage());
    }

    @Test
    void it_logs_in_where_that_is_asked_for() throws Exception {
        try (Influxd guarded = Influxd.start(folder.resolve("guarded"), "auth-enabled = true")) {
            HistorySettings.Influx1 strange = guarded.settings("tidegate");
            HistorySettings.Influx1 known = new HistorySettings.Influx1(
                    strange.url(),
                    "tidegate",
                    Optional.of("shop"),
                    Optional.of(new Secret("${env:PASSWORD}", "pass word")));
            try (InfluxServer first = server(strange);
                    Sink stranger = InfluxHistory.sink(strange, ORIGIN);
                    Sink friend = InfluxHistory.sink(known, ORIGIN);
                    History read = InfluxHistory.of(known, ORIGIN)) {
                first.ask("CREATE USER shop WITH PASSWORD 'pass word' WITH ALL PRIVILEGES");
                UnavailableException refused = assertThrows(
                        UnavailableException.class, () -> stranger.deliver(entries(temperature(START, 1)), false));
                assertTrue(String.valueOf(refused.getMessage()).contains("check username and password"));
                assertEquals(
                        List.of(),
                        friend.deliver(entries(temperature(START, 1)), false).rejected());
                assertEquals(List.of(TEMPERATURE), read.series());
            }
        }
    }

    @Test
    void an_interrupt_ends_a_delivery() throws Exception {
        influxd.freeze();
        CompletableFuture<Exception> outcome = new CompletableFuture<>();
        Thread delivery = Thread.ofVirtual().start(() -> {
            try {
                sink.deliver(entries(temperature(START, 1)), false);
            } catch (UnavailableException | InterruptedException ended) {
                outcome.complete(ended);
            }
        });
        Awaiting.until("it waits", () -> delivery.getState() != Thread.State.RUNNABLE);
        delivery.interrupt();
        assertInstanceOf(InterruptedException.class, outcome.get(10, TimeUnit.SECONDS));
        influxd.thaw();
    }
}
