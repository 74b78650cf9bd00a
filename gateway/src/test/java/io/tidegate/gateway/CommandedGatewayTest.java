package io.tidegate.gateway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.gateway.siteversions.SiteText;
import io.tidegate.gateway.siteversions.Start;
import io.tidegate.gateway.siteversions.Trial;
import io.tidegate.site.SiteLoader;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Mosquitto;
import io.tidegate.testing.MqttSubscriber;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole gateway that a cloud asks by a real Mosquitto. Its relay is at a pin that this machine does not have. */
class CommandedGatewayTest {

    private static final String SITE = """
            site: {id: shop}
            gateway: {id: gw-1, data: data}
            web: {port: 0}
            mqtt: {embedded: {port: 0}}
            devices:
              - {id: fan, driver: gpio-output, kind: relay, pin: 17}
            sinks:
              - id: hq
                type: mqtt
                url: "%s"
                topic: "t/{site}/{kind}"
                commands: {allow: {switch: fan, report: status}}
            """;

    @TempDir
    Path folder;

    @Test
    void a_whole_gateway_answers_what_it_is_asked() throws Exception {
        try (Mosquitto broker = Mosquitto.start(folder.resolve("broker"));
                MqttSubscriber cloud =
                        new MqttSubscriber(broker, "probe", List.of("-t", "t/shop/result", "-t", "t/shop/fault"));
                Gateway gateway = Gateway.start(SiteLoader.load(
                        Files.writeString(folder.resolve("site.yaml"), SITE.formatted(broker.url()))))) {
            Awaiting.until(
                    "it delivers that the relay is away",
                    () -> cloud.lines().toString().contains("fault"));
            String topic = "tidegate/shop/gw-1/commands";
            publish(cloud, topic, "{\"id\":\"c-1\",\"command\":\"report\",\"report\":\"status\"}");
            publish(cloud, topic, "{\"id\":\"c-2\",\"command\":\"switch\",\"device\":\"fan\",\"set\":{\"on\":true}}");
            Awaiting.until(
                    "both are answered, not " + cloud.lines(),
                    () -> cloud.lines().toString().contains("\"id\":\"c-2\""));
            String said = cloud.lines().toString();
            assertTrue(said.contains("\"outcome\":\"done\",\"answer\":{\"time\":"), said);
            assertTrue(said.contains("\"devices\":[{\"id\":\"fan\",\"up\":false,\"reason\":"), said);
            assertTrue(said.contains("\"id\":\"c-2\",\"command\":\"switch\",\"outcome\":\"declined\""), said);
            String seen = get(gateway, "/api/v1/commands");
            assertTrue(seen.startsWith("[{\"sink\":\"hq\",\"id\":\"c-2\",\"command\":\"switch\""), seen);
        }
    }

    @Test
    void a_site_file_from_the_cloud_is_tried_and_one_that_sends_all_elsewhere_is_not() throws Exception {
        try (Mosquitto broker = Mosquitto.start(folder.resolve("broker"));
                MqttSubscriber cloud = new MqttSubscriber(broker, "probe", List.of("-t", "t/shop/result"))) {
            String text = SITE.formatted(broker.url()).replace("report: status", "configure: true");
            SiteText source = SiteText.in(Files.writeString(folder.resolve("site.yaml"), text));
            Trial.Limits limits = new Trial.Limits(Duration.ofSeconds(5), Duration.ofMillis(100));
            try (Gateway gateway = Gateway.start(Start.by(source), source, limits)) {
                Awaiting.until(
                        "the cloud is there",
                        () -> get(gateway, "/api/v1/sinks").contains("\"connected\":true,\"tried\":true"));
                configure(cloud, "c-1", text.replace("devices:", "devices:\n  - {id: box, driver: host}"));
                awaitResult(cloud, "c-1", "\"outcome\":\"done\",\"answer\":{\"version\":2}");
                assertTrue(Files.readString(folder.resolve("site.yaml")).contains("id: box"));
                configure(cloud, "c-2", text.replace(":" + broker.port(), ":1"));
                awaitResult(cloud, "c-2", "Its sink 'hq' has a secret or may ask for something");
                assertTrue(Files.readString(folder.resolve("site.yaml")).contains("id: box"));
            }
        }
    }

    private static void configure(MqttSubscriber cloud, String id, String site) throws Exception {
        publish(
                cloud,
                "tidegate/shop/gw-1/commands",
                new ObjectMapper().writeValueAsString(Map.of("id", id, "command", "configure", "site", site)));
    }

    private static void awaitResult(MqttSubscriber cloud, String id, String what) {
        Awaiting.until(
                id + " is answered, not " + cloud.lines(),
                () -> cloud.lines().stream()
                        .anyMatch(line -> line.contains("\"id\":\"" + id + "\"") && line.contains(what)));
    }

    private static String get(Gateway gateway, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(gateway.page().resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static void publish(MqttSubscriber cloud, String topic, String command) throws Exception {
        cloud.publish(topic, command.getBytes(StandardCharsets.UTF_8), "-q", "1");
    }
}
