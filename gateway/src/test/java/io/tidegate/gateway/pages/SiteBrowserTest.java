package io.tidegate.gateway.pages;

import io.tidegate.gateway.siteversions.SiteVersion;
import io.tidegate.gateway.siteversions.VersionText;
import io.tidegate.gateway.siteversions.Who;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of the site file and that of a version, in a real browser. */
class SiteBrowserTest extends InBrowser {

    @Test
    void the_versions_can_be_read_on_a_phone() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.siteFile.kept.add(version(2, new SiteVersion.Outcome.Committed()));
            site.siteFile.kept.add(version(1, new SiteVersion.Outcome.Reverted("no cloud can be reached any more")));
            look(site, "/site", "site");
            look(site, "/site/versions/1", "site-version");
        }
    }

    private static VersionText version(int number, SiteVersion.Outcome outcome) {
        SiteVersion version = new SiteVersion(number, Instant.EPOCH, Who.cloud("hq", "4711"), number - 1, outcome);
        String line =
                "devices: [{id: box, driver: host, interval: 1 s}, {id: another-box, driver: host, interval: 10 s}]";
        return new VersionText(version, line, List.of("--- version 0", "+++ version 1", "@@ -1 +1 @@", "+" + line));
    }
}
