package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Entry;
import io.tidegate.sync.Backlog;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Rejected;
import io.tidegate.testing.Awaiting;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a receiver says that it has, and what comes of it. */
class ReceiversTest {

    private static final String[] JSON = {"Content-Type", "application/json"};

    private static final String LACKS = """
            [{"gateway": "gw-1", "entries": 18, "last": 20, "gaps": [[5, 6]], "proofs": {
              "upTo": 12, "through": "2026-11-22", "wrong": [
                {"device": "fridge-2", "of": "reading", "from": "2026-11-23", "to": "2026-11-23",
                 "first": 3, "last": 12, "count": 10, "here": 8}]}}]""";

    private static final String WHOLE = """
            [{"gateway": "gw-1", "entries": 20, "last": 20, "gaps": [],
              "proofs": {"upTo": 12, "through": "2026-11-23", "wrong": []}}]""";

    @TempDir
    Path folder;

    private WebSite site;
    private Outbox lake;

    @BeforeEach
    void open() throws Exception {
        site = new WebSite(folder);
        lake = site.journal.outbox("lake");
        for (int number = 1; number <= 20; number++) {
            site.reading("fridge-2", "temperature", 3.0);
        }
        had(Lane.FRESH);
        site.sinks.set(List.of(Reports.well("lake")));
    }

    @AfterEach
    void close() throws Exception {
        site.close();
    }

    private List<Long> had(Lane lane) {
        List<Long> positions = lake.peek(lane, 100, Long.MAX_VALUE).stream()
                .map(Entry::position)
                .toList();
        if (!positions.isEmpty()) {
            lake.done(lane, positions.getLast(), List.of());
        }
        return positions;
    }

    private HttpResponse<String> report(String report, String query) throws Exception {
        return site.post("/api/v1/sinks/lake/report" + query, report, JSON);
    }

    private String page() throws Exception {
        return site.get("/clouds").body().replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
    }

    @Test
    void it_is_answered_what_it_lacks_and_the_page_shows_it_with_a_button() throws Exception {
        assertFalse(page().contains("Its receiver"), "it has said nothing");
        String answer = report(LACKS, "").body();
        assertTrue(answer.contains("\"lacking\":[{\"first\":5,\"last\":6,\"sent\":false}]"), answer);
        String shown = page();
        assertTrue(shown.contains("Its receiver lacks something; proven complete up to 22 Nov"), shown);
        assertTrue(shown.contains("Fridge 2, readings, 23 Nov 2026: 8 of 10"), shown);
        assertEquals(List.of(), had(Lane.OWED), "nobody has asked for it");
        assertEquals(303, site.post("/clouds/lake/again", "").statusCode());
        assertEquals(List.of(5L, 6L), had(Lane.OWED));
        shown = page();
        assertTrue(shown.contains("Sent again"), shown);
        assertFalse(shown.contains("Send again"), shown);
        assertEquals(200, report(WHOLE, "").statusCode());
        shown = page();
        assertTrue(shown.contains("Its receiver has everything, proven up to 23 Nov"), shown);
        assertFalse(shown.contains("Send"), shown);
    }

    @Test
    void who_asks_for_it_is_sent_at_once_what_it_lacks() throws Exception {
        String answer = report(LACKS, "?resend=true").body();
        assertTrue(answer.contains("\"lacking\":[{\"first\":5,\"last\":6,\"sent\":true}]"), answer);
        assertEquals(List.of(5L, 6L), had(Lane.OWED));
        assertTrue(page().contains("Sent again"), page());
    }

    @Test
    void a_receiver_of_other_gateways_has_nothing_of_this_one() throws Exception {
        String made = "?made=" + Instant.now();
        String answer = report("[]", made).body();
        assertTrue(answer.contains("\"lacking\":[{\"first\":1,\"last\":20,\"sent\":false}]"), answer);
        assertTrue(page().contains("Entries 1 to 20"), page());
    }

