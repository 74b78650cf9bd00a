package io.tidegate.clouds.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.clouds.http.TestServer.Reply;
import io.tidegate.net.Tls;
import io.tidegate.observation.Entry;
import io.tidegate.site.HttpCloud;
import io.tidegate.site.HttpCloud.Format;
import io.tidegate.site.HttpLogin;
import io.tidegate.site.Secret;
import io.tidegate.site.SinkConfig.Common;
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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private Sink open(URI url, boolean gzip) {
        Secret bearer = new Secret("${env:TOKEN}", "s3cret");
        return new HttpSink(
                new HttpCloud(
                        Common.of("lake", timeout, BATCH),
                        url,
                        Format.JSON,
                        new HttpLogin.Bearer(bearer),
                        Tls.STANDARD,
                        gzip,
                        Optional.empty()),
                ORIGIN,
                "1.2.3",
                CLOCK);
    }

    @Test
    void over_a_line_that_swallows_packets_nothing_is_lost(@TempDir Path folder) throws Exception {
        dead_lines_are_noticed_and_lose_nothing(server.url(), url -> open(url, true), folder);
    }

    private Settled deliver(List<Entry> batch) throws UnavailableException, InterruptedException {
        try (Sink sink = open()) {
            return sink.deliver(batch, false);
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
        assertTrue(headers.get("Idempotency-Key").matches("\"gw-1:1-3-[0-9a-f]{16}\""));
    }

    @Test
    void only_what_newer_entries_have_passed_says_so() throws Exception {
        try (Sink sink = open()) {
            sink.deliver(outbox.withReadings(3, "fridge-1").entries(), true);
            sink.deliver(outbox.withReadings(3, "fridge-1").entries(), false);
        }
        assertEquals("true", server.requests().getFirst().headers().get("Tidegate-Late"));
        assertFalse(server.requests().getLast().headers().containsKey("Tidegate-Late"));
    }

    @Test
    void a_zipped_request_holds_the_same() throws Exception {
        try (Sink sink = open(server.url(), true)) {
            sink.deliver(outbox.withReadings(3, "fridge-1").entries(), false);
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

    @Test
    void a_server_that_takes_nothing_at_all_is_not_asked_a_thousand_times() throws Exception {
        server.answers(request -> Reply.of(403));
        Settled settled = deliver(outbox.withReadings(500, "fridge-1").entries());
        assertEquals(Halves.REFUSALS_MAX, server.requests().size());
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
    void nobody_listening_is_told_so() {
        server.close();
        assertTrue(refusal().getMessage().contains("refused"), refusal().getMessage());
    }

    @Test
    void an_unknown_name_is_told_so() throws Exception {
        List<Entry> batch = outbox.withReadings(2, "fridge-1").entries();
        try (Sink sink = open(URI.create("http://no-such-host.invalid/ingest"), false)) {
            UnavailableException refusal = assertThrows(UnavailableException.class, () -> sink.deliver(batch, false));
            assertTrue(refusal.getMessage().contains("not known"), refusal.getMessage());
        }
    }

    @Test
    void a_long_answer_is_not_read_to_its_end() throws Exception {
        List<Entry> batch = outbox.withReadings(2, "fridge-1").entries();
        String head = "HTTP/1.1 500 Oops\r\nContent-Length: 999999999\r\n\r\n";
        try (RawServer raw = new RawServer(head, "x".repeat(1000).getBytes(StandardCharsets.UTF_8), 0);
                Sink sink = open(raw.url(), false)) {
            UnavailableException refusal = assertThrows(UnavailableException.class, () -> sink.deliver(batch, false));
            assertTrue(refusal.getMessage().length() < 500);
            assertTrue(refusal.getMessage().contains("500"), refusal.getMessage());
        }
    }

    @Test
    void an_answer_that_never_ends_is_given_up_at_the_timeout() throws Exception {
        timeout = TIMEOUT_SHORT;
        List<Entry> batch = outbox.withReadings(2, "fridge-1").entries();
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n";
        try (RawServer raw = new RawServer(head, new byte[] {'x'}, 100);
                Sink sink = open(raw.url(), false)) {
            // All of it would take more than six minutes.
            UnavailableException refusal = assertThrows(UnavailableException.class, () -> sink.deliver(batch, false));
            assertTrue(refusal.getMessage().contains("in time"), refusal.getMessage());
        }
    }

    @Test
    void a_connection_cut_before_the_answer_is_an_outage() throws Exception {
        List<Entry> batch = outbox.withReadings(2, "fridge-1").entries();
        try (RawServer raw = new RawServer("HTTP/1.1 2", new byte[0], 0);
                Sink sink = open(raw.url(), false)) {
            assertThrows(UnavailableException.class, () -> sink.deliver(batch, false));
        }
    }

    @Test
    void the_secret_is_in_no_message() {
        server.answers(request -> Reply.of(401));
        assertFalse(refusal().getMessage().contains("s3cret"));
    }
}
