package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.EntryJson;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Probe;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the clouds: where every entry is, when a cloud was away, and whether it is there now. */
class CloudsPagesTest {

    private static final Duration MONTHS = Duration.ofDays(90);

    @TempDir
    Path folder;

    private WebSite site;

    @BeforeEach
    void open() throws Exception {
        site = new WebSite(folder);
    }

    @AfterEach
    void close() throws Exception {
        site.close();
    }

    private static String text(String page) {
        return page.replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
    }

    @Test
    void it_says_where_every_entry_is_and_when_a_cloud_was_away() throws Exception {
        site.sinks.set(List.of(Reports.well("lake"), Reports.away("hq", 4711)));
        Outbox hq = site.journal.outbox("hq");
        hq.back(Instant.now().minus(MONTHS));
        hq.away(Instant.now().minusSeconds(7_200), "connection refused");
        hq.back(Instant.now().minusSeconds(3_600));
        hq.away(Instant.now().minusSeconds(95), "no route");
        hq.back(Instant.now().minusSeconds(20));
        site.journal.changeNow(_ -> {}).toCompletableFuture().join();
        String html = site.get("/clouds").body();
        String page = text(html);
        assertTrue(
                page.contains(
                        "Delivered 4,711 Waiting 0 Refused, kept here 6 Refused, given up 3 Recorded, in all 4,720"),
                page);
        assertTrue(page.contains("6 entries refused by a cloud"), page);
        assertTrue(page.contains("Waiting 4,711 Recorded, in all 4,711"), page);
        assertTrue(page.contains("Reachable 99.8 % of the time since"), page);
        assertTrue(page.contains("60 min connection refused"), page);
        assertTrue(page.contains("1 min 15 s no route"), page);
        assertFalse(html.contains("<td class=\"when\">now</td>"), "nothing lasts");
    }

    @Test
    void a_button_asks_a_cloud_and_the_page_says_what_it_answered() throws Exception {
        Instant now = Instant.now();
        site.sinks.set(List.of(Reports.away("hq", 7)));
        site.probes.put("hq", CompletableFuture.completedStage(new Probe(now, Optional.of("connection refused"))));
        assertEquals(303, site.post("/clouds/hq/test", "").statusCode());
        assertEquals(303, site.post("/clouds/nobody/test", "").statusCode());
        assertEquals(
                "{\"reachable\":false,\"time\":\"" + EntryJson.time(now) + "\",\"reason\":\"connection refused\"}",
                site.post("/api/v1/sinks/hq/test", "").body());
        assertEquals(404, site.post("/api/v1/sinks/nobody/test", "").statusCode());
        site.probes.put("hq", CompletableFuture.failedStage(new IllegalStateException("it ends")));
        assertEquals(503, site.post("/api/v1/sinks/hq/test", "").statusCode());
        assertEquals(
                "/clouds",
                site.post("/clouds/hq/test", "")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow(),
                "the page shows later what it answers, and the disk is not to blame");
    }

    @Test
    void of_a_cloud_that_was_never_tried_and_a_new_journal_nothing_is_told_that_nobody_can_know() throws Exception {
        site.sinks.set(List.of(Reports.away("hq", 7)));
        site.reading("fridge-2", "temperature", 3.0);
        String page = text(site.get("/clouds").body());
        assertFalse(page.contains("Reachable"), page);
        assertFalse(page.contains("Room for what waits"), page);
        assertEquals("{\"outages\":[]}", site.get("/api/v1/sinks/hq/outages").body());
        String journal = site.get("/api/v1/journal").body();
        assertFalse(journal.contains("1970"), journal);
        site.journal.outbox("hq").back(Instant.now().minusSeconds(60));
        page = text(site.get("/clouds").body());
        assertTrue(page.contains("Reachable 100 % of the time since"), page);
    }

    @Test
    void the_uptime_counts_also_outages_that_are_not_listed() throws Exception {
        site.sinks.set(List.of(Reports.well("lake")));
        Outbox lake = site.journal.outbox("lake");
        lake.back(Instant.now().minus(MONTHS));
        Duration sixDays = Duration.ofDays(6);
        for (Duration ago : List.of(Duration.ofDays(14), Duration.ofDays(7))) {
            Instant began = Instant.now().minus(ago);
            lake.away(began, "no route");
            lake.back(began.plus(sixDays));
        }
        site.journal.changeNow(_ -> {}).toCompletableFuture().join();
        String all = site.get("/api/v1/sinks/lake/outages").body();
        String newest = site.get("/api/v1/sinks/lake/outages?limit=1").body();
        assertEquals(2, all.split("no route", -1).length - 1, all);
        assertEquals(1, newest.split("no route", -1).length - 1, newest);
        assertTrue(all.contains("\"uptime\":0.6") && newest.contains("\"uptime\":0.6"), newest);
    }

    @Test
    void the_api_gives_the_books_and_the_history_and_metrics_the_same_sums() throws Exception {
        site.sinks.set(List.of(Reports.well("lake")));
        site.journal.outbox("lake").back(Instant.now().minus(MONTHS));
        site.journal.outbox("lake").away(Instant.now().minusSeconds(60), "no route");
        site.journal.changeNow(_ -> {}).toCompletableFuture().join();
        String sinks = site.get("/api/v1/sinks").body();
        assertTrue(
                sinks.contains(
                        "\"entries\":{\"accepted\":4720,\"delivered\":4711,\"waiting\":0,\"parked\":6,\"givenUp\":3,\"unwanted\":0,\"missed\":0,\"summedUp\":0}"),
                sinks);
        String outages = site.get("/api/v1/sinks/lake/outages").body();
        assertTrue(outages.contains("\"uptime\":0.99") && outages.contains("\"reason\":\"no route\""), outages);
        assertFalse(outages.contains("ended"), "it lasts");
        assertEquals(404, site.get("/api/v1/sinks/nobody/outages").statusCode());
        String metrics = site.get("/metrics").body();
        assertTrue(metrics.contains("tidegate_sink_entries{place=\"accepted\",sink=\"lake\"} 4720"), metrics);
        assertTrue(metrics.contains("tidegate_sink_entries{place=\"given_up\",sink=\"lake\"} 3"), metrics);
    }
}
