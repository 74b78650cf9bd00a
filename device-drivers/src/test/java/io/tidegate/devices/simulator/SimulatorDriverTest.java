package io.tidegate.devices.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.devices.Devices;
import io.tidegate.devices.TestBox;
import io.tidegate.devices.mqtt.Clients;
import io.tidegate.devices.mqtt.PahoBroker;
import io.tidegate.driver.Conditioning;
import io.tidegate.driver.DeviceException;
import io.tidegate.driver.HandPublisher;
import io.tidegate.driver.RememberingRecorder;
import io.tidegate.driver.Watch;
import io.tidegate.driver.WatchStatus.Down;
import io.tidegate.driver.WatchStatus.Up;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.site.MqttDevice;
import io.tidegate.site.MqttNumbers;
import io.tidegate.site.SimulatorDevice;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.HandClock;
import io.tidegate.testing.Mosquitto;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorDriverTest {

    private static final String TOPIC = "floor/{device}/{metric}";
    private static final MqttDevice FLOOR =
            new MqttDevice(new DeviceId("floor"), TOPIC, Optional.empty(), MqttNumbers.AS_JSON);

    @TempDir
    Path folder;

    private static SimulatorDevice simulator(String topic) {
        return new SimulatorDevice(new DeviceId("pretended-shop"), topic, 1, Duration.ofMillis(100));
    }

    @Test
    void the_pretended_shop_comes_in_by_real_mqtt_and_survives_the_brokers_restart() throws Exception {
        RememberingRecorder journal = new RememberingRecorder();
        Clock clock = Clock.systemUTC();
        try (Mosquitto mosquitto = Mosquitto.start(folder);
                PahoBroker ours = Clients.connected(mosquitto.url(), "gateway");
                Watch floor = new Devices(ours, Conditioning.none(), clock, TestBox.ANY).watch(FLOOR, journal);
                Watch shop =
                        new Devices(ours, Conditioning.none(), clock, TestBox.ANY).watch(simulator(TOPIC), journal)) {
            Awaiting.until(
                    "all devices are seen",
                    () -> devices(journal)
                            .containsAll(Set.of("fridge-1", "fridge-2", "freezer-1", "shop-air", "mill-1", "meter")));
            assertEquals(List.of(), journal.parked());

            mosquitto.stop();
            Awaiting.until("the shop is silent", () -> shop.status().state() instanceof Down);
            mosquitto.restart();
            Awaiting.until("the shop speaks again", () -> shop.status().state() instanceof Up);
            Awaiting.until("the floor hears", () -> floor.status().state() instanceof Up);
            int before = journal.seen().size();
            Awaiting.until("news comes in", () -> journal.seen().size() > before + 10);
        }
    }

    private static Set<String> devices(RememberingRecorder journal) {
        return journal.seen().stream()
                .filter(Observation.Reading.class::isInstance)
                .map(each -> each.device().value())
                .collect(Collectors.toSet());
    }

    @Test
    void a_scan_is_published_as_the_mqtt_driver_reads_it() throws Exception {
        HandClock clock = new HandClock();
        HandPublisher publisher = new HandPublisher();
        SimulatorDriver driver = new SimulatorDriver(simulator(TOPIC), publisher, clock);
        for (int minute = 0; minute < 600; minute++) {
            clock.pass(Duration.ofMinutes(1));
            assertEquals(List.of(), driver.poll());
        }
        assertTrue(
                publisher.published.stream()
                        .anyMatch(each ->
                                each.matches("floor/till-1/scan \\{\"scan\":\"\\d{13}\",\"symbology\":\"ean-13\"}")),
                "some customer came in ten hours");
        assertTrue(publisher.published.stream()
                .anyMatch(each -> each.startsWith("floor/fridge-1/state {\"temperature\":")));
    }

    @Test
    void a_topic_that_merges_all_devices_is_refused_with_words() {
        HandPublisher publisher = new HandPublisher();
        DeviceException refused = assertThrows(
                DeviceException.class, () -> new SimulatorDriver(simulator("floor/state"), publisher, new HandClock()));
        assertTrue(publisher.closed);
        assertTrue(String.valueOf(refused.getMessage()).contains("{device}"), refused.getMessage());
    }
}
