package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.commands.CommandTargets;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.RemoteJson;
import io.tidegate.sync.Outbox;
import io.tidegate.testing.Awaiting;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The page of the clouds in a real browser. */
class CloudsBrowserTest extends InBrowser {

    private static final byte[] COMMAND =
            "{\"id\":\"c-1\",\"command\":\"switch\",\"device\":\"pump\",\"set\":{\"on\":true}}"
                    .getBytes(StandardCharsets.UTF_8);

    private static final String LACKS = "[{\"gateway\":\"gw-1\",\"entries\":3,\"last\":9,\"gaps\":[[2,3],[5,6]]}]";

    @Test
    void axe_finds_nothing_and_nothing_scrolls_sideways() throws Exception {
        for (Locale locale : List.of(Locale.UK, Locale.GERMANY)) {
            try (WebSite site = new WebSite(folder.resolve(locale.getCountry()), locale)) {
                site.sinks.set(List.of(Reports.well("lake"), Reports.away("hq", 17_280_000)));
                Outbox hq = site.journal.outbox("hq");
                hq.away(
                        Instant.now().minusSeconds(200_000),
                        "Nobody answers at 127.0.0.1:1884. Is the broker running?");
                hq.back(Instant.now().minusSeconds(90_000));
                hq.away(Instant.now().minusSeconds(7_200), "Nobody answers at 127.0.0.1:1884. Is the broker running?");
                site.commands.begin(new CommandTargets(site.siteFile, WebSite.NOBODY, (_, _) -> "{}"));
                site.journal.record(List.of(RemoteJson.command(new DeviceId("hq"), Instant.now(), COMMAND)));
                Awaiting.until(
                        "it is answered",
                        () -> site.commands.newest(Optional.empty(), 1).stream()
                                .anyMatch(each -> each.outcome().isPresent()));
                assertEquals(
                        200,
                        site.post("/api/v1/sinks/lake/report", LACKS, "Content-Type", "application/json")
                                .statusCode());
                look(site, CloudsPages.PATH, "clouds-" + locale.getLanguage());
            }
        }
    }

    @Test
    void who_gives_up_is_asked_before() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.refusedBy("lake");
            look(site, RefusedPage.PATH, "rejected-sure", page -> {
                page.locator("summary").first().click();
                page.locator("td summary").click();
            });
        }
    }
}
