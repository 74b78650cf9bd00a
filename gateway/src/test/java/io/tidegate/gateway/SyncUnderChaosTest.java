package io.tidegate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.FreePort;
import io.tidegate.testing.Mosquitto;
import java.io.IOException;
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
            Random random = new Random(SEED);
            for (int death = 0; death < DEATHS; death++) {
                assertBooksClose(gateway);
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
            enough.set(true);
            recording.join();
            Awaiting.until("nothing waits", PATIENCE, () -> waiting(gateway) == 0);
            long last = json.readTree(gateway.get("/api/v1/journal"))
                    .get("lastPosition")
                    .asLong();
            assertTrue(last > 1_000, "recorded: " + last);
            List<Long> all = LongStream.rangeClosed(1, last).boxed().toList();
            Awaiting.until(
                    "the broker has handed out all",
                    PATIENCE,
                    () -> hq.positions().size() >= all.size());
            assertEquals(all, lake.positions());
            assertEquals(all, hq.positions());
            for (JsonNode sink : sinks(gateway)) {
                assertEquals(last, sink.at("/entries/delivered").asLong(), sink::toString);
            }
        }
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
            for (String place : List.of("delivered", "waiting", "parked", "givenUp", "unwanted", "missed")) {
                others += entries.get(place).asLong();
            }
            assertEquals(entries.get("accepted").asLong(), others, entries::toString);
        }
    }
}
