package io.tidegate.clouds.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.tidegate.net.Tls;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.site.InfluxCloud;
import io.tidegate.site.InfluxDatabase;
import io.tidegate.site.Secret;
import io.tidegate.sync.Rejected;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.TestAuthority;
import io.tidegate.testing.TestAuthority.CertificateRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an InfluxDB 2.x and 3.x are asked, and how their answers are taken: against a server that notes it down. */
class InfluxFormsTest {

    private static final Secret TOKEN = new Secret("${env:TOKEN}", "s3cret");
    private static final InfluxDatabase SECOND = new InfluxDatabase.Version2("head office", "sites", TOKEN);
    private static final InfluxDatabase THIRD = new InfluxDatabase.Version3("sites", TOKEN);
    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

    /** The last is that of one, too. */
    private static final List<Entry> BATCH = Central.entries(List.of(fault("one"), fault("two")));

    private record Request(String line, String authorization, String encoding, String body) {}

    private record Reply(int status, String type, String body) {}

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Reply> replies = new CopyOnWriteArrayList<>();
    private HttpServer server;

    private static Observation.Fault fault(String reason) {
        return new Observation.Fault(new DeviceId("oven"), TEN, reason);
    }

    private Sink open(InfluxDatabase database) throws IOException {
        start(HttpServer.create());
        return open(Central.config(url("http"), database));
    }

    private void start(HttpServer made) throws IOException {
        server = made;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext("/", this::answer);
        server.start();
    }

    private static Sink open(InfluxCloud config) {
        return InfluxSink.of(config, new Origin("corner-shop", "gw-1"));
    }

    private URI url(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String encoding = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            var in = encoding.equals("gzip")
                    ? new GZIPInputStream(exchange.getRequestBody())
                    : exchange.getRequestBody();
            requests.add(new Request(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    encoding,
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            Reply reply = replies.isEmpty() ? new Reply(204, "", "") : replies.removeFirst();
            exchange.getResponseHeaders().add("Content-Type", reply.type);
            exchange.getResponseHeaders().add("Retry-After", "17");
            byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static UnavailableException refusal(Sink sink) {
        UnavailableException refusal = assertThrows(UnavailableException.class, () -> sink.deliver(BATCH, false));
        assertFalse(refusal.getMessage().contains("s3cret"), refusal.getMessage());
        return refusal;
    }

    @Test
    void version_2_gets_organisation_bucket_token_and_a_compressed_body() throws Exception {
        try (Sink sink = open(SECOND)) {
            sink.deliver(BATCH, false);
            sink.probe();
        }
        String line = "POST /api/v2/write?org=head%20office&bucket=sites&precision=ns";
        assertEquals(
                List.of(
                        new Request(line, "Token s3cret", "gzip", """
                                fault,device=oven,gateway=gw-1,site=corner-shop reason="one",position=1i 1795428000000000001
                                fault,device=oven,gateway=gw-1,site=corner-shop reason="two",position=2i 1795428000000000002"""),
                        new Request(line, "Token s3cret", "gzip", "# may we write here?")),
                requests);
    }

    @Test
    void version_3_gets_its_database_as_a_bucket_and_a_test_writes_nothing() throws Exception {
        try (Sink sink = open(THIRD)) {
            sink.deliver(BATCH, false);
            sink.probe();
        }
        assertEquals(
                List.of("POST /api/v2/write?org=-&bucket=sites&precision=ns", "GET /ping"),
                requests.stream().map(Request::line).toList());
        assertEquals("Token s3cret", requests.getLast().authorization());
    }

    @Test
    void what_version_3_takes_in_part_is_halved_and_the_rest_rejected() throws Exception {
        String partial = "{\"error\":\"partial write of line protocol occurred\",\"data\":[{\"line_number\":2}]}";
        replies.addAll(List.of(
                new Reply(400, "application/json", partial),
                new Reply(204, "", ""),
                new Reply(400, "application/json", partial)));
        try (Sink sink = open(THIRD)) {
            assertEquals(
                    List.of(new Rejected(2, "partial write of line protocol occurred")),
                    sink.deliver(BATCH, false).rejected());
        }
    }

    @Test
    void a_token_that_is_not_taken_a_bucket_that_is_not_there_and_too_many_requests_keep_all() throws Exception {
        replies.addAll(List.of(
                new Reply(401, "application/json", "{\"code\":\"unauthorized\",\"message\":\"unauthorized access\"}"),
                new Reply(404, "application/json", "{\"code\":\"not found\",\"message\":\"bucket not found\"}"),
                new Reply(429, "application/json", "{\"code\":\"too many\",\"message\":\"rate limit\"}"),
                new Reply(404, "application/json", "{\"code\":\"not found\",\"message\":\"bucket not found\"}")));
        try (Sink sink = open(SECOND)) {
            assertTrue(refusal(sink).getMessage().contains("does not let us in"));
            assertTrue(refusal(sink).getMessage().contains("no database or bucket 'sites'"));
            assertEquals(Optional.of(Duration.ofSeconds(17)), refusal(sink).retryAfter());
            assertThrows(UnavailableException.class, sink::probe);
        }
    }

    @Test
    void a_log_in_page_of_the_network_has_taken_nothing() throws Exception {
        replies.addAll(List.of(
                new Reply(200, "text/html", "<html>Welcome to our hotel</html>"),
                new Reply(302, "text/html", ""),
                new Reply(200, "text/plain", "hello")));
        try (Sink sink = open(SECOND)) {
            for (int page = 0; page < 3; page++) {
                assertTrue(refusal(sink).getMessage().startsWith("something else than InfluxDB answers at 127.0.0.1"));
            }
        }
    }

    @Test
    void a_secure_line_believes_the_given_authority_and_renewed_files_are_taken(@TempDir Path folder) throws Exception {
        TestAuthority authority = TestAuthority.in(folder.resolve("ours"));
        TestAuthority other = TestAuthority.in(folder.resolve("others"));
        HttpsServer secure = HttpsServer.create();
        secure.setHttpsConfigurator(new HttpsConfigurator(
                authority.issue(CertificateRequest.server("influx")).atServer()));
        start(secure);
        Path ca = Files.copy(other.file(), folder.resolve("ca.pem"));
        InfluxCloud plain = Central.config(url("https"), SECOND);
        try (Sink sink = open(new InfluxCloud(plain.common(), plain.url(), SECOND, Tls.trusting(ca), true))) {
            assertTrue(refusal(sink).getMessage().contains("was issued by nobody in " + ca));
            Files.copy(authority.file(), ca, StandardCopyOption.REPLACE_EXISTING);
            assertEquals(2, sink.deliver(BATCH, false).count());
            Files.copy(other.file(), ca, StandardCopyOption.REPLACE_EXISTING);
            assertTrue(
                    refusal(sink).getMessage().contains("was issued by nobody in " + ca), "the open one is let go of");
            Files.writeString(ca, "nothing");
            assertTrue(refusal(sink).getMessage().contains("ca.pem"));
        }
    }
}
