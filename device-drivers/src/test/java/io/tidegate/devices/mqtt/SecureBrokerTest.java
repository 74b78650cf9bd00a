package io.tidegate.devices.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.DeviceException;
import io.tidegate.driver.Publisher;
import io.tidegate.net.Tls;
import io.tidegate.site.MqttSettings;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Mosquitto;
import io.tidegate.testing.SilentRefusal;
import io.tidegate.testing.TestAuthority;
import io.tidegate.testing.TestAuthority.CertificateRequest;
import io.tidegate.testing.TestAuthority.Issued;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Mosquitto that speaks TLS, with certificates made for the test. */
class SecureBrokerTest {

    @TempDir
    Path folder;

    private TestAuthority authority;
    private Tls trusting;

    @BeforeEach
    void make_authority() throws Exception {
        authority = TestAuthority.in(folder);
        trusting = authority.trusting();
    }

    private Mosquitto start(CertificateRequest request) throws Exception {
        return Mosquitto.startSecure(folder.resolve("broker"), authority.issue(request), false);
    }

    /** One that lets in whom the authority has signed. */
    private Mosquitto startThatAsks() throws Exception {
        return Mosquitto.startSecure(
                folder.resolve("broker"), authority.issue(CertificateRequest.server("broker")), true);
    }

    private static MqttSettings.External settings(Mosquitto mosquitto, Tls tls) {
        return settings(mosquitto.port(), tls);
    }

    private static MqttSettings.External settings(int port, Tls tls) {
        return new MqttSettings.External(
                URI.create("mqtts://127.0.0.1:" + port), "gw", Optional.empty(), Optional.empty(), tls);
    }

    private static PahoBroker open(Mosquitto mosquitto, Tls tls) throws InterruptedException {
        return PahoBroker.open(settings(mosquitto, tls), List.of());
    }

    private static void awaitConnected(PahoBroker broker) {
        Awaiting.until("it is connected", () -> broker.status().trouble().isEmpty());
    }

    @Test
    void a_broker_with_a_trusted_certificate_is_used_by_tls() throws Exception {
        try (Mosquitto mosquitto = start(CertificateRequest.server("broker"));
                PahoBroker broker = open(mosquitto, trusting)) {
            awaitConnected(broker);
            broker.publish("floor/fridge-9/temperature", new byte[] {'4'}, false);
        }
    }

    @Test
    void a_certificate_of_nobody_we_trust_is_refused() throws Exception {
        try (Mosquitto mosquitto = start(CertificateRequest.server("broker"));
                PahoBroker broker = open(mosquitto, Tls.STANDARD)) {
            PahoBrokerTest.awaitTrouble(broker, "issued by nobody that this machine knows: give its authority by tls");
        }
    }

    @Test
    void a_certificate_for_another_name_is_refused() throws Exception {
        try (Mosquitto mosquitto = start(CertificateRequest.server("broker").at("other.example"));
                PahoBroker broker = open(mosquitto, trusting)) {
            PahoBrokerTest.awaitTrouble(broker, "is not for that name");
        }
    }

    @Test
    void a_certificate_that_has_expired_is_told_as_such() throws Exception {
        try (Mosquitto mosquitto = start(CertificateRequest.server("broker").valid(-60, -30));
                PahoBroker broker = open(mosquitto, trusting)) {
            PahoBrokerTest.awaitTrouble(broker, "the certificate of 127.0.0.1:" + mosquitto.port() + " has expired");
        }
    }

