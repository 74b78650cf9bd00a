package io.tidegate.gateway.pages;

import io.tidegate.sync.Outbox;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page of the clouds in a real browser. */
class CloudsBrowserTest extends InBrowser {

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
                look(site, CloudsPages.PATH, "clouds-" + locale.getLanguage());
            }
        }
    }
}
