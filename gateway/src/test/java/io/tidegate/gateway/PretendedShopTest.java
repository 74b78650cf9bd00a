package io.tidegate.gateway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.SiteLoader;
import io.tidegate.testing.Awaiting;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulator of a whole gateway, wired as the demo is, is a client of the gateway's own server as any gadget is. */
class PretendedShopTest {

    /** The simulator stands first: the server listens before any device is opened. */
    private static final String SITE = """
            site: {id: shop}
            gateway: {id: gw-1, data: ./data}
            web: {host: 127.0.0.1, port: 0}
            mqtt: {embedded: {host: 127.0.0.1, port: 0}}
            devices:
              - {id: pretended-shop, driver: simulator, topic: "floor/{device}/{metric}", interval: 200 ms}
              - {id: floor, driver: mqtt, topic: "floor/{device}/{metric}"}
            """;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void what_the_pretended_shop_publishes_comes_in_by_a_socket() throws Exception {
        Path file = folder.resolve("site.yaml");
        Files.writeString(file, SITE);
        try (Gateway gateway = Gateway.start(SiteLoader.load(file))) {
            Awaiting.until(
                    "the mill is seen",
                    () -> get(gateway, "/api/v1/devices/mill-1").contains("cycles"));
            String measured = get(gateway, "/metrics");
            assertTrue(measured.contains("tidegate_mqtt_clients 1\n"), measured);
            String entries = get(gateway, "/api/v1/entries?after=0&limit=1000");
            assertTrue(!entries.contains("\"fault\""), entries);
        }
    }

    private String get(Gateway gateway, String path) throws Exception {
        HttpRequest get = HttpRequest.newBuilder(gateway.page().resolve(path)).build();
        return http.send(get, HttpResponse.BodyHandlers.ofString()).body();
    }
}
