package io.tidegate.clouds.sparkplug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tidegate.clouds.sparkplug.HostApplication.Heard;
import io.tidegate.sync.Courier;
import io.tidegate.sync.InMemoryOutbox;
import io.tidegate.sync.SinkStatus;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.FreePort;
import io.tidegate.testing.Mosquitto;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The node waits for its primary host, and goes to the server where it is. What stands as {@code tck-id} is what the official tests
 * of primary hosts and of several servers judge by, in their order.
 */
class PrimaryHostTest {

    private static final String GROUP = "plant";
    private static final String SCADA = "scada";

    @TempDir
    Path folder;

    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private Mosquitto first;
    private HostApplication atFirst;

    @BeforeEach
    void start() throws Exception {
        first = Mosquitto.start(folder.resolve("first"));
        atFirst = new HostApplication(first, GROUP);
    }

    @AfterEach
    void stop() {
        atFirst.close();
        first.close();
    }

    private Courier start(String... servers) {
        List<URI> all = List.of(servers).stream().map(URI::create).toList();
        return Courier.start(
                new Courier.Duty(
                        "scada",
                        "sparkplug",
                        servers[0],
                        EdgeNode.config(all, GROUP, Optional.of(SCADA)).batch(),
                        false),
                EdgeNode.open(EdgeNode.config(all, GROUP, Optional.of(SCADA)), folder.resolve("data")),
                outbox,
                Clock.systemUTC());
    }

    private static void awaitRefusal(Courier courier) {
        Awaiting.until("the host is missed", () -> courier.status().state() instanceof SinkStatus.Waiting);
    }

    @Test
    void nothing_is_born_before_the_host_is_there_and_all_ends_when_it_goes() throws Exception {
        outbox.withReadings(1, "fridge-1");
        atFirst.state("another", true, 9_000);
        atFirst.state(SCADA, false, 2_000);
        try (Courier courier = start(first.url())) {
            awaitRefusal(courier);
            assertEquals(
                    "the host application scada is not online at 127.0.0.1: check that it runs, and primaryHost of this sink",
                    courier.status().lastError().orElseThrow());
            assertEquals(
                    List.of(),
                    atFirst.settled(),
                    "tck-id-message-flow-edge-node-birth-publish-phid-wait, -wait-id, -wait-online");

            atFirst.state(SCADA, true, 2_000);
            atFirst.await("DDATA fridge-1", 1);
            assertEquals(List.of("NBIRTH", "DBIRTH fridge-1", "DDATA fridge-1"), atFirst.titles());

            atFirst.state(SCADA, false, 1_999);
            atFirst.askForRebirth(EdgeNode.NODE);
            atFirst.await("NBIRTH", 2);
            // tck-id-operational-behavior-edge-node-termination-host-offline-timestamp
            assertFalse(atFirst.titles().contains("NDEATH"), "an old word ended it");

            atFirst.state(SCADA, false, 2_000);
            // tck-id-operational-behavior-edge-node-termination-host-offline: the node's own, and the will.
            atFirst.await("NDEATH", 2);
            awaitRefusal(courier);
            atFirst.state(SCADA, true, 1_999);
            atFirst.state(SCADA, true, 3_000);
            Heard born = atFirst.await("NBIRTH", 3);
            // tck-id-message-flow-edge-node-birth-publish-phid-wait-timestamp
            assertEquals(1, born.birthCount(), "one CONNECT more, and none for the old word");
            outbox.withReadings(1, "fridge-1");
            atFirst.await("DDATA fridge-1", 2);
        }
    }

    @Test
    void the_node_goes_to_the_server_where_the_host_is() throws Exception {
        Path other = folder.resolve("second");
        try (Mosquitto second = Mosquitto.start(other);
                HostApplication atSecond = new HostApplication(second, GROUP)) {
            atFirst.state(SCADA, false, 1_000);
            atSecond.state(SCADA, true, 1_000);
            String nobody = "mqtt://127.0.0.1:" + FreePort.find();
            try (Courier courier = start(nobody, first.url(), second.url())) {
                outbox.withReadings(1, "fridge-1");
                atSecond.await("DDATA fridge-1", 1);
                assertFalse(atFirst.titles().contains("NBIRTH"));

                atFirst.state(SCADA, true, 2_000);
                atSecond.state(SCADA, false, 2_000);
                atFirst.await("DBIRTH fridge-1", 1);
                atSecond.await("NDEATH", 2);
                outbox.withReadings(1, "fridge-1");
                atFirst.await("DDATA fridge-1", 1);
                assertEquals(1, atSecond.heard("NBIRTH").size());
                Awaiting.until("both are proved", () -> courier.status().delivered() == 2);
            }
        }
    }

    @Test
    void it_stays_where_its_host_is_and_walks_on_only_when_the_host_goes() throws Exception {
        try (Mosquitto second = Mosquitto.start(folder.resolve("second"));
                HostApplication atSecond = new HostApplication(second, GROUP)) {
            outbox.withReadings(1, "fridge-1");
            atFirst.state(SCADA, true, 1_000);
            try (Courier courier = start(first.url(), second.url())) {
                atFirst.await("DDATA fridge-1", 1);
                atSecond.state(SCADA, true, 1_000);
                atFirst.state(SCADA, false, 1_000);
                // tck-id-operational-behavior-primary-application-state-with-multiple-servers-walk
                atFirst.await("NDEATH", 2);
                atSecond.await("DBIRTH fridge-1", 1);

                atFirst.state(SCADA, true, 2_000);
                atSecond.askForRebirth(EdgeNode.NODE);
                atSecond.await("NBIRTH", 2);
                assertEquals(
                        1,
                        atFirst.heard("NBIRTH").size(),
                        "tck-id-operational-behavior-primary-application-state-with-multiple-servers-single-server");

                atSecond.state(SCADA, false, 1_000);
                // tck-id-operational-behavior-edge-node-birth-sequence-wait
                atFirst.await("DBIRTH fridge-1", 2);
                assertEquals(
                        List.of("NBIRTH", "DBIRTH fridge-1", "DDATA fridge-1", "NBIRTH", "DBIRTH fridge-1"),
                        atFirst.settled().stream()
                                .map(Heard::title)
                                .filter(title -> !title.contains("DEATH"))
                                .toList());
                assertEquals(1, courier.status().delivered(), "nothing twice");
            }
        }
    }
}
