package io.tidegate.clouds.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.HttpCloud;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.InMemoryOutbox;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.TestCertificate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that speaks TLS, with a certificate made for the test. */
class SecureHttpSinkTest {

    private final List<Entry> batch =
            new InMemoryOutbox().withReadings(3, "fridge-1").entries();

    @TempDir
    Path folder;

    private HttpsServer server;

    private void start(TestCertificate certificate) throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.shown()));
        server.createContext("/ingest", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Sink open(HttpClient.Builder client) {
        URI url = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/ingest");
        return new HttpSink(
                new HttpCloud(
                        Common.of("lake", Duration.ofSeconds(20), BatchLimits.DEFAULT), url, Optional.empty(), true),
                new Origin("corner-shop", "gw-1"),
                "1.2.3",
                Clock.systemUTC(),
                client);
    }

    private void assertRefused(Sink sink) {
        UnavailableException refusal = assertThrows(UnavailableException.class, () -> sink.deliver(batch, false));
        assertTrue(refusal.getMessage().contains("no secure connection"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("certificate"), refusal.getMessage());
    }

    @Test
    void a_server_with_a_trusted_certificate_is_delivered_to() throws Exception {
        TestCertificate certificate = TestCertificate.of(folder, "ip:127.0.0.1");
        start(certificate);
        try (Sink sink = open(HttpClient.newBuilder().sslContext(certificate.trusted()))) {
            assertEquals(Settled.all(batch, List.of()), sink.deliver(batch, false));
        }
    }

    @Test
    void a_certificate_of_nobody_we_trust_is_refused() throws Exception {
        start(TestCertificate.of(folder, "ip:127.0.0.1"));
        try (Sink sink = open(HttpClient.newBuilder())) {
            assertRefused(sink);
        }
    }

    @Test
    void a_certificate_for_another_name_is_refused() throws Exception {
        TestCertificate certificate = TestCertificate.of(folder, "dns:other.example");
        start(certificate);
        try (Sink sink = open(HttpClient.newBuilder().sslContext(certificate.trusted()))) {
            assertRefused(sink);
        }
    }
}
