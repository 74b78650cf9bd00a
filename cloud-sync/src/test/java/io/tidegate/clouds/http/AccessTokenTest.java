package io.tidegate.clouds.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.clouds.http.TestServer.Reply;
import io.tidegate.net.Tls;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.HttpCloud;
import io.tidegate.site.HttpCloud.Format;
import io.tidegate.site.HttpLogin;
import io.tidegate.site.Secret;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.InMemoryOutbox;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that gives out tokens, and one that wants to see them. */
class AccessTokenTest {

    /** With what must be encoded before it is joined by a colon, and again by Base64. */
    private static final String SECRET = "s3cret: & ä%+";

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final List<Entry> batch =
            new InMemoryOutbox().withReadings(3, "fridge-1").entries();
    private final AtomicInteger granted = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);

    private TestServer login;
    private TestServer cloud;

    @BeforeEach
    void start_servers() throws IOException {
        login = new TestServer();
        cloud = new TestServer();
        login.answers(request -> granted("\"expires_in\":100"));
    }

    @AfterEach
    void stop_servers() {
        login.close();
        cloud.close();
    }

    private Reply granted(String more) {
        String token = "token-" + granted.incrementAndGet();
        return new Reply(200, JSON, "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\"," + more + "}");
    }

    private HttpLogin.OAuth oauth() {
        return new HttpLogin.OAuth(
                login.url(),
                "shop gw-1",
                new Secret("${env:SECRET}", SECRET),
                Optional.of("ingest read"),
                Optional.of("https://lake/"));
    }

    private HttpCloud config() {
        Common common = Common.of("lake", Duration.ofSeconds(20), BatchLimits.DEFAULT);
        return new HttpCloud(common, cloud.url(), Format.JSON, oauth(), Tls.STANDARD, true, Optional.empty());
    }

    private Sink open() {
        return new HttpSink(config(), new Origin("corner-shop", "gw-1"), "1.2.3", Clock.systemUTC());
    }

    private List<String> shown() {
        return cloud.requests().stream()
                .map(request -> request.headers().get("Authorization"))
                .toList();
    }

    @Test
    void a_token_is_asked_for_once_as_the_standard_says_and_shown_with_each_request() throws Exception {
        try (Sink sink = open()) {
            sink.deliver(batch, false);
            sink.deliver(batch, false);
        }
        assertEquals(List.of("Bearer token-1", "Bearer token-1"), shown());
        assertEquals(1, login.requests().size());
        TestServer.Request asked = login.requests().getFirst();
        assertEquals("application/x-www-form-urlencoded", asked.headers().get("Content-Type"));
        assertEquals("grant_type=client_credentials&scope=ingest+read&audience=https%3A%2F%2Flake%2F", asked.body());
        String basic = asked.headers().get("Authorization");
        assertTrue(basic.startsWith("Basic "), basic);
        String[] halves = new String(Base64.getDecoder().decode(basic.substring(6)), StandardCharsets.UTF_8).split(":");
        assertEquals("shop gw-1", URLDecoder.decode(halves[0], StandardCharsets.UTF_8));
        assertEquals(SECRET, URLDecoder.decode(halves[1], StandardCharsets.UTF_8));
    }

    @Test
    void a_token_that_is_refused_is_dropped_and_the_next_delivery_brings_a_new_one() throws Exception {
        cloud.answers(
                request -> Reply.of("Bearer token-1".equals(request.headers().get("Authorization")) ? 401 : 204));
        try (Sink sink = open()) {
            UnavailableException refusal = assertThrows(UnavailableException.class, () -> sink.deliver(batch, false));
            assertTrue(refusal.getMessage().contains("check the log-in"), refusal.getMessage());
            assertEquals(1, login.requests().size(), "it does not retry");
            sink.deliver(batch, false);
            sink.probe();
        }
        assertEquals(List.of("Bearer token-1", "Bearer token-2", "Bearer token-2"), shown());
    }

    @Test
    void a_new_one_is_asked_for_shortly_before_the_old_one_expires() throws Exception {
        try (AccessToken token = new AccessToken(oauth(), config(), "1.2.3", Clock.systemUTC(), nanos::get)) {
            assertEquals("Bearer token-1", signed(token));
            nanos.addAndGet(Duration.ofSeconds(89).toNanos());
            assertEquals("Bearer token-1", signed(token));
            nanos.addAndGet(Duration.ofSeconds(2).toNanos());
            assertEquals("Bearer token-2", signed(token));
            // Who says nothing means an hour.
            login.answers(request -> granted("\"scope\":[\"ingest\",{\"a\":1}]"));
            nanos.addAndGet(Duration.ofSeconds(91).toNanos());
            assertEquals("Bearer token-3", signed(token));
            nanos.addAndGet(Duration.ofMinutes(59).toNanos());
            assertEquals("Bearer token-3", signed(token));
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            assertEquals("Bearer token-4", signed(token));
        }
    }

    private static String signed(AccessToken token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://lake/"));
        token.sign(request, "key", new byte[0]);
        return request.build().headers().firstValue("Authorization").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401|{\"error\":\"invalid_client\",\"error_description\":\"SECRET is wrong\"}|gives us no token (invalid_client: *** is wrong): check tokenUrl, clientId",
                "400|{\"error\":\"invalid_scope\"}|gives us no token (invalid_scope)",
                "403|keep out|gives us no token (HTTP 403: keep out)",
                "404|{|gives us no token (HTTP 404: {)",
                "500|oops|cannot take data now (HTTP 500: oops): see its log",
                "302||sends us elsewhere (302 to /welcome)",
                "200|<html>Welcome to Cafe Wifi|answered with a web page",
                "200|{\"token_type\":\"bearer\"}|answered without a token that we can use",
                "200|{\"access_token\":\"a\",\"token_type\":\"mac\"}|answered without a token that we can use",
                "200|{\"access_token\":\"a b\",\"token_type\":\"bearer\"}|answered without a token that we can use"
            })
    void who_gets_no_token_is_told_why_and_what_to_check(int status, String body, String words) {
        login.answers(request ->
                new Reply(status, Map.of("Location", "/welcome"), body == null ? "" : body.replace("SECRET", SECRET)));
        UnavailableException refusal = refusal();
        assertTrue(refusal.getMessage().startsWith("127.0.0.1 " + words), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("s3cret"), refusal.getMessage());
        assertEquals(List.of(), cloud.requests());
    }

    @Test
    void a_pause_that_the_login_server_asks_for_is_passed_on() {
        login.answers(request -> new Reply(429, Map.of("Retry-After", "7"), ""));
        assertEquals(Optional.of(Duration.ofSeconds(7)), refusal().retryAfter());
        login.close();
        assertTrue(refusal().getMessage().contains("connection refused"), "and that it is away");
    }

    private UnavailableException refusal() {
        try (Sink sink = open()) {
            return assertThrows(UnavailableException.class, () -> sink.deliver(batch, false));
        }
    }
}
