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

/** A whole gateway whose site has a Mosquitto already ({@code mqtt.url}), and another Mosquitto as the cloud. */
class ExistingBrokerSiteTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void what_the_sites_broker_is_told_is_on_the_page_also_after_the_broker_was_away() throws Exception {
        try (Mosquitto broker = Mosquitto.start(folder.resolve("broker"));
                GatewayProcess gateway = GatewayProcess.readingFrom(broker, folder, GatewayProcess.FLOOR)) {
            gateway.start();
            MosquittoPub.publish(broker.port(), "floor/fridge-9/temperature", "4.2");
            Awaiting.until(
                    "the reading is on the page",
                    PATIENCE,
                    () -> gateway.get("/api/v1/devices/fridge-9").contains("4.2"));

            broker.stop();
            Awaiting.until("it is not ready", PATIENCE, () -> gateway.status("/health/ready") == 503);
            String page = gateway.get("/");
            assertTrue(page.contains("The MQTT broker cannot be reached"), page);
            assertTrue(page.contains("127.0.0.1:" + broker.port()), "it says which one: " + page);

            broker.restart();
            Awaiting.until("it is ready again", PATIENCE, () -> gateway.status("/health/ready") == 200);
            MosquittoPub.publish(broker.port(), "floor/fridge-9/temperature", "5.1");
            Awaiting.until(
                    "the next reading is on the page",
                    PATIENCE,
                    () -> gateway.get("/api/v1/devices/fridge-9").contains("5.1"));
        }
    }

    @Test
    void a_gateway_starts_while_the_sites_broker_is_away_and_says_so() throws Exception {
        try (Mosquitto broker = Mosquitto.start(folder.resolve("broker"))) {
            broker.stop();
            try (GatewayProcess gateway = GatewayProcess.readingFrom(broker, folder, GatewayProcess.FLOOR)) {
                gateway.begin();
                Awaiting.until("it lives", PATIENCE, () -> gateway.status("/health/live") == 200);
                assertEquals(503, gateway.status("/health/ready"));
                broker.restart();
                Awaiting.until("it is ready", PATIENCE, () -> gateway.status("/health/ready") == 200);
            }
        }
    }

    @Test
    void all_that_the_sites_broker_acknowledged_is_in_the_cloud_although_the_gateway_was_killed() throws Exception {
        try (Mosquitto broker = Mosquitto.start(folder.resolve("broker"), "max_queued_messages 0");
                Mosquitto cloud = Mosquitto.start(folder.resolve("cloud"));
                GatewayProcess gateway = GatewayProcess.readingFrom(
                        broker, folder, GatewayProcess.TO_THE_CLOUD.formatted(cloud.port()));
                CloudInbox arrived = new CloudInbox(cloud.url(), "tidegate/corner-shop/gw-1/reading")) {
            gateway.start();
            Set<Integer> acknowledged;
            try (CountingPublisher publisher = new CountingPublisher("127.0.0.1", broker.port())) {
                publisher.publishUntil(() -> publisher.acknowledged().size() >= 1_000);
                gateway.kill();
                publisher.publishUntil(() -> publisher.acknowledged().size() >= 2_000);
                acknowledged = publisher.acknowledged();
            }
            gateway.start();
            Awaiting.until(
                    "all " + acknowledged.size() + " acknowledged messages are in the cloud",
                    PATIENCE,
                    () -> arrived.numbers("n").containsAll(acknowledged));
            assertTrue(arrived.idsAreConsistent(), "one id never stands for two different entries");
        }
    }
}
