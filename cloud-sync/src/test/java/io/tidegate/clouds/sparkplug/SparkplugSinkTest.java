package io.tidegate.clouds.sparkplug;

import io.tidegate.net.Tls;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.observation.Value;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.site.SparkplugCloud;
import io.tidegate.sync.ForwardingSink;
import io.tidegate.sync.PlaceBehindALine;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.SinkContract;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.Line;
import io.tidegate.testing.Mosquitto;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract, whose entries are readings of their own number here: Sparkplug has no other id. The broker tells how large a
 * packet may be, since with QoS 0 it has no other way to refuse one.
 */
class SparkplugSinkTest extends SinkContract {

    @TempDir
    static Path home;

    private static Mosquitto broker;
    private static int tests;

    @TempDir
    Path folder;

    private String group;
    private HostApplication host;
    private Line line;

    @BeforeAll
    static void start_broker() throws Exception {
        broker = Mosquitto.start(home, "max_packet_size 6000", "max_queued_messages 0");
    }

    @AfterAll
    static void stop_broker() {
        broker.close();
    }

    @BeforeEach
    void listen() throws Exception {
        group = "shop-" + ++tests;
        host = new HostApplication(broker, group);
        line = new Line(broker.port());
    }

    @AfterEach
    void hang_up() throws Exception {
        line.close();
        host.close();
    }

    @Override
    protected Place place() {
        return new Server();
    }

    @Override
    protected Sink open() {
        SparkplugCloud usual =
                EdgeNode.config(List.of(URI.create("mqtt://127.0.0.1:" + line.port())), group, Optional.empty());
        return new Numbered(new SparkplugSink(
                new SparkplugCloud(
                        Common.of(usual.id(), timeout, BATCH),
                        usual.url(),
                        List.of(),
                        usual.group(),
                        usual.node(),
                        Optional.empty(),
                        usual.clientId(),
                        Optional.empty(),
                        Optional.empty(),
                        Tls.STANDARD,
                        false,
                        Optional.empty()),
                "1.2.3",
                folder.resolve("data"),
                Clock.systemUTC()));
    }

    private static final class Numbered extends ForwardingSink {

        private Numbered(Sink sink) {
            super(sink);
        }

        @Override
        public Settled deliver(List<Entry> batch, boolean late) throws UnavailableException, InterruptedException {
            return super.deliver(batch.stream().map(Numbered::number).toList(), late);
        }

        private static Entry number(Entry entry) {
            Observation seen = entry.observation();
            return seen.device().value().equals(POISON)
                    ? entry
                    : new Entry(
                            entry.position(),
                            entry.recordedAt(),
                            new Observation.Reading(
                                    seen.device(),
                                    entry.recordedAt().plusMillis(entry.position()),
                                    Map.of("number", Value.of(entry.position()))));
        }
    }

    private final class Server extends PlaceBehindALine {

        private Server() {
            super(line);
        }

        @Override
        public List<String> arrived() {
            Origin origin = ORIGIN;
            return host.numbers().stream()
                    .map(number -> origin.idOf(number.longValue()))
                    .toList();
        }
    }
}
