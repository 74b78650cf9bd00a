package io.tidegate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tidegate.gateway.siteversions.Start;
import io.tidegate.site.SiteLoader;
import io.tidegate.testing.Awaiting;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's own site file, on free ports and without its cloud. */
class DemoStockTest {

    private static final Path SITE = Path.of("..", "config", "sites", "demo.yaml");

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void it_keeps_its_data_where_commands_with_its_site_file_look() throws Exception {
        System.setProperty("tidegate.home", "..");
        assertEquals(
                SiteLoader.load(SITE).gateway().data(),
                Start.by(Demo.source()).site().gateway().data());
        assertEquals(
                Path.of("..", "demo-data"),
                Start.by(Demo.source()).site().gateway().data());
    }

    @Test
    void goods_come_to_the_stockroom_and_go_to_the_sales_floor_under_their_names() throws Exception {
        String yaml = Files.readString(SITE)
                .replace("../../demo-data", "./demo-data")
                .replace("port: 8080", "port: 0")
                .replace("port: 1883", "port: 0")
                .replaceAll("(?s)\\nsinks:.*", "\n");
        Path file = Files.writeString(folder.resolve("demo.yaml"), yaml);
        System.setProperty("tidegate.home", "..");
        try (Gateway gateway = Gateway.start(SiteLoader.load(file))) {
            Demo.fill(gateway.catalogue());
            Awaiting.until(
                    "goods are on the sales floor",
                    () -> get(gateway, "/api/v1/levels?location=sales-floor").contains("\"item\":\"milk\""));
            Awaiting.until(
                    "the coffee machine's beans are weighed",
                    () -> get(gateway, "/api/v1/stock/sensors")
                            .matches(
                                    ".*\"hopper-1\",[^}]*\"unit\":\"kg\",\"recordedAt\":\"[^\"]*\"},\"quantity\":[0-9.]+,.*"));
            String stockroom = get(gateway, "/api/v1/levels?location=stockroom");
            assertFalse(stockroom.contains("\"item\":\"2000000"), stockroom);
        } finally {
            System.clearProperty("tidegate.home");
        }
    }

    private String get(Gateway gateway, String path) throws Exception {
        HttpRequest get = HttpRequest.newBuilder(gateway.page().resolve(path)).build();
        return http.send(get, HttpResponse.BodyHandlers.ofString()).body();
    }
}
