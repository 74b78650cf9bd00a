package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.testing.ChildJvm;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readings with keys are sent to a JVM that is killed with SIGKILL in between, again and again, and sent anew. */
class KeysKillTest {

    private static final int KILLS = 3;
    private static final int READINGS = 90;
    private static final int AT_ONCE = 30;

    @TempDir
    Path folder;

    @Test
    void what_is_sent_again_after_a_kill_is_recorded_once() throws Exception {
        List<Integer> all = IntStream.range(0, READINGS).boxed().toList();
        TreeSet<Integer> unanswered = new TreeSet<>(all);
        Random random = new Random(42);
        for (int kill = 0; kill < KILLS; kill++) {
            unanswered.removeAll(send(unanswered.stream().limit(AT_ONCE).toList(), 1 + random.nextInt(AT_ONCE - 1)));
        }
        for (int from = 0; from < READINGS; from += AT_ONCE) {
            List<Integer> some = all.subList(from, from + AT_ONCE);
            assertEquals(some, send(some, AT_ONCE + 1), "those that were answered before are answered again");
        }
        try (WebSite site = new WebSite(folder)) {
            Map<Integer, Integer> recorded = new TreeMap<>();
            for (JsonNode entry : new ObjectMapper()
                    .readTree(site.get("/api/v1/entries?limit=1000").body())) {
                recorded.merge(entry.path("fields").path("number").asInt(-1), 1, Integer::sum);
            }
            assertEquals(new ArrayList<>(all), List.copyOf(recorded.keySet()));
            assertTrue(recorded.values().stream().allMatch(times -> times == 1), recorded.toString());
        }
    }

    /** Those that were answered, before it was killed at the answer with that number. */
    private List<Integer> send(Collection<Integer> numbers, int enough) throws Exception {
        Process child = ChildJvm.start(KilledIntake.class, folder);
        try (BufferedReader out = child.inputReader();
                HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + out.readLine() + "/api/v1/observations");
            AtomicInteger answered = new AtomicInteger();
            Map<Integer, CompletableFuture<HttpResponse<String>>> sent = new TreeMap<>();
            for (int number : numbers) {
                CompletableFuture<HttpResponse<String>> answer =
                        client.sendAsync(request(address, number), HttpResponse.BodyHandlers.ofString());
                sent.put(number, answer);
                var _ = answer.thenRun(() -> {
                    if (answered.incrementAndGet() == enough) {
                        child.toHandle().destroyForcibly();
                    }
                });
            }
            List<Integer> done = new ArrayList<>();
            sent.forEach((number, answer) -> {
                if (answer.handle((got, _) -> got != null && got.statusCode() == 200)
                        .join()) {
                    done.add(number);
                }
            });
            return done;
        } finally {
            child.destroyForcibly();
            child.waitFor();
        }
    }

    private static HttpRequest request(URI address, int number) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "\"number-" + number + "\"")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"device\":\"meter\",\"fields\":{\"number\":" + number + "}}"))
                .build();
    }
}
