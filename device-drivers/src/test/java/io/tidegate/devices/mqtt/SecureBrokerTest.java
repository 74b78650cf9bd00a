package io.tidegate.devices.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.MqttSettings;
import io.tidegate.testing.Mosquitto;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Mosquitto that speaks TLS, with a certificate made for the test. */
class SecureBrokerTest {

    private static final char[] PASSWORD = "test-only".toCharArray();

    @TempDir
    Path folder;

    private Mosquitto start(String alternativeName) throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=broker",
                        "-ext",
                        "SAN=" + alternativeName,
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertEquals(0, keytool.waitFor());
        KeyStore keys = keys();
        Path certificate = pem("CERTIFICATE", keys.getCertificate("broker").getEncoded());
        Path key = pem("PRIVATE KEY", keys.getKey("broker", PASSWORD).getEncoded());
        return Mosquitto.start(folder.resolve("broker"), "certfile " + certificate, "keyfile " + key);
    }

    private KeyStore keys() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("store.p12"))) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private Path pem(String kind, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                folder.resolve(kind.replace(' ', '-') + ".pem"),
                "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    /** Trusts the test's certificate and no other. */
    private SSLSocketFactory trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("broker", keys().getCertificate("broker"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return PromptSockets.secure(context.getSocketFactory());
    }

    private static MqttSettings.External settings(Mosquitto mosquitto, String scheme) {
        return new MqttSettings.External(
                URI.create(scheme + "://127.0.0.1:" + mosquitto.port()), "gw", Optional.empty(), Optional.empty());
    }

    @Test
    void a_broker_with_a_trusted_certificate_is_used_by_tls() throws Exception {
        try (Mosquitto mosquitto = start("ip:127.0.0.1");
                PahoBroker broker = PahoBroker.open(settings(mosquitto, "mqtts"), List.of(), trusting())) {
            assertEquals(Optional.empty(), broker.status().trouble());
            broker.publish("floor/fridge-9/temperature", new byte[] {'4'}, false);
        }
    }

    @Test
    void a_certificate_of_nobody_we_trust_is_refused() throws Exception {
        try (Mosquitto mosquitto = start("ip:127.0.0.1");
                PahoBroker broker = PahoBroker.open(settings(mosquitto, "mqtts"), List.of())) {
            assertRefused(broker);
        }
    }

    @Test
    void a_certificate_for_another_name_is_refused() throws Exception {
        try (Mosquitto mosquitto = start("dns:other.example");
                PahoBroker broker = PahoBroker.open(settings(mosquitto, "mqtts"), List.of(), trusting())) {
            assertRefused(broker);
        }
    }

    private static void assertRefused(PahoBroker broker) {
        assertTrue(broker.status().trouble().isPresent());
        String trouble = broker.status().trouble().orElseThrow();
        assertTrue(trouble.contains("no secure connection"), trouble);
        assertTrue(trouble.contains("certificate"), trouble);
    }

    @Test
    void tls_to_a_port_without_it_says_so() throws Exception {
        try (Mosquitto mosquitto = Mosquitto.start(folder.resolve("plain"));
                PahoBroker broker = PahoBroker.open(settings(mosquitto, "mqtts"), List.of())) {
            assertTrue(broker.status().trouble().isPresent());
            String trouble = broker.status().trouble().orElseThrow();
            assertTrue(trouble.contains("TLS"), trouble);
        }
    }
}
