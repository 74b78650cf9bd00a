package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request with a key is done once, however often it is sent. */
class IdempotencyKeysTest {

    private static final String READING = "{\"device\":\"mill\",\"fields\":{\"speed\":%d}}";

    @TempDir
    Path root;

    private static HttpResponse<String> send(WebSite site, String key, int speed) throws Exception {
        return site.post(
                "/api/v1/observations",
                READING.formatted(speed),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                key);
    }

    @Test
    void a_repeat_is_answered_like_the_first_time_and_recorded_once_also_after_a_restart() throws Exception {
        String first;
        try (WebSite site = new WebSite(root)) {
            first = send(site, "\"a-1\"", 1).body();
            assertEquals("{\"taken\":1}", first);
            assertEquals(first, send(site, "\"a-1\"", 1).body());
            assertEquals(first, send(site, "a-1", 1).body(), "a key without its quotes");
            assertEquals(1, site.journal.lastPosition());
        }
        try (WebSite site = new WebSite(root)) {
            assertEquals(first, send(site, "\"a-1\"", 1).body());
            assertEquals(1, site.journal.lastPosition());
            assertEquals(200, send(site, "\"a-2\"", 1).statusCode());
            assertEquals(2, site.journal.lastPosition());
        }
    }

    @Test
    void another_request_under_the_same_key_is_refused() throws Exception {
        try (WebSite site = new WebSite(root)) {
            send(site, "\"k\"", 1);
            HttpResponse<String> other = send(site, "\"k\"", 2);
            assertEquals(422, other.statusCode(), other.body());
            assertTrue(other.body().contains("belongs to another request"), other.body());
            assertEquals(
                    422,
                    site.post(
                                    "/api/v1/scans",
                                    READING.formatted(1),
                                    "Content-Type",
                                    "application/json",
                                    "Idempotency-Key",
                                    "\"k\"")
                            .statusCode(),
                    "at another address");
            assertEquals(1, site.journal.lastPosition());
        }
    }

    @Test
    void what_was_refused_may_be_mended_under_its_key() throws Exception {
        try (WebSite site = new WebSite(root)) {
            String[] key = {"Content-Type", "application/json", "Idempotency-Key", "\"k\""};
            assertEquals(
                    422,
                    site.post("/api/v1/observations", "{\"device\":\"mill\"}", key)
                            .statusCode());
            assertEquals(400, site.post("/api/v1/observations", "{", key).statusCode());
            assertEquals(200, send(site, "\"k\"", 1).statusCode());
        }
    }

    @Test
    void of_many_at_once_with_one_key_one_is_recorded() throws Exception {
        try (WebSite site = new WebSite(root);
                ExecutorService callers = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 10; round++) {
                String key = "\"round-" + round + "\"";
                List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
                for (int caller = 0; caller < 8; caller++) {
                    calls.add(() -> send(site, key, 7));
                }
                for (Future<HttpResponse<String>> call : callers.invokeAll(calls)) {
                    assertTrue(
                            Set.of(200, 409).contains(call.get().statusCode()),
                            call.get().body());
                }
                assertEquals(200, send(site, key, 7).statusCode());
                assertEquals(round + 1, site.journal.lastPosition());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"\"", "two words", "\"open", "a,b"})
    void what_is_no_key_is_refused(String key) throws Exception {
        try (WebSite site = new WebSite(root)) {
            HttpResponse<String> answer = send(site, key, 1);
            assertEquals(400, answer.statusCode(), answer.body());
            assertEquals(0, site.journal.lastPosition());
        }
    }

    @Test
    void a_late_repeat_of_a_table_does_not_take_back_what_changed_since() throws Exception {
        try (WebSite site = new WebSite(root)) {
            String[] key = {"Content-Type", "text/csv", "Idempotency-Key", "\"table\""};
            String table = "id,name\ntea,Tea\n";
            HttpResponse<String> first = site.post("/api/v1/items.csv", table, key);
            assertEquals(200, first.statusCode(), first.body());
            String[] json = {"Content-Type", "application/json", "Idempotency-Key", "\"put\""};
            HttpResponse<String> put = site.put("/api/v1/items/tea", "{\"name\":\"Green tea\"}", json);
            assertEquals(
                    first.body(), site.post("/api/v1/items.csv", table, key).body());
            assertTrue(site.get("/api/v1/items/tea").body().contains("Green tea"));
            HttpResponse<String> again = site.put("/api/v1/items/tea", "{\"name\":\"Green tea\"}", json);
            assertEquals(put.body(), again.body());
            assertEquals(put.headers().firstValue("ETag"), again.headers().firstValue("ETag"));
        }
    }

    @Test
    void the_oldest_keys_are_forgotten() throws Exception {
        try (WebSite site = new WebSite(root)) {
            send(site, "\"old\"", 1);
            Keys keys = Keys.open(Reports.rooms(site.siteFile.running(), site));
            site.journal
                    .change(transaction -> {
                        for (int i = 0; i < Keys.KEPT_MAX; i++) {
                            keys.keeping("k-" + i, "other", Answer.nothing()).apply(transaction);
                        }
                    })
                    .toCompletableFuture()
                    .get();
            assertEquals(200, send(site, "\"old\"", 2).statusCode(), "it is free again");
        }
    }
}
