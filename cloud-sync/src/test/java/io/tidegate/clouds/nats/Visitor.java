package io.tidegate.clouds.nats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidegate.net.Tls;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.NatsCloud;
import io.tidegate.site.Secret;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.InMemoryOutbox;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A sink that comes to a server with a few entries, by whatever lets it in. Immutable. */
record Visitor(String url, Optional<String> user, Optional<String> token, Optional<String> credentials, Tls tls) {

    static final String PASSWORD = "s3cret";

    private static final List<Entry> BATCH =
            new InMemoryOutbox().withReadings(3, "fridge-1").entries();

    /** By nothing. */
    static Visitor at(String url) {
        return new Visitor(url, Optional.empty(), Optional.empty(), Optional.empty(), Tls.STANDARD);
    }

    /** By that name and {@link #PASSWORD}. */
    Visitor named(String name) {
        return new Visitor(url, Optional.of(name), token, credentials, tls);
    }

    Visitor with(String itsToken) {
        return new Visitor(url, user, Optional.of(itsToken), credentials, tls);
    }

    /** @param file what a credentials file holds */
    Visitor signingBy(String file) {
        return new Visitor(url, user, token, Optional.of(file), tls);
    }

    Visitor by(Tls certificates) {
        return new Visitor(url, user, token, credentials, certificates);
    }

    private static Secret secret(String text) {
        return new Secret("${env:SECRET}", text);
    }

    Sink open() {
        return new NatsSink(
                new NatsCloud(
                        Common.of("hq", Duration.ofSeconds(20), BatchLimits.DEFAULT),
                        URI.create(url),
                        "tidegate.{kind}",
                        NatsServer.STREAM,
                        user,
                        user.map(_ -> secret(PASSWORD)),
                        token.map(Visitor::secret),
                        credentials.map(Visitor::secret),
                        tls),
                new Origin("corner-shop", "gw-1"));
    }

    void assertLetIn() throws Exception {
        try (Sink sink = open()) {
            assertLetIn(sink);
        }
    }

    static void assertLetIn(Sink open) throws Exception {
        assertEquals(Settled.all(BATCH, List.of()), open.deliver(BATCH, false));
    }

    String refusal() {
        try (Sink sink = open()) {
            String words = assertThrows(UnavailableException.class, () -> sink.deliver(BATCH, false))
                    .getMessage();
            assertFalse(words.contains(PASSWORD), words);
            return words;
        }
    }
}
