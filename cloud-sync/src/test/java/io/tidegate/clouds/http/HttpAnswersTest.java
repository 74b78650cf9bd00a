package io.tidegate.clouds.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.clouds.http.TestServer.Reply;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.HttpCloud;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.InMemoryOutbox;
import io.tidegate.sync.Rejected;
import io.tidegate.sync.Rejected.Proof;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each of a server's answers means. */
class HttpAnswersTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

    private final InMemoryOutbox outbox = new InMemoryOutbox();

    private TestServer server;

    @BeforeEach
    void start_server() throws IOException {
        server = new TestServer();
    }

    @AfterEach
    void stop_server() {
        server.close();
    }

    private Settled deliver(List<Entry> batch) throws UnavailableException, InterruptedException {
        HttpCloud config = HttpCloud.at(server.url(), Common.of("lake", Duration.ofSeconds(20), BatchLimits.DEFAULT));
        try (Sink sink = new HttpSink(config, new Origin("corner-shop", "gw-1"), "1.2.3", CLOCK)) {
            return sink.deliver(batch, false);
        }
    }

    private UnavailableException refusal() {
        List<Entry> batch = outbox.withReadings(2, "fridge-1").entries();
        return assertThrows(UnavailableException.class, () -> deliver(batch));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 401, 405, 407, 408, 415, 421, 425, 429, 500, 502, 503, 504})
    void whatever_is_not_about_the_entries_rejects_none(int status) {
        server.answers(request -> new Reply(status, Map.of("Location", "http://login.example/"), "go away"));
        assertTrue(refusal().getMessage().contains(String.valueOf(status)));
        assertEquals(1, server.requests().size(), "it does not retry, nor follow");
    }

    @Test
    void of_a_mistake_in_a_server_its_log_tells_more() {
        server.answers(request -> new Reply(500, Map.of(), "oops"));
        assertEquals(
                "127.0.0.1 cannot take data now (HTTP 500: oops): see its log",
                refusal().getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "400, PLACE_TAKES",
        "409, PLACE_TAKES",
        "413, PLACE_TAKES",
        "422, PLACE_TAKES",
        "402, OTHERS_TAKEN",
        "403, OTHERS_TAKEN",
        "404, OTHERS_TAKEN",
        "410, OTHERS_TAKEN",
        "451, OTHERS_TAKEN"
    })
    void an_entry_that_is_refused_is_found_among_the_others(int status, Proof proof) throws Exception {
        server.answers(request ->
                request.body().contains("<script>") ? new Reply(status, Map.of(), "not that") : Reply.of(204));
        List<Entry> batch = outbox.withReadings(9, "fridge-1")
                .withScan("till", "<script>")
                .withReadings(9, "fridge-1")
                .entries();
        assertEquals(
                new Settled(19, List.of(new Rejected(10, "HTTP " + status + ": not that", proof))), deliver(batch));
        assertEquals(18, server.arrived().size());
    }

    @Test
    void a_web_page_that_says_400_comes_from_something_on_the_way_and_proves_nothing_about_an_entry() throws Exception {
        server.answers(request ->
                new Reply(400, Map.of(), "<html><title>The plain HTTP request was sent to HTTPS port</title></html>"));
        Settled settled = deliver(outbox.withReadings(3, "fridge-1").entries());
        assertTrue(
                settled.rejected().stream().allMatch(each -> each.proof() == Proof.OTHERS_TAKEN), settled.toString());
    }

    @Test
    void too_large_for_the_moment_is_not_too_large_for_ever() {
        server.answers(request -> new Reply(413, Map.of("Retry-After", "60"), "busy"));
        assertEquals(Optional.of(Duration.ofMinutes(1)), refusal().retryAfter());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|text/html; charset=utf-8|<html>Welcome to Cafe Wifi",
                "200|TEXT/HTML|''",
                "201|text/plain|' \n <!doctype html><title>Log in'",
                "200|application/octet-stream|\uFEFF<html>",
                "511|text/plain|Network Authentication Required"
            })
    void a_login_page_has_not_taken_anything_whatever_it_answers(int status, String type, String body) {
        server.answers(request -> new Reply(status, Map.of("Content-Type", type), body));
        assertTrue(refusal().getMessage().contains("log-in page"), refusal().getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "OK", "{\"taken\":2}"})
    void a_server_that_says_something_short_has_taken_it(String body) throws Exception {
        server.answers(request -> new Reply(200, Map.of("Content-Type", "application/json"), body));
        List<Entry> batch = outbox.withReadings(2, "fridge-1").entries();
        assertEquals(Settled.all(batch, List.of()), deliver(batch));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429|7|PT7S",
                "503|120|PT2M",
                "503|Mon, 23 Nov 2026 10:00:30 GMT|PT30S",
                "503|Mon, 23 Nov 2026 09:00:00 GMT|PT0S",
                "500|3|PT3S"
            })
    void a_pause_that_the_server_asks_for_is_passed_on(int status, String retryAfter, Duration pause) {
        server.answers(request -> new Reply(status, Map.of("Retry-After", retryAfter), ""));
        assertEquals(Optional.of(pause), refusal().retryAfter());
    }

    @Test
    void a_pause_in_no_known_form_is_none() {
        server.answers(request -> new Reply(503, Map.of("Retry-After", "tomorrow"), ""));
        assertEquals(Optional.empty(), refusal().retryAfter());
    }
}
