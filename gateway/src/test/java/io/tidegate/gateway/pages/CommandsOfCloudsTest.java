package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.gateway.commands.CommandTargets;
import io.tidegate.gateway.commands.Reporting.CannotReport;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.RemoteJson;
import io.tidegate.observation.Value;
import io.tidegate.site.CommandRights.Report;
import io.tidegate.testing.Awaiting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and programs see of what clouds ask, and what clouds are told of the site. */
class CommandsOfCloudsTest {

    @TempDir
    Path folder;

    @Test
    void page_api_and_metrics_say_what_a_cloud_asked_and_what_became_of_it() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.sinks.set(List.of(Reports.well("lake"), Reports.well("hq")));
            byte[] command = "{\"id\":\"c-<1>\",\"command\":\"switch\",\"device\":\"pump\",\"set\":{\"on\":true}}"
                    .getBytes(StandardCharsets.UTF_8);
            site.commands.begin(new CommandTargets(site.siteFile, WebSite.NOBODY, (_, _) -> "{}"));
            site.journal.record(List.of(RemoteJson.command(new DeviceId("lake"), Instant.now(), command)));
            Awaiting.until(
                    "it is answered",
                    () -> site.commands.newest(Optional.empty(), 1).stream()
                            .anyMatch(each -> each.outcome().isPresent()));
            String page = site.get("/clouds").body().replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
            assertTrue(
                    page.contains(
                            "switch pump on=true c-&lt;1&gt; declined the site file does not let this cloud ask for it,"
                                    + " but for: nothing"),
                    page);
            String api = site.get("/api/v1/commands?sink=lake").body();
            assertTrue(api.contains("\"id\":\"c-<1>\",\"command\":\"switch\",\"subject\":\"pump on=true\""), api);
            assertTrue(api.contains("\"outcome\":\"declined\",\"reason\":\"the site file does not let"), api);
            assertEquals("[]", site.get("/api/v1/commands?sink=hq").body());
            assertEquals(400, site.get("/api/v1/commands?limit=0").statusCode());
            String metrics = site.get("/metrics").body();
            assertTrue(metrics.contains("tidegate_commands_total{outcome=\"declined\",sink=\"lake\"} 1"), metrics);
            // The cloud's name is no device of the floor.
            assertEquals("[]", site.get("/api/v1/devices").body());
            site.commands.close();
        }
    }

    @Test
    void a_report_says_what_the_api_says() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.sinks.set(List.of(Reports.well("lake")));
            SiteReports reports = new SiteReports(site.rooms);
            JsonNode status = new ObjectMapper().readTree(reports.report(Report.STATUS, Map.of()));
            assertEquals("lake", status.at("/sinks/0/id").asText());
            assertTrue(
                    status.at("/journal/entries").isNumber()
                            && status.at("/devices").isArray(),
                    status.toString());
            assertEquals("[]", reports.report(Report.LEVELS, Map.of("limit", Value.of(50))));
            CannotReport none = assertThrows(CannotReport.class, () -> reports.report(Report.EXPOSURES, Map.of()));
            assertTrue(String.valueOf(none.getMessage()).contains("'location' is missing"), none.getMessage());
            assertThrows(CannotReport.class, () -> reports.report(Report.LEVELS, Map.of("limit", Value.of("x"))));
        }
    }
}
