package io.tidegate.clouds.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.observation.Amount;
import io.tidegate.observation.CatalogueItem;
import io.tidegate.observation.Cause;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Level;
import io.tidegate.observation.Movement;
import io.tidegate.observation.MovementKind;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.observation.StockJsonTest;
import io.tidegate.observation.Symbology;
import io.tidegate.observation.Value;
import io.tidegate.site.InfluxDatabase;
import io.tidegate.sync.Sink;
import io.tidegate.testing.Influxd;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboards for Grafana, and what a real InfluxDB 1.x that the sink has written to answers their panels. */
class DashboardsTest {

    private static final Path GRAFANA = Path.of("../config/grafana");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Instant.now().minus(Duration.ofMinutes(50));

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(GRAFANA.resolve("dashboards"))) {
            return all.sorted().toList();
        }
    }

    /** What Grafana puts in place of variables. */
    private static String filled(String query, JsonNode dashboard) {
        Map<String, String> values = new HashMap<>(Map.of("__interval", "1m", "timeFilter", "time > now() - 1h"));
        for (JsonNode variable : dashboard.at("/templating/list")) {
            boolean isList = variable.path("type").asText().equals("query");
            values.put(
                    variable.path("name").asText(),
                    variable.path(isList ? "allValue" : "query").asText());
        }
        for (Map.Entry<String, String> each : values.entrySet()) {
            query = query.replace("$" + each.getKey(), each.getValue());
        }
        assertFalse(query.replace("$/", "").contains("$"), query);
        return query;
    }

    private static Observation reading(String device, Instant at, Map<String, Value> fields) {
        return new Observation.Reading(new DeviceId(device), at, fields);
    }

    private static Movement moved(MovementKind kind, Instant at, Movement.Way way) {
        Goods goods = Goods.of("cola", new Amount(BigDecimal.TEN, "each"));
        return new Movement(new DeviceId("till"), at, kind + "-" + at, kind, goods, way, Cause.of(Cause.Source.SCAN));
    }

    /** Half an hour of a shop that bakes, with a door left open. */
    private static List<Observation> shop() {
        List<Observation> seen = new ArrayList<>();
        seen.add(StockJsonTest.samples().stream()
                .filter(CatalogueItem.class::isInstance)
                .map(known -> new CatalogueItem(known.device(), START, ((CatalogueItem) known).item()))
                .findFirst()
                .orElseThrow());
        for (int minute = 0; minute < 30; minute++) {
            Instant at = START.plus(Duration.ofMinutes(minute));
            seen.add(reading(
                    "fridge-1",
                    at,
                    Map.of(
                            "temperature", Value.of(minute / 2.0),
                            "door", Value.of(minute > 10),
                            "compressor", Value.of(true),
                            "power", Value.of(120))));
            String state = minute % 10 == 0 ? "alarm" : "running";
            seen.add(reading("mill-1", at, Map.of("state", Value.of(state), "cycles", Value.of(minute % 20))));
            seen.add(reading("meter", at, Map.of("power", Value.of(900), "energy", Value.of(100 + minute / 60.0))));
        }
        seen.add(new Observation.Fault(new DeviceId("fridge-1"), START, "no answer"));
        seen.add(new Observation.Scan(new DeviceId("till"), START, "96385074", Symbology.EAN_8));
        seen.add(moved(MovementKind.RECEIVE, START, Movement.Way.to("floor")));
        seen.add(moved(MovementKind.SELL, START, Movement.Way.from("floor")));
        seen.add(moved(MovementKind.WASTE, START, Movement.Way.from("floor")));
        seen.add(
                new Level(Level.LEDGER, START, "cola", "floor", Optional.of("A1"), new Amount(BigDecimal.TEN, "each")));
        return seen;
    }

    @Test
    void each_is_known_by_its_uid_and_asks_a_source_that_is_provisioned() throws Exception {
        String sources = Files.readString(GRAFANA.resolve("provisioning/datasources/tidegate.yaml"));
        String others = Files.readString(GRAFANA.resolve("influxdb-2.yaml"));
        Set<String> uids = new HashSet<>();
        for (Path file : files()) {
            JsonNode dashboard = JSON.readTree(file.toFile());
            assertTrue(uids.add(dashboard.path("uid").asText()), file + " has another's uid");
            Set<Integer> ids = new HashSet<>();
            for (JsonNode panel : dashboard.path("panels")) {
                assertTrue(ids.add(panel.path("id").asInt()), file + " has two panels " + panel.path("id"));
                JsonNode place = panel.path("gridPos");
                assertTrue(
                        place.path("x").asInt() + place.path("w").asInt() <= 24, panel.path("title") + " sticks out");
                for (JsonNode target : panel.path("targets")) {
                    String line = "    uid: " + target.at("/datasource/uid").asText() + "\n";
                    assertTrue(sources.contains(line) && others.contains(line), panel.path("title") + ": " + line);
                }
            }
        }
        assertEquals(5, uids.size());
    }

    @Test
    void every_panel_finds_something(@TempDir Path folder) throws Exception {
        InfluxDatabase database = Central.version1("sites");
        try (Influxd influxd = Influxd.start(folder);
                Sink sink = InfluxSink.of(Central.config(influxd.url(), database), new Origin("corner-shop", "gw-1"));
                Central central = new Central(influxd.url(), database)) {
            assertEquals(List.of(), sink.deliver(Central.entries(shop()), false).rejected());
            int asked = 0;
            for (Path file : files()) {
                JsonNode dashboard = JSON.readTree(file.toFile());
                List<String> questions = new ArrayList<>();
                dashboard.at("/templating/list").forEach(variable -> {
                    if (variable.at("/datasource/type").asText().equals("influxdb")) {
                        questions.add(variable.path("query").asText());
                    }
                });
                dashboard
                        .findValues("targets")
                        .forEach(targets -> targets.forEach(target -> {
                            if (target.has("query")) {
                                questions.add(target.path("query").asText());
                            }
                        }));
                for (String question : questions) {
                    String query = filled(question, dashboard);
                    assertFalse(central.ask(query).isEmpty(), file.getFileName() + ": " + query);
                    asked++;
                }
            }
            assertTrue(asked >= 30, asked + " questions");
        }
    }
}
