package io.tidegate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.site.SiteLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard of gateways' health asks for what {@code /metrics} has. */
class HealthDashboardTest {

    private static final Path DASHBOARD = Path.of("../config/grafana/dashboards/gateway-health.json");
    private static final Pattern METRIC = Pattern.compile("tidegate_[a-z_]+");
    private static final Pattern FAMILY = Pattern.compile("^# TYPE (tidegate_[a-z_]+) ([a-z]+)$", Pattern.MULTILINE);

    @TempDir
    Path folder;

    private Set<String> measured() throws Exception {
        Path file = Files.writeString(folder.resolve("site.yaml"), """
                site: {id: shop}
                gateway: {id: gw-1, data: data}
                web: {port: 0}
                mqtt: {embedded: {port: 0}}
                """);
        try (Gateway gateway = Gateway.start(SiteLoader.load(file));
                HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest get =
                    HttpRequest.newBuilder(gateway.page().resolve("/metrics")).build();
            return FAMILY.matcher(
                            http.send(get, HttpResponse.BodyHandlers.ofString()).body())
                    .results()
                    .map(found -> found.group(1) + (found.group(2).equals("histogram") ? "_bucket" : ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void every_metric_that_it_names_is_one() throws Exception {
        Set<String> named = new TreeSet<>();
        for (JsonNode question : new ObjectMapper().readTree(DASHBOARD.toFile()).findValues("expr")) {
            METRIC.matcher(question.asText()).results().forEach(found -> named.add(found.group()));
        }
        assertTrue(named.size() > 15, named.toString());
        named.removeAll(measured());
        assertEquals(Set.of(), named);
    }
}
