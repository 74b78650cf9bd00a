package io.tidegate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.siteversions.SiteText;
import io.tidegate.gateway.siteversions.Start;
import io.tidegate.gateway.siteversions.Trial;
import io.tidegate.gateway.siteversions.Verdict;
import io.tidegate.gateway.siteversions.Who;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.FreePort;
import io.tidegate.testing.Mosquitto;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running gateway whose site file is changed from elsewhere, with a real broker as its cloud. */
class SiteTrialTest {

    private static final Who CLOUD = Who.cloud("hq", "4711");

    /** Of what will not run well however long one looks; and of what will, as soon as the test lets it. */
    private static final Duration SHORT = Duration.ofSeconds(5);

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Mosquitto cloud;
    private Gateway gateway;
    private String site;

    @BeforeEach
    void startCloud() throws Exception {
        cloud = Mosquitto.start(folder.resolve("cloud"));
        site = """
                site:    {id: shop}
                gateway: {id: gw-1, data: ./data}
                web:     {port: 0}
                mqtt:    {embedded: {port: 0}}
                devices:
                  - {id: floor, driver: mqtt, topic: "floor/{device}/{metric}"}
                sinks:
                  - {id: hq, type: mqtt, url: "mqtt://127.0.0.1:%d", topic: "tidegate/{kind}", timeout: 1 s}
                """.formatted(cloud.port());
    }

    /** @param patience after which a version is taken back */
    private void start(Duration patience) throws Exception {
        SiteText source = SiteText.in(Files.writeString(folder.resolve("site.yaml"), site));
        gateway = Gateway.start(Start.by(source), source, new Trial.Limits(patience, Duration.ofMillis(100)));
    }

    @AfterEach
    void end() {
        gateway.close();
        cloud.close();
        http.close();
    }

    private static Verdict decided(CompletionStage<Verdict> stage) throws Exception {
        return stage.toCompletableFuture().get(1, TimeUnit.MINUTES);
    }

    private String get(String path) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(gateway.page().resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void record(String value) throws Exception {
        HttpRequest post = HttpRequest.newBuilder(URI.create(gateway.page() + "api/v1/observations"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"device\":\"oven\",\"fields\":{\"n\":" + value + "}}"))
                .build();
        assertEquals(
                200, http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode());
    }

    private boolean isTrying() throws Exception {
        return get("/api/v1/site/versions").contains("\"trying\"");
    }

    @Test
    void a_change_that_cuts_the_only_cloud_off_is_taken_back_and_the_cloud_gets_all_that_came_meanwhile()
            throws Exception {
        start(SHORT);
        try (CloudInbox arrived = new CloudInbox(cloud.url(), "tidegate/reading")) {
            record("1");
            Awaiting.until("it is there", () -> arrived.numbers("n").contains(1));
            String nowhere = site.replace(":" + cloud.port(), ":" + FreePort.find());
            CompletionStage<Verdict> verdict = gateway.siteFile().propose(nowhere, CLOUD);
            Awaiting.until("it is being tried", this::isTrying);
            record("2");
            Verdict.Reverted taken = assertInstanceOf(Verdict.Reverted.class, decided(verdict));
            assertTrue(taken.reason().startsWith("no cloud can be reached any more, sink 'hq'"), taken.reason());
            record("3");
            Awaiting.until("all is there", () -> arrived.numbers("n").containsAll(List.of(1, 2, 3)));
            assertEquals(site, Files.readString(folder.resolve("site.yaml")));
            assertTrue(get("/site").contains("no cloud can be reached any more"));
        }
    }

    @Test
    void a_cloud_that_is_removed_keeps_its_place_and_a_new_one_gets_nothing_until_it_is_certain() throws Exception {
        start(LONG);
        try (Mosquitto other = Mosquitto.start(folder.resolve("other"));
                CloudInbox early = new CloudInbox(other.url(), "tidegate/reading")) {
            record("1");
            Awaiting.until("it is delivered", () -> get("/api/v1/sinks").contains("\"backlog\":0"));
            other.freeze();
            String moved = site.replace("{id: hq,", "{id: hq2,").replace(":" + cloud.port(), ":" + other.port());
            CompletionStage<Verdict> verdict = gateway.siteFile().propose(moved, CLOUD);
            Awaiting.until("it is being tried", () -> get("/api/v1/sinks").contains("hq2"));
            String readers = get("/api/v1/journal");
            assertTrue(readers.contains("\"hq\""), readers);
            assertTrue(!readers.contains("\"hq2\""), readers);
            other.thaw();
            assertInstanceOf(Verdict.Committed.class, decided(verdict));
            Awaiting.until(
                    "it has all from the oldest on", () -> early.numbers("n").contains(1));
            Awaiting.until(
                    "nothing is kept for the old one",
                    () -> !get("/api/v1/journal").contains("\"hq\""));
        }
    }

    @Test
    void messages_for_a_device_that_is_taken_away_wait_until_it_is_certain_and_come_to_it_when_it_is_back()
            throws Exception {
        start(SHORT);
        String nowhere = site.replace(":" + cloud.port(), ":" + FreePort.find());
        String without = nowhere.replace("id: floor", "id: hall").replace("floor/{", "hall/{");
        CompletionStage<Verdict> verdict = gateway.siteFile().propose(without, CLOUD);
        Awaiting.until("it is being tried", () -> get("/api/v1/site").contains("id: hall"));
        MosquittoPub.publish(gateway.mqttPort(), "floor/fridge-9/temperature", "4.2");
        assertInstanceOf(Verdict.Reverted.class, decided(verdict));
        Awaiting.until("it is read", () -> get("/api/v1/entries").contains("4.2"));
    }

    @Test
    void the_last_cloud_cannot_be_removed_by_a_cloud() throws Exception {
        start(LONG);
        String alone = site.substring(0, site.indexOf("sinks:"));
        assertInstanceOf(Verdict.Refused.class, decided(gateway.siteFile().propose(alone, CLOUD)));
        assertInstanceOf(Verdict.Committed.class, decided(gateway.siteFile().propose(alone, Who.at(Who.Door.PAGE))));
    }
}
