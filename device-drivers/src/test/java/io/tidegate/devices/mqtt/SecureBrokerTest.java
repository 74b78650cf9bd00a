package io.tidegate.devices.mqtt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.net.PromptSockets;
import io.tidegate.net.Tls;
import io.tidegate.site.MqttSettings;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Mosquitto;
import io.tidegate.testing.TestAuthority;
import io.tidegate.testing.TestAuthority.Issued;
import io.tidegate.testing.TestAuthority.Wish;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Mosquitto that speaks TLS, with a certificate made for the test. */
class SecureBrokerTest {

    @TempDir
    Path folder;

    private TestAuthority authority;

    private Mosquitto start(Wish wish) throws Exception {
        authority = TestAuthority.in(folder);
        Issued certificate = authority.issue(wish);
        return Mosquitto.start(
                folder.resolve("broker"), "certfile " + certificate.certificate(), "keyfile " + certificate.key());
    }

    private SocketFactory trusting() throws Exception {
        return PromptSockets.forBroker(URI.create("mqtts://any"), Tls.trusting(authority.file()));
    }

    private static MqttSettings.External settings(Mosquitto mosquitto, String scheme) {
        return new MqttSettings.External(
                URI.create(scheme + "://127.0.0.1:" + mosquitto.port()), "gw", Optional.empty(), Optional.empty());
    }

    @Test
    void a_broker_with_a_trusted_certificate_is_used_by_tls() throws Exception {
        try (Mosquitto mosquitto = start(Wish.server("broker"));
                PahoBroker broker = PahoBroker.open(settings(mosquitto, "mqtts"), List.of(), trusting())) {
            Awaiting.until("it is connected", () -> broker.status().trouble().isEmpty());
            broker.publish("floor/fridge-9/temperature", new byte[] {'4'}, false);
        }
    }

    @Test
    void a_certificate_of_nobody_we_trust_is_refused() throws Exception {
        try (Mosquitto mosquitto = start(Wish.server("broker"));
                PahoBroker broker = PahoBroker.open(settings(mosquitto, "mqtts"), List.of())) {
            assertRefused(broker);
        }
    }

    @Test
    void a_certificate_for_another_name_is_refused() throws Exception {
        try (Mosquitto mosquitto = start(Wish.server("broker").at("other.example"));
                PahoBroker broker = PahoBroker.open(settings(mosquitto, "mqtts"), List.of(), trusting())) {
            assertRefused(broker);
        }
    }

    private static void assertRefused(PahoBroker broker) {
        String trouble = PahoBrokerTest.awaitTrouble(broker, "no secure connection");
        assertTrue(trouble.contains("certificate"), trouble);
    }

    @Test
    void tls_to_a_port_without_it_says_so() throws Exception {
        try (Mosquitto mosquitto = Mosquitto.start(folder.resolve("plain"));
                PahoBroker broker = PahoBroker.open(settings(mosquitto, "mqtts"), List.of())) {
            PahoBrokerTest.awaitTrouble(broker, "TLS");
        }
    }
}
