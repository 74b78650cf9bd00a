package io.tidegate.clouds.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.clouds.http.TestServer.Reply;
import io.tidegate.observation.Entry;
import io.tidegate.site.Secret;
import io.tidegate.site.SinkConfig;
import io.tidegate.sync.Courier;
import io.tidegate.sync.Rejected;
import io.tidegate.sync.Rejected.Proof;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.SinkContract;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.Awaiting;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSinkTest extends SinkContract {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

    private TestServer server;

    @BeforeEach
    void start_server() throws IOException {
        server = new TestServer();
        server.answers(request -> request.body().contains("\"device\":\"poison\"")
                ? new Reply(422, Map.of(), "no device poison here")
                : Reply.of(204));
    }

    @AfterEach
    void stop_server() {
        server.close();
    }

    @Override
    protected Place place() {
        return server.asPlace();
    }

    @Override
    protected Sink open() {
        return open(server.url(), false);
    }

    private static Sink open(URI url, boolean gzip) {
        Secret bearer = new Secret("${env:TOKEN}", "s3cret");
        return new HttpSink(
                new SinkConfig.Http("lake", url, Optional.of(bearer), gzip, TIMEOUT, BATCH), ORIGIN, "1.2.3", CLOCK);
    }

    private Settled deliver(List<Entry> batch) throws UnavailableException, InterruptedException {
        try (Sink sink = open()) {
            return sink.deliver(batch);
        }
    }

    private UnavailableException refusal() {
        List<Entry> batch = outbox.withReadings(2, "fridge-1").entries();
        return assertThrows(UnavailableException.class, () -> deliver(batch));
    }

    @Test
    void a_request_says_what_it_is_and_who_sends_it() throws Exception {
        deliver(outbox.withReadings(3, "fridge-1").entries());
        Map<String, String> headers = server.requests().getFirst().headers();
        assertEquals("application/json", headers.get("Content-Type"));
        assertEquals("Bearer s3cret", headers.get("Authorization"));
        assertEquals("tidegate/1.2.3", headers.get("User-Agent"));
        assertTrue(headers.get("Idempotency-Key").startsWith("gw-1:1-3-"));
    }

    @Test
    void a_zipped_request_holds_the_same() throws Exception {
        try (Sink sink = open(server.url(), true)) {
            sink.deliver(outbox.withReadings(3, "fridge-1").entries());
        }
        assertEquals("gzip", server.requests().getFirst().headers().get("Content-Encoding"));
        assertEquals(ids(1, 3), server.arrived());
    }

    @Test
    void the_same_batch_has_the_same_key_and_another_never_has() throws Exception {
        List<Entry> batch = outbox.withReadings(5, "fridge-1").entries();
        deliver(batch);
        deliver(batch);
        deliver(batch.subList(0, 4));
        // What is sent again after a refusal need not be neighbours: same ends, another batch.
        deliver(List.of(batch.getFirst(), batch.getLast()));
        List<String> keys = keys();
        assertEquals(keys.get(0), keys.get(1));
        assertEquals(3, keys.stream().distinct().count());
    }

    @Test
    void a_refused_entry_carries_the_servers_own_reason() throws Exception {
        List<Entry> batch =
                outbox.withReadings(9, "fridge-1").withScan(POISON, "x").entries();
        assertEquals(
                new Settled(10, List.of(new Rejected(10, "HTTP 422: no device poison here", Proof.PLACE_TAKES))),
                deliver(batch));
        assertEquals(ids(1, 9), server.arrived());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 401, 405, 407, 408, 415, 421, 425, 429, 500, 502, 503, 504})
    void whatever_is_not_about_the_entries_rejects_none(int status) {
        server.answers(request -> new Reply(status, Map.of("Location", "http://login.example/"), "go away"));
        assertTrue(refusal().getMessage().contains(String.valueOf(status)));
        assertEquals(1, server.requests().size(), "it does not retry, nor follow");
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

    @Test
    void a_server_that_takes_nothing_at_all_is_not_asked_a_thousand_times() throws Exception {
        server.answers(request -> Reply.of(403));
        Settled settled = deliver(outbox.withReadings(500, "fridge-1").entries());
        assertEquals(HttpSink.REFUSALS_MAX, server.requests().size());
        assertEquals(settled.count(), settled.rejected().size());
    }

    @Test
    void a_server_that_allows_few_requests_gets_through_a_batch_with_many_bad_entries() {
        for (int i = 0; i < 12; i++) {
            outbox.withReadings(3, "fridge-1").withScan(POISON, "x").withReadings(1, "fridge-2");
        }
        AtomicInteger allowed = new AtomicInteger();
        server.answers(request -> {
            if (allowed.incrementAndGet() % 8 == 0) {
                return new Reply(429, Map.of("Retry-After", "0"), "not so fast");
            }
            return request.body().contains("\"device\":\"poison\"") ? Reply.of(422) : Reply.of(204);
        });
        try (Courier _ = start()) {
            Awaiting.until("all is done", () -> outbox.backlog() == 0);
        }
        assertEquals(12, outbox.rejected().size());
        assertEquals(48, firstArrivals().size());
    }

    @Test
    void a_batch_whose_answer_got_lost_comes_again_under_its_key_though_more_has_come_meanwhile() {
        outbox.withReadings(3, "fridge-1");
        AtomicInteger seen = new AtomicInteger();
        server.answers(request -> {
            if (seen.incrementAndGet() <= 2) {
                outbox.withReadings(2, "fridge-1");
                return Reply.of(503);
            }
            return Reply.of(204);
        });
        try (Courier _ = start()) {
            Awaiting.until("all is done", () -> outbox.backlog() == 0);
        }
        List<String> keys = keys();
        assertEquals(keys.get(0), keys.get(1));
        assertEquals(keys.get(0), keys.get(2));
        assertEquals(ids(1, 7), server.arrived());
    }

    private List<String> keys() {
        return server.requests().stream()
                .map(request -> request.headers().get("Idempotency-Key"))
                .toList();
    }

    @Test
    void a_login_page_that_answers_200_has_not_taken_anything() {
        server.answers(request ->
                new Reply(200, Map.of("Content-Type", "text/html; charset=utf-8"), "<html>Welcome to Cafe Wifi"));
        assertTrue(refusal().getMessage().contains("log-in page"));
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

    @Test
    void nobody_listening_is_told_so() {
        server.close();
        assertTrue(refusal().getMessage().contains("refused"), refusal().getMessage());
    }

    @Test
    void an_unknown_name_is_told_so() throws Exception {
        List<Entry> batch = outbox.withReadings(2, "fridge-1").entries();
        try (Sink sink = open(URI.create("http://no-such-host.invalid/ingest"), false)) {
            UnavailableException refusal = assertThrows(UnavailableException.class, () -> sink.deliver(batch));
            assertTrue(refusal.getMessage().contains("not known"), refusal.getMessage());
        }
    }

    @Test
    void a_long_answer_is_not_read_to_its_end() throws Exception {
        List<Entry> batch = outbox.withReadings(2, "fridge-1").entries();
        String head = "HTTP/1.1 500 Oops\r\nContent-Length: 999999999\r\n\r\n";
        try (RawServer raw = new RawServer(head, "x".repeat(1000).getBytes(StandardCharsets.UTF_8), 0);
                Sink sink = open(raw.url(), false)) {
            UnavailableException refusal = assertThrows(UnavailableException.class, () -> sink.deliver(batch));
            assertTrue(refusal.getMessage().length() < 500);
            assertTrue(refusal.getMessage().contains("500"), refusal.getMessage());
        }
    }

    @Test
    void an_answer_that_never_ends_is_given_up_at_the_timeout() throws Exception {
        List<Entry> batch = outbox.withReadings(2, "fridge-1").entries();
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n";
        try (RawServer raw = new RawServer(head, new byte[] {'x'}, 100);
                Sink sink = open(raw.url(), false)) {
            long startedNanos = System.nanoTime();
            UnavailableException refusal = assertThrows(UnavailableException.class, () -> sink.deliver(batch));
            Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
            assertTrue(refusal.getMessage().contains("in time"), refusal.getMessage());
            assertTrue(took.compareTo(TIMEOUT.plusSeconds(3)) < 0, "took " + took);
        }
    }

    @Test
    void a_connection_cut_before_the_answer_is_an_outage() throws Exception {
        List<Entry> batch = outbox.withReadings(2, "fridge-1").entries();
        try (RawServer raw = new RawServer("HTTP/1.1 2", new byte[0], 0);
                Sink sink = open(raw.url(), false)) {
            assertThrows(UnavailableException.class, () -> sink.deliver(batch));
        }
    }

    @Test
    void the_secret_is_in_no_message() {
        server.answers(request -> Reply.of(401));
        assertFalse(refusal().getMessage().contains("s3cret"));
    }
}
