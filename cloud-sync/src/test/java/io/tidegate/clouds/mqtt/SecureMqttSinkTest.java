package io.tidegate.clouds.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.clouds.sparkplug.SparkplugSink;
import io.tidegate.net.Tls;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.MqttCloud;
import io.tidegate.site.MqttTerms;
import io.tidegate.site.MqttTerms.Version;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.site.SparkplugCloud;
import io.tidegate.sync.InMemoryOutbox;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.Mosquitto;
import io.tidegate.testing.SilentRefusal;
import io.tidegate.testing.TestAuthority;
import io.tidegate.testing.TestAuthority.CertificateRequest;
import io.tidegate.testing.TestAuthority.Issued;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a Mosquitto that speaks TLS, with certificates made for the test. */
class SecureMqttSinkTest {

    private static final Common COMMON = Common.of("hq", Duration.ofSeconds(20), BatchLimits.DEFAULT);

    @TempDir
    static Path home;

    private static TestAuthority authority;
    private static Issued good;
    private static Issued own;

    private final List<Entry> batch =
            new InMemoryOutbox().withReadings(3, "fridge-1").entries();

    @TempDir
    Path folder;

    @BeforeAll
    static void make_certificates() throws Exception {
        authority = TestAuthority.in(home);
        good = authority.issue(CertificateRequest.server("server"));
        own = authority.issue(CertificateRequest.client("gw-1"));
    }

    private Mosquitto start(Issued certificate, boolean wantsOurs) throws Exception {
        return Mosquitto.startSecure(folder.resolve("broker"), certificate, wantsOurs);
    }

    private static URI url(int port) {
        return URI.create("mqtts://127.0.0.1:" + port);
    }

    private static Sink open(Mosquitto broker, Tls tls) {
        return open(url(broker.port()), tls, MqttTerms.STANDARD);
    }

    private static Sink open(URI url, Tls tls, MqttTerms terms) {
        return new MqttSink(
                new MqttCloud(
                        COMMON,
                        url,
                        "tidegate/{kind}",
                        "tidegate-gw-1-hq",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        tls,
                        terms,
                        Optional.empty()),
                new Origin("corner-shop", "gw-1"),
                Clock.systemUTC());
    }

    private Sink openSparkplug(Mosquitto broker, Tls tls) {
        return new SparkplugSink(
                new SparkplugCloud(
                        COMMON,
                        url(broker.port()),
                        List.of(),
                        "plant",
                        "gw-1",
                        Optional.empty(),
                        "tidegate-gw-1-scada",
                        Optional.empty(),
                        Optional.empty(),
                        tls,
                        false,
                        Optional.empty()),
                "1.2.3",
                folder,
                Clock.systemUTC());
    }

    private void assertDelivered(Sink sink) throws Exception {
        try (sink) {
            assertEquals(Settled.all(batch, List.of()), sink.deliver(batch, false));
        }
    }

    private void assertRefused(Sink sink, String... words) {
        try (sink) {
            UnavailableException refusal = assertThrows(UnavailableException.class, () -> sink.deliver(batch, false));
            for (String word : words) {
                assertTrue(refusal.getMessage().contains(word), refusal.getMessage());
            }
        }
    }

    @Test
    void a_broker_of_an_authority_of_ones_own_is_delivered_to() throws Exception {
        try (Mosquitto broker = start(good, false)) {
            assertDelivered(open(broker, authority.trusting()));
            assertRefused(
                    open(broker, Tls.STANDARD), "issued by nobody that this machine knows: give its authority by tls");
        }
    }

    @Test
    void a_certificate_for_another_name_is_refused() throws Exception {
        try (Mosquitto broker =
                start(authority.issue(CertificateRequest.server("elsewhere").at("other.example")), false)) {
            assertRefused(open(broker, authority.trusting()), "is not for that name");
        }
    }

    @Test
    void a_broker_that_wants_a_certificate_of_ours_gets_it() throws Exception {
        try (Mosquitto broker = start(good, true)) {
            assertDelivered(open(broker, own.shown()));
            assertDelivered(openSparkplug(broker, own.shown()));
            // Now and then the connection is gone before the broker's word is here.
            assertRefused(open(broker, authority.trusting()), "certificate", "tls");
            assertRefused(openSparkplug(broker, authority.trusting()), "certificate", "tls");
            Issued stranger = TestAuthority.in(folder).issue(CertificateRequest.client("stranger"));
            Tls strange = authority.trusting().showing(stranger.certificate(), stranger.key());
            assertRefused(open(broker, strange), "check certificate and key under tls");
            assertRefused(openSparkplug(broker, strange), "check certificate and key under tls");
            Tls lost = authority.trusting().showing(own.certificate(), folder.resolve("lost.key"));
            assertRefused(open(broker, lost), "there is no file");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_broker_that_hangs_up_at_our_certificate_without_a_word_may_have_refused_it(Version version)
            throws Exception {
        try (SilentRefusal broker = new SilentRefusal(good.atServer(), "")) {
            MqttTerms terms = new MqttTerms(
                    Optional.empty(),
                    version,
                    Optional.empty(),
                    Optional.of(128L << 10),
                    Optional.empty(),
                    Optional.empty());
            URI url = url(broker.port());
            assertRefused(
                    open(url, own.shown(), terms),
                    "127.0.0.1:" + broker.port() + " hung up before any answer",
                    "may have refused the certificate " + own.certificate() + " or our client id:",
                    "its policy lets this client id in");
            assertRefused(
                    open(url, authority.trusting(), terms),
                    "whether its policy lets our client id in",
                    "whether the broker wants a certificate of ours (tls)");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_secure_line_and_a_plain_one_are_told_from_each_other(Version version) throws Exception {
        MqttTerms terms = new MqttTerms(
                Optional.empty(), version, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        try (Mosquitto broker = start(good, false);
                Mosquitto plain = Mosquitto.start(folder.resolve("plain"))) {
            assertRefused(
                    open(URI.create("mqtt://127.0.0.1:" + broker.port()), Tls.STANDARD, terms),
                    "before any answer",
                    "where it speaks TLS, write mqtts://");
            assertRefused(open(url(plain.port()), authority.trusting(), terms), "speaks TLS");
        }
    }

    @Test
    void a_broker_that_nothing_leads_to_has_refused_no_certificate() {
        assertRefused(
                open(URI.create("mqtts://255.255.255.255"), own.shown(), MqttTerms.STANDARD),
                "no way to 255.255.255.255: check the network cable and the router");
    }
}
