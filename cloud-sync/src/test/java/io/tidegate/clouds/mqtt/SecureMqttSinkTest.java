package io.tidegate.clouds.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.net.PromptSockets;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.MqttCloud;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.InMemoryOutbox;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.Mosquitto;
import io.tidegate.testing.TestCertificate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a Mosquitto that speaks TLS, with a certificate made for the test. */
class SecureMqttSinkTest {

    private final List<Entry> batch =
            new InMemoryOutbox().withReadings(3, "fridge-1").entries();

    @TempDir
    Path folder;

    private Mosquitto start(TestCertificate certificate) throws Exception {
        return Mosquitto.start(
                folder.resolve("broker"),
                "certfile " + certificate.certificateFile(),
                "keyfile " + certificate.keyFile());
    }

    private static Sink open(Mosquitto broker, SocketFactory sockets) {
        return new MqttSink(
                new MqttCloud(
                        Common.of("hq", Duration.ofSeconds(20), BatchLimits.DEFAULT),
                        URI.create("mqtts://127.0.0.1:" + broker.port()),
                        "tidegate/{kind}",
                        "tidegate-gw-1-hq",
                        Optional.empty(),
                        Optional.empty()),
                new Origin("corner-shop", "gw-1"),
                sockets);
    }

    private void assertRefused(Sink sink) {
        UnavailableException refusal = assertThrows(UnavailableException.class, () -> sink.deliver(batch, false));
        assertTrue(refusal.getMessage().contains("no secure connection"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("certificate"), refusal.getMessage());
    }

    @Test
    void a_broker_with_a_trusted_certificate_is_delivered_to() throws Exception {
        TestCertificate certificate = TestCertificate.of(folder, "ip:127.0.0.1");
        SocketFactory trusting = PromptSockets.secure(certificate.trusted().getSocketFactory());
        try (Mosquitto broker = start(certificate);
                Sink sink = open(broker, trusting)) {
            assertEquals(Settled.all(batch, List.of()), sink.deliver(batch, false));
        }
    }

    @Test
    void a_certificate_of_nobody_we_trust_is_refused() throws Exception {
        try (Mosquitto broker = start(TestCertificate.of(folder, "ip:127.0.0.1"));
                Sink sink = open(broker, PromptSockets.secure())) {
            assertRefused(sink);
        }
    }

    @Test
    void a_certificate_for_another_name_is_refused() throws Exception {
        TestCertificate certificate = TestCertificate.of(folder, "dns:other.example");
        SocketFactory trusting = PromptSockets.secure(certificate.trusted().getSocketFactory());
        try (Mosquitto broker = start(certificate);
                Sink sink = open(broker, trusting)) {
            assertRefused(sink);
        }
    }
}
