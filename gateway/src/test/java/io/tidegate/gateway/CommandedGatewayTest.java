package io.tidegate.gateway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.SiteLoader;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Mosquitto;
import io.tidegate.testing.MqttSubscriber;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
            HttpResponse<String> seen = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(gateway.page().resolve(URI.create("/api/v1/commands")))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertTrue(seen.body().startsWith("[{\"sink\":\"hq\",\"id\":\"c-2\",\"command\":\"switch\""), seen.body());
        }
    }

    private static void publish(MqttSubscriber cloud, String topic, String command) throws Exception {
        cloud.publish(topic, command.getBytes(StandardCharsets.UTF_8), "-q", "1");
    }
}
