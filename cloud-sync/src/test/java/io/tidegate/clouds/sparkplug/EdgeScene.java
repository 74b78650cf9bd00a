package io.tidegate.clouds.sparkplug;

import io.tidegate.observation.Entry;
import io.tidegate.testing.Mosquitto;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A broker, and a host application that hears the nodes of a group of its own in each test. */
abstract class EdgeScene {

    protected static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @TempDir
    static Path home;

    protected static Mosquitto broker;
    private static int tests;

    @TempDir
    protected Path data;

    protected String group;
    protected HostApplication host;

    @BeforeAll
    static void start_broker() throws Exception {
        broker = Mosquitto.start(home, "max_queued_messages 0");
    }

    @AfterAll
    static void stop_broker() {
        broker.close();
    }

    @BeforeEach
    void listen() throws Exception {
        group = "plant-" + ++tests;
        host = new HostApplication(broker, group);
    }

    @AfterEach
    void hang_up() {
        host.close();
    }

    protected final SparkplugSink open() {
        return EdgeNode.open(broker.url(), group, data);
    }

    protected static Entry temperature(long position, int secondsAgo) {
        return EdgeNode.temperature(position, "fridge-1", NOW.minusSeconds(secondsAgo));
    }
}
