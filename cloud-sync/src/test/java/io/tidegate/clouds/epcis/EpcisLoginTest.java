package io.tidegate.clouds.epcis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.tidegate.clouds.WebhookKey;
import io.tidegate.clouds.http.TestServer;
import io.tidegate.clouds.http.TestServer.Reply;
import io.tidegate.net.Tls;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.EpcisCloud;
import io.tidegate.site.EpcisCloud.Mode;
import io.tidegate.site.EpcisCloud.Sale;
import io.tidegate.site.HttpLogin;
import io.tidegate.site.Secret;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.InMemoryOutbox;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A repository that looks at each request, also at those about jobs, for who sends it. */
class EpcisLoginTest {

    private static final Secret KEY = new Secret("${env:KEY}", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final Secret OTHER_KEY = new Secret("${env:KEY}", "whsec_AAAA9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final List<Entry> sales = new InMemoryOutbox()
            .withReadings(3, "till-7").entries().stream()
                    .map(entry -> new Entry(entry.position(), entry.recordedAt(), EpcisContract.sale(entry)))
                    .toList();

    private Repository repository;

    @BeforeEach
    void start() throws Exception {
        repository = new Repository();
    }

    @AfterEach
    void stop() {
        repository.close();
    }

    private Sink open(HttpLogin login, Mode mode) {
        return new EpcisSink(
                new EpcisCloud(
                        Common.of("partner", Duration.ofSeconds(20), BatchLimits.DEFAULT),
                        repository.url(),
                        login,
                        Tls.STANDARD,
                        URI.create("https://shop.example.com/id/"),
                        Optional.empty(),
                        Sale.OBSERVE,
                        mode,
                        ZoneOffset.UTC),
                new Origin("corner-shop", "gw-1"),
                "1.2.3",
                Clock.systemUTC());
    }

    private void assertDelivered(Sink sink) throws Exception {
        assertEquals(Settled.all(sales, List.of()), sink.deliver(sales, false));
    }

    private void assertKeptOut(Sink sink) {
        String words = assertThrows(UnavailableException.class, () -> sink.deliver(sales, false))
                .getMessage();
        assertTrue(words.contains("does not let us in"), words);
        assertTrue(words.contains("check the log-in of this sink"), words);
    }

    /** The one that is good now. */
    private static String token(AtomicInteger granted) {
        return "token-" + granted.get();
    }

    @Test
    void a_token_of_a_log_in_server_is_shown_with_each_request_and_renewed_when_it_is_refused() throws Exception {
        AtomicInteger granted = new AtomicInteger();
        repository.letsIn((exchange, _) ->
                ("Bearer " + token(granted)).equals(exchange.getRequestHeaders().getFirst("Authorization")));
        try (TestServer server = new TestServer()) {
            server.answers(_ -> {
                granted.incrementAndGet();
                return new Reply(
                        200,
                        Map.of("Content-Type", "application/json"),
                        "{\"access_token\":\"" + token(granted) + "\",\"token_type\":\"bearer\",\"expires_in\":3600}");
            });
            HttpLogin login = new HttpLogin.OAuth(
                    server.url(), "gw-1", new Secret("${env:S}", "s3cret"), Optional.empty(), Optional.empty());
            try (Sink sink = open(login, Mode.CAPTURE)) {
                sink.probe();
                assertDelivered(sink);
                assertEquals(1, granted.get());
                granted.incrementAndGet();
                assertKeptOut(sink);
                assertDelivered(sink);
            }
        }
        assertEquals(3, repository.eventIds().size());
    }

    private Optional<String> flaw(HttpExchange exchange, String body) {
        return new WebhookKey(KEY)
                .flaw(
                        exchange.getRequestHeaders()::getFirst,
                        body.getBytes(StandardCharsets.UTF_8),
                        Instant.now(),
                        TOLERANCE);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void each_request_is_signed_and_no_two_have_one_id(Mode mode) throws Exception {
        repository.letsIn((exchange, body) -> flaw(exchange, body).isEmpty());
        try (Sink sink = open(new HttpLogin.Hmac(KEY), mode)) {
            sink.probe();
            assertDelivered(sink);
        }
        assertEquals(3, repository.eventIds().size());
        Set<String> ids = new HashSet<>();
        for (HttpExchange request : repository.requests()) {
            ids.add(request.getRequestHeaders().getFirst(WebhookKey.ID));
        }
        assertEquals(4, ids.size(), ids.toString());
    }

    @Test
    void a_document_that_is_sent_again_has_the_same_id() throws Exception {
        Set<String> ids = new HashSet<>();
        repository.letsIn((exchange, body) -> {
            if (!body.isEmpty()) {
                ids.add(exchange.getRequestHeaders().getFirst(WebhookKey.ID));
            }
            return true;
        });
        for (int round = 0; round < 2; round++) {
            try (Sink sink = open(new HttpLogin.Hmac(KEY), Mode.CAPTURE)) {
                assertDelivered(sink);
            }
        }
        assertEquals(1, ids.size(), ids.toString());
        assertTrue(ids.iterator().next().startsWith("gw-1:1-3-"), ids.toString());
    }

    @Test
    void who_has_another_key_is_kept_out_and_told_so() {
        repository.letsIn((exchange, body) -> flaw(exchange, body).isEmpty());
        try (Sink sink = open(new HttpLogin.Hmac(OTHER_KEY), Mode.CAPTURE)) {
            assertKeptOut(sink);
        }
        assertEquals(Set.of(), repository.eventIds());
    }
}
