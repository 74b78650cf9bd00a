package io.tidegate.devices.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.devices.Devices;
import io.tidegate.devices.TestBox;
import io.tidegate.driver.Conditioning;
import io.tidegate.driver.DeviceException;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.Watch;
import io.tidegate.driver.contract.Gadget;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation.Reading;
import io.tidegate.observation.Value;
import io.tidegate.site.MqttDevice;
import io.tidegate.site.MqttNumbers;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Mosquitto;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole way in, from a device's PUBLISH by a real Mosquitto to the journal, while parts of it go away. */
class ExistingBrokerTest {

    private static final MqttDevice FLOOR =
            new MqttDevice(new DeviceId("floor"), "floor/{device}/{metric}", Optional.empty(), MqttNumbers.AS_JSON);
    private static final String TOPIC = "floor/counter/n";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final RememberingRecorder journal = new RememberingRecorder();
    private Mosquitto mosquitto;
    private PahoBroker broker;
    private Watch watch;

    @BeforeEach
    void start() throws Exception {
        mosquitto = Mosquitto.start(folder.resolve("broker"), "max_queued_messages 0", "max_inflight_messages 1000");
        startGateway();
        Awaiting.until("it is connected", () -> broker.status().trouble().isEmpty());
    }

    private void startGateway() throws Exception {
        broker = Clients.open(mosquitto.url(), "gateway", List.of(Devices.filters(FLOOR)));
        watch = new Devices(broker, Conditioning.none(), Clock.systemUTC(), TestBox.ANY).watch(FLOOR, journal);
    }

    private void stopGateway() {
        watch.close();
        broker.close();
    }

    @AfterEach
    void stop() {
        journal.release();
        stopGateway();
        mosquitto.close();
    }

    private List<Integer> recorded() {
        return journal.seen().stream()
                .filter(Reading.class::isInstance)
                .map(each -> ((Reading) each).fields().get("n"))
                .map(value -> (int) ((Value.Numeric) value).value())
                .toList();
    }

    private void publish(int from, int count) throws Exception {
        try (Gadget gadget = new Gadget(mosquitto.url(), "counter")) {
            for (int i = from; i < from + count; i++) {
                gadget.send(TOPIC, String.valueOf(i), 1);
            }
            gadget.awaitAcknowledged(count);
        }
    }

    /** 0, 1, 2, ..., each once. */
    private void assertCounted(int count) {
        List<Integer> recorded = recorded();
        for (int i = 0; i < Math.min(count, recorded.size()); i++) {
            assertEquals(i, recorded.get(i), "in place " + i + " of " + recorded.size());
        }
        assertEquals(count, recorded.size());
    }

    @Test
    void what_filled_up_while_the_gateway_was_away_is_recorded_once_and_in_order() throws Exception {
        stopGateway();
        publish(0, 20_000);
        startGateway();
        Awaiting.until("all is recorded", PATIENCE, () -> recorded().size() >= 20_000);
        assertCounted(20_000);
        stopGateway();
        publish(20_000, 1);
        startGateway();
        Awaiting.until("the last one is recorded", () -> recorded().contains(20_000));
        // What the gateway could not acknowledge any more when it stopped comes again.
        assertEquals(20_001, new HashSet<>(recorded()).size());
    }

    @Test
    void the_broker_may_keep_what_filled_up_over_a_stop_of_its_own() throws Exception {
        stopGateway();
        publish(0, 5_000);
        mosquitto.stop();
        startGateway();
        Awaiting.until("the fault is recorded", () -> !journal.seen().isEmpty());
        mosquitto.restart();
        Awaiting.until("all is recorded", PATIENCE, () -> recorded().size() >= 5_000);
        assertCounted(5_000);
    }

    @Test
    void what_had_arrived_and_was_not_on_disk_comes_again_after_the_gateway_ended() throws Exception {
        journal.hold();
        publish(0, 3_000);
        Awaiting.until(
                "as many as the broker gives have come", () -> broker.status().received() >= 1_000);
        broker.close();
        watch.close();
        startGateway();
        Awaiting.until("they have come again", () -> broker.status().received() >= 1_000);
        assertEquals(List.of(), recorded());
        journal.release();
        Awaiting.until("all is recorded", PATIENCE, () -> new HashSet<>(recorded()).size() == 3_000);
    }

    @Test
    void a_broker_that_restarts_within_a_commit_doubles_nothing() throws Exception {
        journal.hold();
        publish(0, 3_000);
        Awaiting.until(
                "as many as the broker gives have come", () -> broker.status().received() >= 1_000);
        mosquitto.stop();
        mosquitto.restart();
        Awaiting.until("they have come again", () -> broker.status().received() >= 2_000);
        journal.release();
        Awaiting.until("all is recorded", PATIENCE, () -> new HashSet<>(recorded()).size() >= 3_000);
        publish(3_000, 1);
        Awaiting.until("the last one is recorded", () -> recorded().contains(3_000));
        // On a slow machine the driver may give the broker up before it is back: then what it had comes again.
        if (watch.status().faults() == 0) {
            assertCounted(3_001);
        }
    }

    @Test
    void nothing_the_broker_took_is_lost_while_it_restarts_and_freezes_under_load() throws Exception {
        Set<Integer> taken = ConcurrentHashMap.newKeySet();
        CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> publishWithPatience(taken));
        for (int round = 1; round <= 3; round++) {
            int enough = round * 1_000;
            Awaiting.until("some more are taken", PATIENCE, () -> taken.size() > enough);
            mosquitto.stop();
            mosquitto.restart();
            Awaiting.until("it goes on", PATIENCE, () -> taken.size() > enough + 500);
            mosquitto.freeze();
            mosquitto.thaw();
        }
        publishing.join();
        assertEquals(5_000, taken.size());
        Awaiting.until("all is recorded", PATIENCE, () -> new HashSet<>(recorded()).containsAll(taken));
        Awaiting.until("all is counted", () -> watch.status().recorded() >= 5_000);
    }

    /** A device that keeps each number until the broker has taken it. */
    private void publishWithPatience(Set<Integer> taken) {
        try (PahoBroker device = Clients.open(mosquitto.url(), "counter", List.of())) {
            for (int i = 0; i < 5_000; i++) {
                int number = i;
                Awaiting.until("the broker takes it", PATIENCE, () -> isTaken(device, number));
                taken.add(number);
            }
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private static boolean isTaken(PahoBroker device, int number) throws InterruptedException {
        try {
            device.publish(TOPIC, String.valueOf(number).getBytes(UTF_8), false);
            return true;
        } catch (DeviceException away) {
            return false;
        }
    }
}
