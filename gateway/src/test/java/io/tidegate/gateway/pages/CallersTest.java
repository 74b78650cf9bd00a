package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Batch;
import io.tidegate.observation.Parked;
import io.tidegate.testing.Awaiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP promises to callers, and what many or odd ones can take of the memory. */
class CallersTest {

    private static final int PARKED_BYTES = 8 * 1024;

    @TempDir
    Path folder;

    private static void write(Socket caller, String text) throws IOException {
        caller.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Socket caller(WebSite site) throws IOException {
        Socket caller = new Socket(InetAddress.getLoopbackAddress(), site.web.port());
        caller.setSoTimeout(60_000);
        return caller;
    }

    private static void close(List<Socket> callers) throws IOException {
        for (Socket each : callers) {
            each.close();
        }
    }

    private static List<Socket> callers(WebSite site, int count, String said) throws IOException {
        List<Socket> callers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            callers.add(caller(site));
            write(callers.getLast(), said);
        }
        return callers;
    }

    /** A server that closes what it has not read to its end resets the connection. */
    static boolean ended(Socket caller) throws IOException {
        try {
            return caller.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static void park(WebSite site, int count) {
        Parked one = new Parked("floor", Instant.now(), "floor/x", new byte[PARKED_BYTES], "is no number");
        site.journal
                .trySubmit(new Batch(List.of(), Collections.nCopies(count, one)))
                .orElseThrow()
                .toCompletableFuture()
                .join();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /                    | PUT    | GET, HEAD
            /api/v1/devices/x    | POST   | GET, HEAD
            /api/v1/observations | GET    | POST
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
    void a_page_that_came_through_a_proxy_by_https_is_our_own() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            String scan = "{\"device\":\"till-1\",\"data\":\"1\"}";
            String[] headers = {"Content-Type", "application/json", "Origin", "https://127.0.0.1:" + site.web.port()};
            assertEquals(200, site.post("/api/v1/scans", scan, headers).statusCode());
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
    @ValueSource(
            strings = {"", "GET / HT", "POST /api/v1/scans HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nslow"
            })
    void who_holds_a_connection_without_asking_gives_way_to_the_next_and_a_live_page_stays(String said)
            throws Exception {
        try (WebSite site = new WebSite(folder);
                Socket page = caller(site)) {
            write(page, "GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Awaiting.until("it is kept up to date", () -> site.web.openPages() == 1);
            List<Socket> unasked = callers(site, Connections.OPEN_MAX, said);
            assertEquals(200, site.get("/health/live").statusCode());
            assertTrue(ended(unasked.getFirst()), "the oldest");
            assertEquals(1, site.web.openPages());
            close(unasked);
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
    void answers_that_nobody_reads_take_so_much_memory_together_and_are_whole_when_read() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            park(site, 500);
            String path = "/api/v1/parked?limit=1000";
            assertTrue(site.get(path).body().length() < 2_000_000, "a list has its end");
            List<Socket> deaf = new ArrayList<>();
            String question = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n";
            Awaiting.until("one more is sent away", () -> {
                deaf.add(caller(site));
                // More than one: the first answers fit into the network's own buffers.
                write(deaf.getLast(), (question + "\r\n").repeat(7) + question + "Connection: close\r\n\r\n");
                return site.get(path).statusCode() == 503;
            });
            close(callers(site, 2 * Connections.OPEN_MAX, ""));
            for (Socket each : deaf) {
                String answers = new String(each.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertEquals(8, answers.split("HTTP/1.1 ", -1).length - 1);
                assertTrue(answers.endsWith("}"), "none is cut short, however many others come");
            }
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
