package io.tidegate.clouds.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.tidegate.net.Tls;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.HttpCloud;
import io.tidegate.site.HttpCloud.Format;
import io.tidegate.site.HttpLogin;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.InMemoryOutbox;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.TestAuthority;
import io.tidegate.testing.TestAuthority.CertificateRequest;
import io.tidegate.testing.TestAuthority.Issued;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that speaks TLS, with certificates made for the test. */
class SecureHttpSinkTest {

    @TempDir
    static Path home;

    private static TestAuthority authority;
    private static Issued good;

    private final List<Entry> batch =
            new InMemoryOutbox().withReadings(3, "fridge-1").entries();

    /** Whom the server saw, a name each delivery. */
    private final List<String> visitors = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private HttpsServer server;

    @BeforeAll
    static void make_certificates() throws Exception {
        authority = TestAuthority.in(home);
        good = authority.issue(CertificateRequest.server("server"));
    }

    private void start(Issued certificate, boolean wantsOurs) throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.atServer()) {
            @Override
            public void configure(HttpsParameters line) {
                SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
                parameters.setNeedClientAuth(wantsOurs);
                line.setSSLParameters(parameters);
            }
        });
        server.createContext("/ingest", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            visitors.add(visitor((HttpsExchange) exchange));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private static String visitor(HttpsExchange exchange) {
        try {
            return exchange.getSSLSession().getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException nobody) {
            return "nobody";
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Sink open(Tls tls) {
        return open(URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/ingest"), tls);
    }

    private static Sink open(URI url, Tls tls) {
        Common common = Common.of("lake", Duration.ofSeconds(20), BatchLimits.DEFAULT);
        return new HttpSink(
                new HttpCloud(common, url, Format.JSON, new HttpLogin.None(), tls, true, Optional.empty()),
                new Origin("corner-shop", "gw-1"),
                "1.2.3",
                Clock.systemUTC());
    }

    private void assertDelivered(Sink sink) throws Exception {
        assertEquals(Settled.all(batch, List.of()), sink.deliver(batch, false));
    }

    private void assertRefused(Tls tls, String... words) {
        assertRefused(open(tls), words);
    }

    private void assertRefused(Sink opened, String... words) {
        try (Sink sink = opened) {
            UnavailableException refusal = assertThrows(UnavailableException.class, () -> sink.deliver(batch, false));
            for (String word : words) {
                assertTrue(refusal.getMessage().contains(word), refusal.getMessage());
            }
        }
        assertEquals(List.of(), visitors);
    }

    @Test
    void a_server_of_an_authority_of_ones_own_is_delivered_to() throws Exception {
        start(good, false);
        try (Sink sink = open(authority.trusting())) {
            assertDelivered(sink);
        }
    }

    @Test
    void a_certificate_of_nobody_we_trust_is_refused() throws Exception {
        start(good, false);
        assertRefused(Tls.STANDARD, "issued by nobody that this machine knows: give its authority by tls");
        Tls other = TestAuthority.in(folder).trusting();
        assertRefused(other, "was issued by nobody in " + other.ca().orElseThrow() + ": put");
    }

    @Test
    void a_port_that_does_not_speak_as_the_address_says_is_told_as_such() throws Exception {
        start(good, false);
        try (RawServer mail = new RawServer("220 mail ESMTP\r\n", new byte[0], 0);
                RawServer plain = new RawServer("HTTP/1.1 400 Bad Request\r\n\r\n", new byte[0], 0)) {
            assertRefused(
                    open(mail.url(), Tls.STANDARD), "127.0.0.1:" + mail.url().getPort() + " does not answer by HTTP");
            URI secure = URI.create(plain.url().toString().replace("http:", "https:"));
            assertRefused(open(secure, Tls.STANDARD), "does not speak TLS at this port: check the port, or write");
            URI insecure = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ingest");
            assertRefused(open(insecure, Tls.STANDARD), "HTTP");
        }
    }

    @Test
    void a_certificate_for_another_name_is_refused() throws Exception {
        start(authority.issue(CertificateRequest.server("elsewhere").at("other.example")), false);
        assertRefused(authority.trusting(), "is not for that name: write the address as the certificate names it");
    }

    @Test
    void a_certificate_that_has_expired_is_told_as_such() throws Exception {
        start(authority.issue(CertificateRequest.server("forgotten").valid(-60, -30)), false);
        assertRefused(authority.trusting(), "has expired", "renewed");
    }

    @Test
    void a_clock_that_is_behind_is_told_as_such() throws Exception {
        start(authority.issue(CertificateRequest.server("fresh").valid(30, 90)), false);
        assertRefused(authority.trusting(), "not valid yet", "check the gateway's clock");
    }

    @Test
    void a_server_that_wants_a_certificate_of_ours_sees_it_and_a_renewed_one_without_a_restart() throws Exception {
        start(good, true);
        Issued first = authority.issue(CertificateRequest.client("gw-1"));
        Path certificate = Files.copy(first.certificate(), folder.resolve("own.pem"));
        Path key = Files.copy(first.key(), folder.resolve("own.key"), StandardCopyOption.COPY_ATTRIBUTES);
        try (Sink sink = open(authority.trusting().showing(certificate, key))) {
            assertDelivered(sink);
            Issued second = authority.issue(CertificateRequest.client("gw-1-renewed"));
            Files.copy(second.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
            UnavailableException half =
                    assertThrows(UnavailableException.class, () -> sink.deliver(batch, false), "half renewed");
            assertTrue(half.getMessage().contains(key.toString()), half.getMessage());
            Files.copy(second.key(), key, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            assertDelivered(sink);
        }
        assertEquals(List.of("CN=gw-1", "CN=gw-1-renewed"), visitors);
    }

    @Test
    void a_server_that_does_not_get_the_certificate_it_wants_is_told_as_such() throws Exception {
        start(good, true);
        assertNotAccepted(authority.trusting());
        Issued stranger = TestAuthority.in(folder).issue(CertificateRequest.client("stranger"));
        assertNotAccepted(authority.trusting().showing(stranger.certificate(), stranger.key()));
    }

    /** The server says so, and hangs up: now and then the connection is gone before its word is here. */
    private void assertNotAccepted(Tls tls) {
        try (Sink sink = open(tls)) {
            UnavailableException refusal = assertThrows(UnavailableException.class, () -> sink.deliver(batch, false));
            String said = refusal.getMessage();
            assertTrue(said.contains("does not accept") || said.contains("wants a certificate of ours"), said);
        }
        assertEquals(List.of(), visitors);
    }
}
