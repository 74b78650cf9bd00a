package io.tidegate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.gateway.installer.ReconcileCommand;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.FreePort;
import io.tidegate.testing.Mosquitto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway and its receivers are killed at random moments: in the end each receiver has what the journal has, and the books close. */
class SyncUnderChaosTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int DEATHS = 8;
    private static final long SEED = 6;

    private static final String CLOUDS = GatewayProcess.FLOOR + """
            sinks:
              - {id: lake, type: http, url: "http://127.0.0.1:%d/ingest", batch: {entries: 100}}
              - {id: hq, type: mqtt, url: "mqtt://127.0.0.1:%d", topic: "tidegate/{site}/{gateway}/{kind}"}
            """;

    private final ObjectMapper json = new ObjectMapper();
    private final AtomicBoolean enough = new AtomicBoolean();

    @TempDir
    Path folder;

    @Test
    void receivers_end_with_what_the_journal_has_and_the_books_close_all_the_time() throws Exception {
        int port = FreePort.find();
        try (Mosquitto broker = Mosquitto.start(folder.resolve("broker"), "max_queued_messages 0");
                GatewayProcess gateway = new GatewayProcess(folder, CLOUDS.formatted(port, broker.port()));
                ReceiverProcess lake = new ReceiverProcess("http_receiver.py", folder, port);
                ReceiverProcess hq = new ReceiverProcess("mqtt_receiver.py", folder, broker.port())) {
            // Its session must be there before anything is published, or there is nobody to keep it for.
            hq.start();
            Awaiting.until("the receiver has its session", PATIENCE, () -> hq.listens());
            lake.start();
            gateway.start();
            CompletableFuture<Void> recording = CompletableFuture.runAsync(() -> record(gateway));
            kill(gateway, hq, lake);
            enough.set(true);
            recording.join();
            Awaiting.until("nothing waits", PATIENCE, () -> waiting(gateway) == 0);
            everything_is_proven(gateway, lake);
            assertAllHave(gateway, lake, hq);
            assertProven(lake);
            assertProven(hq);
            what_a_receiver_has_lost_is_sent_once_more(gateway, lake, port);
        }
    }

    private void kill(GatewayProcess gateway, ReceiverProcess hq, ReceiverProcess lake) throws Exception {
        Random random = new Random(SEED);
        for (int death = 0; death < DEATHS; death++) {
            assertBooksClose(gateway);
            assertEquals(202, gateway.post("/api/v1/proofs").status());
            pause(random);
            switch (death % 4) {
                case 0 -> {
                    gateway.kill();
                    gateway.start();
                }
                case 1 -> {
                    hq.kill();
                    pause(random);
                    hq.start();
                }
                default -> {
                    lake.kill();
                    pause(random);
                    lake.start();
                }
            }
        }
    }

    private void everything_is_proven(GatewayProcess gateway, ReceiverProcess lake) throws Exception {
        assertEquals(202, gateway.post("/api/v1/proofs").status());
        Awaiting.until(
                "the last reading is proven",
                PATIENCE,
                () -> lake.number("SELECT max(last) FROM proof")
                        >= lake.number("SELECT max(position) FROM entry WHERE kind = 'reading'"));
        Awaiting.until("nothing waits", PATIENCE, () -> waiting(gateway) == 0);
    }

    /** Each entry is counted once, and each sum is right. */
    private void assertProven(ReceiverProcess receiver) throws Exception {
        assertTrue(receiver.number("SELECT count(DISTINCT first) FROM proof") > 1, "it was asked for several times");
        assertEquals(
                receiver.number("SELECT count(*) FROM entry WHERE kind <> 'proof'"),
                receiver.number("SELECT sum(count) FROM proof"));
        JsonNode proofs = json.readTree(receiver.report()).at("/0/proofs");
        assertTrue(proofs.get("wrong").isEmpty(), proofs::toString);
        assertTrue(proofs.has("through"), proofs::toString);
    }

    private void assertAllHave(GatewayProcess gateway, ReceiverProcess lake, ReceiverProcess hq) throws Exception {
        long last = json.readTree(gateway.get("/api/v1/journal"))
                .get("lastPosition")
                .asLong();
        assertTrue(last > 1_000, "recorded: " + last);
        List<Long> all = LongStream.rangeClosed(1, last).boxed().toList();
        Awaiting.until(
                "the broker has handed out all", PATIENCE, () -> hq.positions().size() >= all.size());
        assertEquals(all, lake.positions());
        assertEquals(all, hq.positions());
        for (JsonNode sink : sinks(gateway)) {
            assertEquals(last, sink.at("/entries/delivered").asLong(), sink::toString);
        }
    }

    private void what_a_receiver_has_lost_is_sent_once_more(GatewayProcess gateway, ReceiverProcess lake, int port)
            throws Exception {
        List<Long> all = lake.positions();
        lake.lose("position BETWEEN 5 AND 9 OR position > " + (all.size() - 3));
        Path report = folder.resolve("report.json");
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                            .build(),
                    HttpResponse.BodyHandlers.ofFile(report));
        }
        JsonNode wrong = json.readTree(report.toFile()).at("/0/proofs/wrong");
        assertFalse(wrong.isEmpty(), "its own sums show it");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        List<String> arguments = List.of(gateway.siteFile().toString(), "lake", report.toString());
        assertEquals(0, ReconcileCommand.run(arguments, out, out), said::toString);
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("5 to 9: sent once more."), said::toString);
        Awaiting.until(
                "it has all of it again", PATIENCE, () -> lake.positions().equals(all));
        assertProven(lake);
    }

    /** Some at a time, and again until they are acknowledged: at this door twice is no mistake. */
    private void record(GatewayProcess gateway) {
        int number = 0;
        while (!enough.get()) {
            int from = number;
            String batch = IntStream.range(from, from + 20)
                    .mapToObj(each -> """
                            {"kind":"reading","device":"fridge-%d","fields":{"n":%d}}""".formatted(each % 5, each))
                    .collect(Collectors.joining(",", "[", "]"));
            try {
                if (gateway.observe(batch) == 200) {
                    number += 20;
                }
            } catch (IOException killed) {
                Thread.onSpinWait();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void pause(Random random) throws InterruptedException {
        long until =
                System.nanoTime() + Duration.ofMillis(200 + random.nextInt(800)).toNanos();
        Awaiting.until("a moment has passed", () -> System.nanoTime() > until);
    }

    private JsonNode sinks(GatewayProcess gateway) throws IOException, InterruptedException {
        return json.readTree(gateway.get("/api/v1/sinks"));
    }

    private long waiting(GatewayProcess gateway) throws IOException, InterruptedException {
        long waiting = 0;
        for (JsonNode sink : sinks(gateway)) {
            waiting += sink.at("/entries/waiting").asLong();
        }
        return waiting;
    }

    private void assertBooksClose(GatewayProcess gateway) throws IOException, InterruptedException {
        for (JsonNode sink : sinks(gateway)) {
            JsonNode entries = sink.get("entries");
            long others = 0;
            for (String place :
                    List.of("delivered", "waiting", "parked", "givenUp", "unwanted", "missed", "summedUp")) {
                others += entries.get(place).asLong();
            }
            assertEquals(entries.get("accepted").asLong(), others, entries::toString);
        }
    }
}
