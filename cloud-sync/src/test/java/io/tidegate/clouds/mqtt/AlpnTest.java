package io.tidegate.clouds.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.MqttCloud;
import io.tidegate.site.MqttTerms;
import io.tidegate.site.MqttTerms.Version;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.InMemoryOutbox;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.Mosquitto;
import io.tidegate.testing.TestAuthority;
import io.tidegate.testing.TestAuthority.CertificateRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A port that serves several protocols, with a real Mosquitto behind one of them. */
class AlpnTest {

    private static final String PROTOCOL = "x-amzn-mqtt-ca";

    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static Mosquitto broker;

    private final List<Entry> batch =
            new InMemoryOutbox().withReadings(3, "fridge-1").entries();

    @BeforeAll
    static void start() throws Exception {
        authority = TestAuthority.in(folder.resolve("authority"));
        broker = Mosquitto.start(folder.resolve("broker"));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static AlpnDoor door(CertificateRequest request) throws Exception {
        return new AlpnDoor(authority.issue(request).atServer(), PROTOCOL, broker.port());
    }

    private static Sink open(URI url, Version version, Optional<String> protocol) {
        return new MqttSink(
                new MqttCloud(
                        Common.of("hq", Duration.ofSeconds(20), BatchLimits.DEFAULT),
                        url,
                        "tidegate/{kind}",
                        "tidegate-gw-1-hq",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        authority.trusting(),
                        new MqttTerms(
                                Optional.empty(),
                                version,
                                protocol,
                                Optional.of(128L << 10),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.empty()),
                new Origin("corner-shop", "gw-1"),
                Clock.systemUTC());
    }

    private void assertRefused(Sink sink, String words) {
        try (sink) {
            UnavailableException refusal = assertThrows(UnavailableException.class, () -> sink.deliver(batch, false));
            assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_names_the_protocol_is_let_in(Version version) throws Exception {
        try (AlpnDoor door = door(CertificateRequest.server("door"));
                Sink sink = open(door.url(), version, Optional.of(PROTOCOL))) {
            assertEquals(Settled.all(batch, List.of()), sink.deliver(batch, false));
            assertEquals(List.of(PROTOCOL), door.asked());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_protocol_that_is_not_there_is_told_so(Version version) throws Exception {
        try (AlpnDoor door = door(CertificateRequest.server("door"))) {
            assertRefused(open(door.url(), version, Optional.of("mqtt")), "check alpn of this sink");
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_name_in_the_certificate_is_looked_at_all_the_same(Version version) throws Exception {
        try (AlpnDoor door = door(CertificateRequest.server("elsewhere").at("other.example"))) {
            assertRefused(open(door.url(), version, Optional.of(PROTOCOL)), "is not for that name");
        }
    }

    @Test
    void who_names_none_gets_nowhere() throws Exception {
        try (AlpnDoor door = door(CertificateRequest.server("door"))) {
            assertRefused(open(door.url(), Version.V5, Optional.empty()), "check");
            assertEquals(List.of(), door.asked());
        }
    }
}