    @Test
    void a_broker_that_wants_a_certificate_of_ours_gets_it_and_a_renewed_one_with_the_next_connection()
            throws Exception {
        Path certificate = folder.resolve("own.pem");
        Path key = folder.resolve("own.key");
        Tls showing = trusting.showing(certificate, key);
        authority.issue(CertificateRequest.client("gw-1").valid(-60, -30)).copyTo(certificate, key);
        try (Mosquitto mosquitto = startThatAsks();
                PahoBroker broker = open(mosquitto, showing)) {
            PahoBrokerTest.awaitTrouble(broker, "has expired on");
            authority.issue(CertificateRequest.client("gw-1")).copyTo(certificate, key);
            awaitConnected(broker);
            Publisher gadget = PahoPublisher.connect(settings(mosquitto, showing), "gadget");
            gadget.publish(List.of(new Publisher.Message("floor/fridge-9/temperature", new byte[] {'4'})));
            gadget.close();
            broker.publish("zigbee2mqtt/bridge/state", new byte[] {'1'}, true);
            List<String> kept = new ArrayList<>();
            PahoReader.look(
                    settings(mosquitto, showing),
                    List.of("zigbee2mqtt/#"),
                    Duration.ofSeconds(10),
                    (topic, _) -> kept.add(topic));
            assertTrue(kept.contains("zigbee2mqtt/bridge/state"), kept.toString());
        }
    }

    @Test
    void a_broker_that_does_not_get_the_certificate_it_wants_is_told_as_such() throws Exception {
        Issued stranger = TestAuthority.in(folder.resolve("elsewhere")).issue(CertificateRequest.client("stranger"));
        // Now and then the connection is gone before the broker's word is here.
        try (Mosquitto mosquitto = startThatAsks()) {
            String none = trouble(mosquitto.port(), trusting);
            assertTrue(
                    none.contains("wants a certificate of ours (")
                            || none.contains("whether it wants a certificate of ours"),
                    none);
            String strange = trouble(mosquitto.port(), trusting.showing(stranger.certificate(), stranger.key()));
            assertTrue(strange.contains("check certificate and key under tls"), strange);
        }
    }

    @Test
    void a_broker_that_hangs_up_at_our_certificate_without_a_word_may_have_refused_it() throws Exception {
        Issued own = authority.issue(CertificateRequest.client("gw-1"));
        try (SilentRefusal broker = new SilentRefusal(
                authority.issue(CertificateRequest.server("broker")).atServer(), "")) {
            String said = trouble(broker.port(), own.shown());
            assertTrue(said.contains("may have refused the certificate " + own.certificate() + ":"), said);
            String none = trouble(broker.port(), trusting);
            assertTrue(none.contains("whether it wants a certificate of ours"), none);
            MqttSettings.External asked = settings(broker.port(), own.shown());
            String published = assertThrows(DeviceException.class, () -> PahoPublisher.connect(asked, "gadget"))
                    .getMessage();
            assertTrue(published.contains("may have refused the certificate"), published);
            String looked = assertThrows(
                            DeviceException.class,
                            () -> PahoReader.look(asked, List.of("#"), Duration.ofSeconds(10), (_, _) -> {}))
                    .getMessage();
            assertTrue(looked.contains("may have refused the certificate"), looked);
        }
    }

    @Test
    void a_broker_that_nothing_leads_to_has_refused_no_certificate() throws Exception {
        Issued own = authority.issue(CertificateRequest.client("gw-1"));
        MqttSettings.External nowhere = new MqttSettings.External(
                URI.create("mqtts://255.255.255.255"), "gw", Optional.empty(), Optional.empty(), own.shown());
        String said = assertThrows(DeviceException.class, () -> PahoPublisher.connect(nowhere, "gadget"))
                .getMessage();
        assertEquals("no way to 255.255.255.255: check the network cable and the router", said);
    }

    /** The first that is told of a connection. */
    private static String trouble(int port, Tls tls) throws Exception {
        try (PahoBroker broker = PahoBroker.open(settings(port, tls), List.of())) {
            return PahoBrokerTest.awaitTrouble(broker, "127.0.0.1");
        }
    }

    @Test
    void tls_to_a_port_without_it_says_so() throws Exception {
        try (Mosquitto mosquitto = Mosquitto.start(folder.resolve("plain"));
                PahoBroker broker = open(mosquitto, Tls.STANDARD)) {
            PahoBrokerTest.awaitTrouble(broker, "TLS");
        }
    }
}
