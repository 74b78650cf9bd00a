package io.tidegate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.SiteFile;
import io.tidegate.site.SiteLoader;
import io.tidegate.testing.Awaiting;
import io.tidegate.testing.Influxd;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole gateway with its history, asked as a page asks. */
class SiteHistoryTest {

    private static final String SITE = """
            site: {id: shop}
            gateway: {id: gw-1, data: ./data}
            web: {host: 127.0.0.1, port: 0}
            mqtt: {embedded: {host: 127.0.0.1, port: 0}}
            """;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    private SiteFile site(String history) throws Exception {
        Path file = folder.resolve("site.yaml");
        Files.writeString(file, SITE + history);
        return SiteLoader.load(file);
    }

    private static String influx(Influxd influxd) {
        return "history: {influxdb: {url: \"" + influxd.settings("x").url() + "\", version: 1, database: tidegate}}\n";
    }

    private void record(Gateway gateway, double temperature) throws Exception {
        record(gateway, "temperature", Double.toString(temperature));
    }

    private void record(Gateway gateway, String field, String value) throws Exception {
        URI address = gateway.page().resolve("/api/v1/observations");
        HttpRequest post = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"device\":\"fridge-2\",\"fields\":{\"" + field + "\":" + value + "}}"))
                .build();
        assertEquals(200, http.send(post, HttpResponse.BodyHandlers.ofString()).statusCode());
    }

    private HttpResponse<String> past(Gateway gateway, String more) throws Exception {
        URI address = gateway.page()
                .resolve("/api/v1/history?device=fridge-2&field=temperature&from=-999999999-01-01T00:00:00Z" + more);
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** All in one point. */
    private static boolean isCounted(HttpResponse<String> answer, int count) {
        return answer.body().matches("(?s).*\"points\":\\[\\{[^}]*\"count\":" + count + "}].*");
    }

    @Test
    void without_further_settings_it_is_in_the_gateway_itself() throws Exception {
        for (int life = 1; life <= 2; life++) {
            try (Gateway gateway = Gateway.start(site(""))) {
                record(gateway, 4);
                HttpResponse<String> answer = past(gateway, "&points=1");
                assertTrue(isCounted(answer, life), answer.body());
            }
        }
    }

    private String get(Gateway gateway, String path) throws Exception {
        URI address = gateway.page().resolve(path);
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void each_single_value_can_be_read_texts_and_flags_too() throws Exception {
        try (Gateway gateway = Gateway.start(site(""))) {
            for (String value : List.of("\"defrost\"", "true", "4.5")) {
                record(gateway, "mode", value);
            }
            String mode = "/api/v1/history/values?device=fridge-2&field=mode";
            String all = get(gateway, mode);
            assertTrue(all.contains("\"more\":false"), all);
            assertTrue(all.matches(".*\"defrost\".*\"value\":true}.*\"value\":4.5}.*"), all);
            String first = get(gateway, mode + "&limit=1");
            assertTrue(first.contains("\"more\":true") && first.contains("defrost"), first);
            assertEquals("[{\"device\":\"fridge-2\",\"field\":\"mode\"}]", get(gateway, "/api/v1/history/fields"));
        }
    }

    @Test
    void with_influxdb_it_catches_up_and_says_when_it_cannot_answer() throws Exception {
        try (Influxd influxd = Influxd.start(folder.resolve("influx"))) {
            try (Gateway gateway = Gateway.start(site(influx(influxd)))) {
                record(gateway, 4);
                Awaiting.until("it is there", () -> isCounted(past(gateway, "&points=1"), 1));
                influxd.stop();
                record(gateway, 5);
                HttpResponse<String> answer = past(gateway, "&points=1");
                assertEquals(503, answer.statusCode());
                assertTrue(answer.body().contains("check that the server runs"), answer.body());
            }
            influxd.restart();
            try (Gateway gateway = Gateway.start(site(influx(influxd)))) {
                Awaiting.until("both are there", () -> isCounted(past(gateway, "&points=1"), 2));
            }
        }
    }

    @Test
    void it_can_move_to_influxdb_and_back() throws Exception {
        try (Influxd influxd = Influxd.start(folder.resolve("influx"))) {
            try (Gateway gateway = Gateway.start(site(""))) {
                record(gateway, 4);
            }
            try (Gateway gateway = Gateway.start(site(influx(influxd)))) {
                record(gateway, 5);
                Awaiting.until("the earlier one came along", () -> isCounted(past(gateway, "&points=1"), 2));
            }
            try (Gateway gateway = Gateway.start(site(""))) {
                record(gateway, 6);
                HttpResponse<String> answer = past(gateway, "&points=1");
                assertTrue(isCounted(answer, 3), answer.body());
            }
        }
    }
}
