package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Batch;
import io.tidegate.observation.Parked;
import io.tidegate.testing.Awaiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What HTTP promises to callers, and what many or odd ones can take of the memory. */
class CallersTest {

    private static final int PARKED_BYTES = 8 * 1024;

    @TempDir
    Path folder;

    private static void write(Socket caller, String text) throws IOException {
        caller.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Socket caller(WebSite site) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), site.web.port());
    }

    private static void close(List<Socket> callers) throws IOException {
        for (Socket each : callers) {
            each.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /                    | PUT    | GET, HEAD
            /api/v1/devices/x    | POST   | GET, HEAD
            /api/v1/scans        | GET    | POST
            /api/v1/parked/7     | GET    | DELETE
            """)
    void a_method_that_is_not_answered_is_told_those_that_are(String path, String method, String allowed)
            throws Exception {
        try (WebSite site = new WebSite(folder)) {
            HttpResponse<String> answer = site.ask(method, path);
            assertEquals(405, answer.statusCode());
            assertEquals(allowed, answer.headers().firstValue("Allow").orElse(""));
        }
    }

    @ParameterizedTest
    @CsvSource({"/", "/api/v1/devices", "/health/live", "/assets/tidegate.css", "/live"})
    void a_head_says_what_a_get_would(String path) throws Exception {
        try (WebSite site = new WebSite(folder)) {
            HttpResponse<String> answer = site.ask("HEAD", path);
            assertEquals(200, answer.statusCode());
            assertEquals("", answer.body());
            assertTrue(answer.headers().firstValue("Content-Type").isPresent());
        }
    }

    @Test
    void large_bodies_that_never_end_keep_no_reading_out_and_give_way_to_the_next() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            String json = "application/json";
            String scan = "{\"device\":\"till-1\",\"data\":\"4006381333931\"}";
            String many = "[" + String.join(",", Collections.nCopies(500, scan)) + "]";
            List<Socket> slow = new ArrayList<>();
            for (long held = 0; held < Bodies.BYTES_MAX; held += Intake.BODY_BYTES_MAX) {
                slow.add(caller(site));
                write(
                        slow.getLast(),
                        "POST /api/v1/scans HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + Intake.BODY_BYTES_MAX + "\r\n\r\n[");
            }
            Awaiting.until("there is no room for a large one", () -> {
                HttpResponse<String> answer = site.post("/api/v1/scans", many, "Content-Type", json);
                return answer.statusCode() == 503
                        && answer.headers().firstValue("Retry-After").isPresent();
            });
            assertEquals(
                    200, site.post("/api/v1/scans", scan, "Content-Type", json).statusCode());
            Awaiting.until(
                    "the oldest has given way",
                    () -> site.post("/api/v1/scans", many, "Content-Type", json).statusCode() == 200);
            close(slow);
        }
    }

    @ParameterizedTest
    @CsvSource({"/%zz", "/api/v1/entries?after=9223372036854775807", "/api/v1/history?device=x&field=y&from=yesterday"})
    void an_address_that_means_nothing_is_the_callers_mistake(String address) throws Exception {
        try (WebSite site = new WebSite(folder);
                Socket caller = caller(site)) {
            write(caller, "GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            String answer = new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        }
    }

    @Test
    void a_time_without_an_offset_is_refused_since_nobody_knows_its_zone() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            HttpResponse<String> answer = site.post(
                    "/api/v1/observations",
                    "{\"device\":\"x\",\"time\":\"2026-11-20T01:00:00\",\"fields\":{\"a\":1}}",
                    "Content-Type",
                    "application/json");
            assertEquals(422, answer.statusCode());
            assertTrue(answer.body().contains("offset"), answer.body());
        }
    }

    @Test
    void answers_that_nobody_reads_take_so_much_memory_together_and_no_more() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            Parked one = new Parked("floor", Instant.now(), "floor/x", new byte[PARKED_BYTES], "is no number");
            site.journal
                    .trySubmit(new Batch(List.of(), Collections.nCopies(500, one)))
                    .orElseThrow()
                    .toCompletableFuture()
                    .join();
            String path = "/api/v1/parked?limit=1000";
            assertTrue(site.get(path).body().length() < 2_000_000, "a list has its end");
            List<Socket> deaf = new ArrayList<>();
            Awaiting.until("one more is sent away", () -> {
                deaf.add(caller(site));
                // More than one: the first answers fit into the network's own buffers.
                for (int i = 0; i < 8; i++) {
                    write(deaf.getLast(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                }
                return site.get(path).statusCode() == 503;
            });
            close(deaf);
            Awaiting.until("there is room again", () -> site.get(path).statusCode() == 200);
        }
    }

    @Test
    void a_button_that_came_too_late_says_so_on_its_page() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            HttpResponse<String> answer = site.post("/rejected/nowhere/replay", "");
            assertEquals(303, answer.statusCode());
            String page = answer.headers().firstValue("Location").orElseThrow();
            assertTrue(site.get(page).body().contains("That is no longer there."), page);
            assertTrue(!site.get("/rejected?notice=%3Cscript%3E").body().contains("role=\"alert\""));
        }
    }
}
