package io.tidegate.clouds.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidegate.net.Tls;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.KafkaCloud;
import io.tidegate.site.KafkaCloud.Mechanism;
import io.tidegate.site.Secret;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.InMemoryOutbox;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who calls a broker, and how. Immutable.
 *
 * @param server a secure one begins with localhost
 */
record Visitor(String server, String topic, Optional<String> user, Mechanism mechanism, Tls tls, Duration timeout) {

    private static final BatchLimits BATCH = new BatchLimits(20, 16 * 1024);

    /** Without a log-in. */
    static Visitor of(String server, String topic, Duration timeout) {
        return new Visitor(server, topic, Optional.empty(), Mechanism.PLAIN, Tls.STANDARD, timeout);
    }

    Visitor at(String other) {
        return new Visitor(other, topic, user, mechanism, tls, timeout);
    }

    Visitor as(String name, Mechanism by) {
        return new Visitor(server, topic, Optional.of(name), by, tls, timeout);
    }

    Visitor by(Tls certificates) {
        return new Visitor(server, topic, user, mechanism, certificates, timeout);
    }

    KafkaSink open(Origin origin) {
        return new KafkaSink(
                new KafkaCloud(
                        Common.of("hq", timeout, BATCH),
                        List.of(server),
                        topic,
                        server.startsWith("localhost") || !tls.isStandard(),
                        user,
                        user.map(_ -> new Secret("${env:SECRET}", KafkaBroker.PASSWORD)),
                        mechanism,
                        false,
                        tls),
                origin);
    }

    void assertLetIn() throws Exception {
        try (Sink sink = open()) {
            assertEquals(List.of(), sink.deliver(entries(), false).rejected());
        }
    }

    String refusal() {
        try (Sink sink = open()) {
            return refusal(sink);
        }
    }

    static String refusal(Sink sink) {
        String words = assertThrows(UnavailableException.class, () -> sink.deliver(entries(), false))
                .getMessage();
        assertFalse(words.contains("s3cret"), words);
        return words;
    }

    static List<Entry> entries() {
        return new InMemoryOutbox().withReadings(2, "fridge-1").entries();
    }

    private Sink open() {
        return open(new Origin("corner-shop", "gw-1"));
    }
}
