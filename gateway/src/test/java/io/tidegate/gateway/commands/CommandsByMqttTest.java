package io.tidegate.gateway.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.clouds.Clouds;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.sync.Courier;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Mosquitto;
import io.tidegate.testing.MqttSubscriber;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From {@code mosquitto_pub} by a real Mosquitto to a device, and back to {@code mosquitto_sub}. The device is the test. */
class CommandsByMqttTest {

    private static final String ON = "{\"id\":\"c-1\",\"command\":\"switch\",\"device\":\"fan\",\"set\":{\"on\":true}}";

    @TempDir
    Path folder;

    private Mosquitto broker;
    private MqttSubscriber cloud;

    @BeforeEach
    void start() throws Exception {
        broker = Mosquitto.start(folder.resolve("broker"));
        cloud = new MqttSubscriber(broker, "probe", List.of("-t", "t/result", "-t", "t/command", "-t", "t/fault"));
    }

    @AfterEach
    void stop() {
        cloud.close();
        broker.close();
    }

    private CommandSite site() throws Exception {
        return new CommandSite(Files.createDirectories(folder.resolve("site")), broker.url(), CommandSite.ALL);
    }

    /** Connected: before its first time the broker keeps nothing for it. */
    private Courier courier(CommandSite site) throws InterruptedException {
        Clouds clouds = new Clouds(new Origin("shop", "gw-1"), "1.2.3", folder);
        Courier courier = Courier.start(
                Courier.Duty.of(site.sink()),
                clouds.open(site.sink(), site.desk()),
                site.journal().outbox("hq"),
                Clock.systemUTC());
        long before = count("silent");
        site.journal().record(List.of(new Observation.Fault(new DeviceId("fridge"), site.now, "silent")));
        Awaiting.until("it delivers", () -> count("silent") > before);
        return courier;
    }

    private void publish(String payload) throws Exception {
        cloud.publish("t/do", payload.getBytes(StandardCharsets.UTF_8), "-q", "1");
    }

    private void awaitOnTheTopic(String words, int times) {
        Awaiting.until(times + " times " + words + ", not " + cloud.lines(), () -> count(words) >= times);
        assertEquals(times, count(words), cloud.lines().toString());
    }

    private long count(String words) {
        return cloud.lines().stream()
                .mapToLong(line -> (line.length() - line.replace(words, "").length()) / words.length())
                .sum();
    }

    @Test
    void a_command_is_answered_by_an_entry_that_comes_as_all_others() throws Exception {
        try (CommandSite site = site();
                Courier courier = courier(site)) {
            publish(ON);
            awaitOnTheTopic("\"result\":{\"id\":\"c-1\",\"command\":\"switch\",\"outcome\":\"done\"}", 1);
            awaitOnTheTopic("\"command\":" + ON, 1);
            assertEquals(List.of("fan on=true"), site.told);
            assertFalse(cloud.lines().isEmpty());
            publish("{\"id\":\"c-2\",\"command\":\"switch\",\"device\":\"saw\",\"set\":{\"on\":true}}");
            awaitOnTheTopic("\"outcome\":\"declined\"", 1);
            publish(ON);
            publish("{\"id\":\"r-1\",\"command\":\"report\",\"report\":\"status\"}");
            awaitOnTheTopic("\"answer\":{\"report\":\"status\"}", 1);
            assertEquals(1, site.told.size());
            assertTrue(courier.status().lastError().isEmpty());
        }
    }

    @Test
    void what_is_asked_while_the_gateway_is_off_is_done_once_when_it_is_back() throws Exception {
        try (CommandSite site = site()) {
            try (Courier _ = courier(site)) {
                publish(ON);
                awaitOnTheTopic("\"outcome\":\"done\"", 1);
            }
            publish(ON.replace("c-1", "c-2"));
            publish(ON);
            publish(ON.replace("c-1", "c-3").replace("}}", "},\"expires\":\"2026-11-29T11:00:00Z\"}"));
            site.reopen();
            try (Courier _ = courier(site)) {
                awaitOnTheTopic("\"outcome\":\"done\"", 2);
                awaitOnTheTopic("\"outcome\":\"expired\"", 1);
                assertEquals(2, site.told.size());
            }
        }
    }
}