    @Test
    void what_was_delivered_after_the_report_was_made_is_not_missing() throws Exception {
        String report = "[{\"gateway\": \"gw-1\", \"entries\": 18, \"last\": 18, \"gaps\": []}]";
        String answer = report(report, "?resend=true").body();
        assertTrue(answer.contains("\"lacking\":[]"), answer);
        assertTrue(page().contains("Its receiver has everything, by its own count"), page());
        answer = report(report, "?made=" + Instant.now()).body();
        assertTrue(answer.contains("\"lacking\":[{\"first\":19,\"last\":20,\"sent\":false}]"), answer);
        assertTrue(page().contains("Entries 19 to 20"), page());
    }

    @Test
    void what_a_person_has_given_up_is_not_sent_again_and_no_longer_missing() throws Exception {
        site.journal.books().resend("lake", 5, 6).orElseThrow();
        assertEquals(2, lake.peek(Lane.OWED, 100, Long.MAX_VALUE).size());
        lake.done(Lane.OWED, 6, List.of(new Rejected(5, "never"), new Rejected(6, "never")));
        site.journal.books().dismiss("lake", List.of(5L)).toCompletableFuture().join();
        String answer = report(LACKS, "?resend=true").body();
        assertTrue(answer.contains("\"lacking\":[{\"first\":6,\"last\":6,\"sent\":true}],\"givenUp\":1"), answer);
        assertEquals(List.of(6L), had(Lane.OWED));
        site.journal.books().dismiss("lake", List.of(6L)).toCompletableFuture().join();
        answer = report(LACKS, "?resend=true").body();
        assertTrue(answer.contains("\"lacking\":[],\"givenUp\":2"), answer);
        assertEquals(List.of(), had(Lane.OWED));
        String shown = page();
        assertTrue(shown.contains("Its receiver has everything, proven up to 22 Nov"), shown);
        assertTrue(shown.contains("2 entries that it refused were given up by a person, and stay so"), shown);
        assertFalse(shown.contains("8 of 10"), shown);
    }

    @Test
    void while_old_entries_are_on_their_way_nothing_is_sent_again() throws Exception {
        SinkReport well = Reports.well("lake");
        site.sinks.set(List.of(new SinkReport(
                well.id(),
                well.type(),
                true,
                true,
                Optional.empty(),
                Optional.empty(),
                new Backlog(9, 9, 900, Optional.empty(), Optional.empty()),
                well.account(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
        HttpResponse<String> answer = report(LACKS, "?resend=true");
        assertEquals(409, answer.statusCode());
        assertTrue(answer.body().contains("9 entries of an outage are on their way yet"), answer.body());
        assertEquals(List.of(), had(Lane.OWED));
        assertTrue(page().contains("Its receiver lacks something"), "it is kept");
        assertFalse(page().contains("Send again"), page());
    }

    @Test
    void what_is_no_report_is_refused() throws Exception {
        assertEquals(400, report("{}", "").statusCode());
        assertEquals(400, report(LACKS, "?resend=perhaps").statusCode());
        assertEquals(413, report("[" + " ".repeat(2 << 20) + "]", "").statusCode());
        assertEquals(415, site.post("/api/v1/sinks/lake/report", LACKS).statusCode());
        assertEquals(404, site.post("/api/v1/sinks/nobody/report", LACKS, JSON).statusCode());
        assertEquals(
                403,
                site.post("/api/v1/sinks/lake/report", LACKS, JSON[0], JSON[1], "Origin", "https://example.com")
                        .statusCode());
        assertFalse(page().contains("Its receiver"), page());
        assertEquals(
                "/clouds?notice=gone",
                site.post("/clouds/lake/again", "")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow());
    }

    @Test
    void who_asks_for_it_has_proven_what_there_is() throws Exception {
        assertEquals(202, site.post("/api/v1/proofs", "").statusCode());
        Awaiting.until("it is proven", () -> site.journal.lastPosition() == 21);
        String proof = site.get("/api/v1/entries?after=20").body();
        assertTrue(proof.contains("\"kind\":\"proof\",\"device\":\"fridge-2\""), proof);
        assertTrue(proof.contains("\"first\":1,\"last\":20,\"count\":20"), proof);
    }
}
