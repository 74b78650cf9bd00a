package io.tidegate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.devices.mqtt.PahoPublisher;
import io.tidegate.driver.Publisher;
import io.tidegate.site.MqttSettings;
import io.tidegate.site.SiteFile;
import io.tidegate.site.SiteLoader;
import io.tidegate.testing.Awaiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole gateway where the staff read German, and everything is away or wrong. */
class GermanSiteTest {

    private static final String SITE = """
            site: {id: shop, locale: de-DE}
            gateway: {id: gw-1, data: ./data}
            web: {host: 127.0.0.1, port: 0}
            mqtt: %s
            devices:
              - {id: floor, driver: mqtt, topic: "floor/{device}/{metric}"}
            sinks:
              - {id: lake, type: http, url: "http://127.0.0.1:%d/ingest"}
            """;

    @TempDir
    Path folder;

    /** Holds a port at which nobody listens. */
    private final Socket closed = new Socket();

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void hold() throws IOException {
        closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void letGo() throws IOException {
        closed.close();
        http.close();
    }

    private SiteFile site(String mqtt) throws Exception {
        Path file = folder.resolve("site.yaml");
        Files.writeString(file, SITE.formatted(mqtt, closed.getLocalPort()));
        return SiteLoader.load(file);
    }

    private String get(Gateway gateway, String path) throws IOException, InterruptedException {
        URI address = gateway.page().resolve(path);
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString(UTF_8))
                .body();
    }

    /** Whether an open page is told so. */
    private boolean hears(Gateway gateway, String text) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(gateway.page().resolve("/live")).build();
        try (var lines = http.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
            return lines.limit(1_000).anyMatch(line -> line.contains(text));
        }
    }

    private static void publish(Gateway gateway, String... payloads) throws Exception {
        MqttSettings.External broker =
                MqttSettings.External.at(URI.create("mqtt://127.0.0.1:" + gateway.mqttPort()), "x");
        try (Publisher gadget = PahoPublisher.connect(broker, "gadget")) {
            for (String payload : payloads) {
                gadget.publish(List.of(new Publisher.Message("floor/oven-1/temperature", payload.getBytes(UTF_8))));
            }
        }
    }

    @Test
    void a_cloud_that_is_away_and_what_was_set_aside_are_told_in_german() throws Exception {
        try (Gateway gateway = Gateway.start(site("{embedded: {host: 127.0.0.1, port: 0}}"))) {
            publish(gateway, "4.2", "[1]", "{\"<script>alert(1)</script>\":1e999}", "{\"a\":<script>");
            String away = "127.0.0.1:" + closed.getLocalPort() + " lehnt die Verbindung ab: Bitte prüfen,";
            Awaiting.until("the page has it", () -> get(gateway, "/").contains(away));
            assertTrue(hears(gateway, away));
            String parked = get(gateway, "/parked");
            assertTrue(parked.contains("Bitte ein JSON-Objekt je Nachricht senden."), parked);
            assertTrue(parked.contains("Die Zahl „&lt;script&gt;alert(1)&lt;/script&gt;“ ist zu groß"), parked);
            assertTrue(parked.contains("ist aber keines: „&lt;“ kann dort nicht stehen (Zeile 1, Spalte "), parked);
            assertFalse(parked.contains("<script>alert") || parked.contains("<span lang="), parked);
            String api = get(gateway, "/api/v1/sinks") + get(gateway, "/api/v1/parked");
            assertTrue(api.contains("connection refused by") && api.contains("The payload is a JSON array."), api);
        }
    }

    @Test
    void a_device_that_does_not_answer_and_a_broker_that_is_away_are_told_in_german() throws Exception {
        int port = closed.getLocalPort();
        try (Gateway gateway = Gateway.start(site("{url: \"mqtt://127.0.0.1:" + port + "\"}"))) {
            String fault = "<p class=\"fault\">Keine Verbindung zum MQTT-Broker. Bitte prüfen, ob er läuft";
            Awaiting.until("the page has it", () -> get(gateway, "/").contains(fault));
            String page = get(gateway, "/");
            assertTrue(page.contains("An 127.0.0.1:" + port + " hört niemand zu: Bitte prüfen,"), page);
            assertFalse(page.contains("<span lang="), page);
            assertTrue(get(gateway, "/api/v1/devices").contains("no connection to the MQTT broker. Check"));
            assertTrue(get(gateway, "/health/ready").contains("nobody listens at 127.0.0.1:" + port));
        }
    }
}
