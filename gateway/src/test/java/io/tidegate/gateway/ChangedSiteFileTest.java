package io.tidegate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Mosquitto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site file that is edited while its gateway, a process of its own, runs. */
class ChangedSiteFileTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String FLOOR = """
            devices:
              - {id: box, driver: host, interval: 1 s}
              - {id: floor, driver: mqtt, topic: "floor/{device}/{metric}"}
            sinks:
              - {id: hq, type: mqtt, url: "mqtt://127.0.0.1:%d", topic: "tidegate/{site}/{gateway}/{kind}"}
            """;

    @TempDir
    Path folder;

    @Test
    void no_reading_is_lost_or_doubled_while_topics_change_again_and_again() throws Exception {
        try (Mosquitto cloud = Mosquitto.start(folder.resolve("cloud"));
                CloudInbox arrived = new CloudInbox(cloud.url(), "tidegate/corner-shop/gw-1/reading");
                GatewayProcess gateway = new GatewayProcess(folder, FLOOR.formatted(cloud.port()))) {
            gateway.start();
            Set<Integer> acknowledged;
            try (CountingPublisher publisher = new CountingPublisher("127.0.0.1", gateway.mqttPort())) {
                for (int round = 1; round <= 6; round++) {
                    int enough = round * 500;
                    publisher.publishUntil(() -> publisher.acknowledged().size() >= enough);
                    String topic = round % 2 == 1 ? "+/{device}/{metric}" : "floor/{device}/{metric}";
                    gateway.edit(FLOOR.formatted(cloud.port()).replace("floor/{device}/{metric}", topic));
                    gateway.hangUp();
                    publisher.publishUntil(() -> publisher.acknowledged().size() >= enough + 100
                            && gateway.get("/api/v1/site").contains(topic));
                }
                acknowledged = publisher.acknowledged();
            }
            Awaiting.until(
                    "all " + acknowledged.size() + " are in the cloud",
                    PATIENCE,
                    () -> arrived.numbers("n").containsAll(acknowledged));
            assertEquals(Map.of(), doubled(arrived.recorded("n")));
            assertEquals(143, gateway.terminate());
        }
    }

    /** Numbers that several entries have, with the ids of these. */
    private static Map<Integer, List<String>> doubled(Map<String, Integer> recorded) {
        Map<Integer, List<String>> byNumber = recorded.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        byNumber.values().removeIf(ids -> ids.size() == 1);
        return byNumber;
    }

    @Test
    void a_file_with_a_mistake_changes_nothing_and_says_where_it_is() throws Exception {
        try (GatewayProcess gateway = new GatewayProcess(folder, FLOOR.formatted(1))) {
            gateway.start();
            gateway.edit(
                    FLOOR.formatted(1).replace("driver: mqtt", "driver: mtqq").replace("id: box", "id: board"));
            GatewayProcess.Told applied = gateway.post("/api/v1/site/apply");
            assertEquals(422, applied.status());
            assertTrue(applied.body().contains("devices[1].driver: 'mtqq' is not known"), applied.body());
            assertTrue(gateway.get("/site").contains("devices[1].driver: "));
            MosquittoPub.publish(gateway.mqttPort(), "floor/fridge-9/temperature", "4.2");
            Awaiting.until(
                    "it is read as before",
                    PATIENCE,
                    () -> gateway.get("/api/v1/devices/fridge-9").contains("4.2"));
            assertTrue(gateway.get("/api/v1/site").contains("id: box"));
        }
    }

    @Test
    void a_reload_while_it_starts_waits_for_the_start() throws Exception {
        try (GatewayProcess gateway = new GatewayProcess(folder, "devices: []\n")) {
            gateway.begin();
            Awaiting.until("its data is opened", PATIENCE, () -> Files.exists(folder.resolve("data/lock")));
            gateway.edit(FLOOR.formatted(1));
            gateway.hangUp();
            gateway.awaitReady();
            Awaiting.until(
                    "the change is applied",
                    PATIENCE,
                    () -> gateway.get("/api/v1/site").contains("id: floor"));
        }
    }

    @Test
    void a_cloud_and_a_device_come_and_go() throws Exception {
        try (Mosquitto cloud = Mosquitto.start(folder.resolve("cloud"));
                CloudInbox arrived = new CloudInbox(cloud.url(), "tidegate/corner-shop/gw-1/reading");
                GatewayProcess gateway = new GatewayProcess(folder, "devices: []\n")) {
            gateway.start();
            gateway.edit(FLOOR.formatted(cloud.port()));
            GatewayProcess.Told applied = gateway.post("/api/v1/site/apply");
            assertEquals(200, applied.status(), applied.body());
            assertTrue(applied.body().contains("\"devices\":{\"added\":[\"box\",\"floor\"]"), applied.body());
            MosquittoPub.publish(gateway.mqttPort(), "floor/fridge-9/temperature", "4.2");
            Awaiting.until(
                    "it is in the cloud",
                    PATIENCE,
                    () -> arrived.payloads().toString().contains("\"temperature\":4.2"));

            gateway.edit("web: {host: 127.0.0.1, port: 8099}\ndevices: []\n");
            assertEquals(422, gateway.post("/api/v1/site/apply").status(), "a section twice is a mistake");
            gateway.edit("history: {embedded: {minutes: 10 d}}\ndevices: []\n");
            String last = gateway.post("/api/v1/site/apply").body();
            assertTrue(last.contains("\"sinks\":{\"added\":[],\"changed\":[],\"removed\":[\"hq\"]}"), last);
            assertTrue(last.contains("\"atRestart\":[\"history\"]"), last);
            assertEquals("[]", gateway.get("/api/v1/sinks"));
            Awaiting.until(
                    "nothing is kept for the cloud that has gone",
                    PATIENCE,
                    () -> !gateway.get("/api/v1/journal").contains("\"hq\""));
        }
    }
}
