package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {

    private static final String JSON = "application/json";

    private final ObjectMapper mapper = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void an_observation_is_on_disk_when_it_is_answered() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            HttpResponse<String> answer = site.post(
                    "/api/v1/observations",
                    "[{\"device\":\"fridge-2\",\"fields\":{\"temperature\":3.4}},{\"device\":\"till\",\"data\":\"4006381333931\"}]",
                    "Content-Type",
                    JSON);
            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals("{\"taken\":2}", answer.body());
            JsonNode entries = mapper.readTree(site.get("/api/v1/entries").body());
            assertEquals(List.of("gw-1:1", "gw-1:2"), entries.findValuesAsText("id"));
            assertEquals(
                    "gw-1:2",
                    mapper.readTree(site.get("/api/v1/entries?after=1").body())
                            .path(0)
                            .path("id")
                            .asText());
        }
    }

    @Test
    void large_entries_come_in_several_answers_however_many_are_asked_for() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            String fields = IntStream.range(0, 60)
                    .mapToObj(i -> "\"note-" + i + "\":\"" + "x".repeat(980) + "\"")
                    .collect(Collectors.joining(","));
            String reading = "[{\"device\":\"mill\",\"fields\":{" + fields + "}}]";
            for (int i = 0; i < 40; i++) {
                site.post("/api/v1/observations", reading, "Content-Type", JSON);
            }
            int seen = 0;
            int answers = 0;
            for (JsonNode entries = entriesAfter(site, 0); !entries.isEmpty(); entries = entriesAfter(site, seen)) {
                assertTrue(entries.toString().length() <= 1 << 20);
                seen += entries.size();
                answers++;
            }
            assertEquals(40, seen);
            assertEquals(3, answers);
        }
    }

    private JsonNode entriesAfter(WebSite site, int position) throws Exception {
        return mapper.readTree(
                site.get("/api/v1/entries?limit=1000&after=" + position).body());
    }

    @Test
    void with_one_bad_item_nothing_is_taken_and_it_is_named() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            HttpResponse<String> answer = site.post(
                    "/api/v1/observations",
                    "[{\"device\":\"a\",\"fields\":{\"t\":1}},{\"device\":\"b\",\"fields\":{}}]",
                    "Content-Type",
                    JSON);
            assertEquals(422, answer.statusCode());
            assertEquals(
                    "application/problem+json",
                    answer.headers().firstValue("content-type").orElse(""));
            assertEquals(
                    1,
                    mapper.readTree(answer.body())
                            .path("items")
                            .path(0)
                            .path("index")
                            .asInt(-1));
            assertEquals(0, site.journal.lastPosition());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-01-01T00:00:00Z", "+12345-01-01T00:00:00Z", "-0044-03-15T00:00:00Z"})
    void a_time_that_cannot_be_is_refused_with_its_place_and_stops_nobody(String time) throws Exception {
        try (WebSite site = new WebSite(folder)) {
            String impossible = "{\"device\":\"a\",\"fields\":{\"t\":1},\"time\":\"" + time + "\"}";
            HttpResponse<String> answer = site.post("/api/v1/observations", impossible, "Content-Type", JSON);
            assertEquals(422, answer.statusCode());
            JsonNode item = mapper.readTree(answer.body()).path("items").path(0);
            assertEquals(0, item.path("index").asInt(-1));
            assertTrue(item.path("reason").asText().startsWith("'time' is "), answer.body());
            site.reading("b", "t", 4.2);
            assertEquals(1, site.journal.lastPosition());
        }
    }

    @Test
    void what_is_not_json_or_not_said_to_be_is_refused() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            assertEquals(
                    400,
                    site.post("/api/v1/observations", "{", "Content-Type", JSON).statusCode());
            assertEquals(415, site.post("/api/v1/observations", "{}").statusCode());
            assertEquals(
                    413,
                    site.post("/api/v1/observations", " ".repeat(Intake.BODY_BYTES_MAX + 1), "Content-Type", JSON)
                            .statusCode());
        }
    }

    @Test
    void another_web_sites_post_is_refused_and_a_programs_is_not() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            String scan = "{\"device\":\"till\",\"data\":\"1\"}";
            assertEquals(
                    403,
                    site.post("/api/v1/scans", scan, "Content-Type", JSON, "Origin", "http://evil.example")
                            .statusCode());
            assertEquals(
                    403,
                    site.post("/api/v1/scans", scan, "Content-Type", JSON, "Sec-Fetch-Site", "cross-site")
                            .statusCode());
            assertEquals(
                    200, site.post("/api/v1/scans", scan, "Content-Type", JSON).statusCode());
        }
    }

    @Test
    void scans_take_scans_only() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            String reading = "{\"device\":\"a\",\"fields\":{\"t\":1}}";
            assertEquals(
                    422,
                    site.post("/api/v1/scans", reading, "Content-Type", JSON).statusCode());
            assertEquals(0, site.journal.lastPosition());
        }
    }

    @Test
    void every_route_is_in_the_document_and_the_reverse() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            JsonNode document = mapper.readTree(site.get("/api/v1/openapi.json").body());
            Set<String> documented = new TreeSet<>();
            document.path("paths")
                    .properties()
                    .forEach(path -> path.getValue()
                            .fieldNames()
                            .forEachRemaining(method ->
                                    documented.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
            Set<String> routes = new TreeSet<>();
            for (Route route : Reports.routes(site)) {
                if (route.path().startsWith(Route.API)) {
                    routes.add(route.method() + " " + route.path());
                }
            }
            assertEquals(routes, documented);
        }
    }

    @Test
    void every_get_answers() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.reading("fridge-2", "temperature", 3.4);
            for (String path : List.of(
                    "/api/v1/site",
                    "/api/v1/devices",
                    "/api/v1/devices/fridge-2",
                    "/api/v1/history?device=fridge-2&field=temperature",
                    "/api/v1/history/values?device=fridge-2&field=mode",
                    "/api/v1/history/fields",
                    "/api/v1/journal",
                    "/api/v1/mqtt",
                    "/api/v1/sinks",
                    "/api/v1/parked",
                    "/api/v1/rejected",
                    "/health/live",
                    "/health/ready",
                    "/parked",
                    "/rejected",
                    "/assets/tidegate.css",
                    "/assets/tidegate.js",
                    "/assets/icon.svg")) {
                assertEquals(200, site.get(path).statusCode(), path);
            }
        }
    }

    @Test
    void it_is_ready_when_what_arrives_would_be_acknowledged_and_says_why_it_is_not() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            assertEquals(200, site.get("/health/ready").statusCode());

            site.broker.set(Optional.empty());
            HttpResponse<String> starting = site.get("/health/ready");
            assertEquals(503, starting.statusCode());
            assertTrue(starting.body().contains("still starting"), starting.body());

            site.broker.set(Optional.of(
                    new BrokerReport(Optional.of("no answer from mqtt://shop:1883"), List.of(), List.of())));
            HttpResponse<String> away = site.get("/health/ready");
            assertEquals(503, away.statusCode());
            assertTrue(away.body().contains("no answer from mqtt://shop:1883"), away.body());
            String page = site.get("/").body();
            assertTrue(page.contains("The MQTT broker cannot be reached") && page.contains("mqtt://shop:1883"), page);
            assertEquals(200, site.get("/health/live").statusCode(), "a restart would not help");
        }
    }

    @Test
    void a_mistake_is_answered_with_a_remedy() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            for (String path : List.of(
                    "/nothing",
                    "/api/v1/devices/none",
                    "/api/v1/devices/NONE",
                    "/api/v1/entries?limit=0",
                    "/api/v1/history",
                    "/api/v1/history/values?device=fridge-2",
                    "/api/v1/history/values?device=fridge-2&field=mode&limit=10001")) {
                HttpResponse<String> answer = site.get(path);
                assertTrue(answer.statusCode() == 400 || answer.statusCode() == 404, path);
                assertTrue(
                        mapper.readTree(answer.body()).path("remedy").asText().length() > 5, answer.body());
            }
            assertEquals(404, site.post("/api/v1/sinks/none/replay", "").statusCode());
            assertEquals(405, site.post("/api/v1/journal", "").statusCode());
        }
    }

    @Test
    void the_measurements_are_in_the_prometheus_format() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.sinks.set(List.of(Reports.away("hq", 7)));
            site.reading("fridge-2", "temperature", 3.4);
            HttpResponse<String> answer = site.get("/metrics");
            for (String line : answer.body().split("\n")) {
                assertTrue(
                        line.startsWith("# ")
                                || line.matches(
                                        "tidegate_[a-z_0-9]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? [-+.0-9E]+"),
                        line);
            }
            assertTrue(answer.body().contains("\ntidegate_entries_committed_total 1\n"), answer.body());
            assertTrue(answer.body().contains("\ntidegate_sink_backlog_entries{sink=\"hq\"} 7\n"), answer.body());
        }
    }

    @Test
    void what_a_cloud_refused_is_sent_again_or_forgotten_as_a_person_decides() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            var lake = site.refusedBy("lake");
            String listed = site.get("/api/v1/rejected").body();
            assertTrue(listed.contains("\"position\":1,\"device\":\"fridge-2\""), listed);
            assertEquals(
                    204, site.post("/api/v1/sinks/lake/rejected/1/replay", "").statusCode());
            assertEquals(1, lake.peekAgain(10, Long.MAX_VALUE).size());
            assertEquals(204, site.delete("/api/v1/sinks/lake/rejected/1").statusCode());
            assertTrue(site.get("/api/v1/rejected").body().contains("\"count\":0"));
            assertEquals(204, site.delete("/api/v1/sinks/lake/rejected/1").statusCode(), "twice is no mistake");
            assertEquals(404, site.delete("/api/v1/sinks/lane/rejected/1").statusCode(), "mistyped");
            site.sinks.set(List.of());
            assertEquals(204, site.delete("/api/v1/sinks/lake/rejected/1").statusCode(), "no longer in the site file");
            assertEquals(400, site.delete("/api/v1/parked/one").statusCode());
        }
    }

    @Test
    void the_form_of_another_web_site_decides_nothing() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.refusedBy("lake");
            for (String path :
                    List.of("/rejected/lake/1/dismiss", "/rejected/lake/1/replay", "/rejected/lake/replay")) {
                assertEquals(
                        403,
                        site.post(path, "", "Origin", "http://evil.example").statusCode());
            }
            assertTrue(site.get("/api/v1/rejected").body().contains("\"count\":1"));
        }
    }
}
