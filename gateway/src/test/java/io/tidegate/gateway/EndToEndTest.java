package io.tidegate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Mosquitto;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, on real parts: a stranger's publisher, the gateway in its own JVM, Mosquitto as the cloud. */
class EndToEndTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void a_strangers_reading_is_on_the_page_and_in_the_cloud() throws Exception {
        try (Mosquitto cloud = Mosquitto.start(folder.resolve("cloud"));
                CloudInbox arrived = new CloudInbox(cloud.url(), "tidegate/corner-shop/gw-1/+");
                GatewayProcess gateway =
                        new GatewayProcess(folder, GatewayProcess.TO_THE_CLOUD.formatted(cloud.port()))) {
            gateway.start();
            MosquittoPub.publish(gateway.mqttPort(), "floor/fridge-9/temperature", "4.2");

            Awaiting.until(
                    "the reading is in the cloud",
                    PATIENCE,
                    () -> !arrived.payloads().isEmpty());
            String batch = arrived.payloads().getFirst();
            assertTrue(
                    batch.matches(
                            "\\[\\{\"id\":\"gw-1:1\",\"site\":\"corner-shop\",\"gateway\":\"gw-1\",\"kind\":\"reading\","
                                    + "\"device\":\"fridge-9\",\"time\":\"[0-9T:.-]{23}Z\",\"fields\":\\{\"temperature\":4.2}}]"),
                    batch);
            Awaiting.until("it is on the page", PATIENCE, () -> {
                String page = gateway.get("/");
                return page.contains("fridge-9") && page.contains("4.2");
            });
            assertEquals(143, gateway.terminate(), "a SIGTERM ends it orderly");
            assertTrue(gateway.output().contains("Tidegate has stopped."), gateway.output());
        }
    }

    @Test
    void numbers_are_read_as_the_site_file_says_that_they_are_written() throws Exception {
        String written = "    numbers: {decimal: comma, units: [\"\u00b0C\"]}\nsinks:";
        try (GatewayProcess gateway = new GatewayProcess(
                folder, GatewayProcess.TO_THE_CLOUD.formatted(1).replace("sinks:", written))) {
            gateway.start();
            MosquittoPub.publish(gateway.mqttPort(), "floor/fridge-9/temperature", "4,25 \u00b0C");
            MosquittoPub.publish(gateway.mqttPort(), "floor/fridge-9/note", "4,25 F");
            Awaiting.until("both are there", PATIENCE, () -> {
                String fridge = gateway.get("/api/v1/devices/fridge-9");
                return fridge.contains("\"temperature\":{\"value\":4.25,")
                        && fridge.contains("\"note\":{\"value\":\"4,25 F\",");
            });
        }
    }

    @Test
    void everything_acknowledged_arrives_although_the_cloud_was_away_and_the_gateway_was_killed() throws Exception {
        try (Mosquitto cloud = Mosquitto.start(folder.resolve("cloud"));
                GatewayProcess gateway =
                        new GatewayProcess(folder, GatewayProcess.TO_THE_CLOUD.formatted(cloud.port()))) {
            gateway.start();
            cloud.stop();
            Set<Integer> acknowledged;
            try (CountingPublisher publisher = new CountingPublisher("127.0.0.1", gateway.mqttPort())) {
                publisher.publishUntil(() -> publisher.acknowledged().size() >= 2_000);
                gateway.kill();
                acknowledged = publisher.acknowledged();
            }
            cloud.restart();
            try (CloudInbox arrived = new CloudInbox(cloud.url(), "tidegate/corner-shop/gw-1/reading")) {
                gateway.start();
                Awaiting.until(
                        "all " + acknowledged.size() + " acknowledged messages are in the cloud",
                        PATIENCE,
                        () -> arrived.numbers("n").containsAll(acknowledged));
                assertTrue(arrived.idsAreConsistent(), "one id never stands for two different entries");
            }
        }
    }
}
