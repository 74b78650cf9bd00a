package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.siteversions.SiteDoor.Look;
import io.tidegate.gateway.siteversions.SiteVersion;
import io.tidegate.gateway.siteversions.Verdict;
import io.tidegate.gateway.siteversions.VersionText;
import io.tidegate.gateway.siteversions.Who;
import io.tidegate.site.SiteChange;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the site file, as a person at the shop sees it. */
class SitePageTest {

    private static final SiteChange.Ids NONE = new SiteChange.Ids(List.of(), List.of(), List.of());
    private static final Look CHANGED = new Look.Changed(
            new SiteChange(
                    new SiteChange.Ids(List.of("oven"), List.of(), List.of("fridge-1", "fridge-2")),
                    NONE,
                    true,
                    List.of("web")),
            Optional.empty());

    @TempDir
    Path folder;

    @Test
    void it_says_what_a_changed_file_changes_and_applies_it_by_a_button() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.siteFile.look = CHANGED;
            String page = site.get("/site").body();
            assertTrue(page.contains("Devices that come: oven"), page);
            assertTrue(page.contains("Devices that go: fridge-1, fridge-2"), page);
            assertTrue(page.contains("Only at the next start of the gateway: web"), page);
            assertTrue(page.contains("action=\"/site/apply\""), page);

            assertEquals(
                    303,
                    site.post("/site/apply", "", "Content-Type", "application/x-www-form-urlencoded")
                            .statusCode());

            assertEquals(1, site.siteFile.applied.get());
            assertTrue(site.get("/site").body().contains("runs by what the site file says"));
        }
    }

    @Test
    void a_file_with_mistakes_shows_them_and_has_no_button() throws Exception {
        try (WebSite site = new WebSite(folder, Locale.GERMANY)) {
            site.siteFile.look = new Look.Wrong(List.of("site.yaml:7:3 devices[0].id: is missing", "site.yaml:9:1 x"));
            String page = site.get("/site").body();
            assertTrue(page.contains("Die Standortdatei hat 2 Fehler; das Gateway"), page);
            assertTrue(page.contains("site.yaml:7:3 devices[0].id: is missing"), page);
            assertFalse(page.contains("/site/apply"), page);
        }
    }

    @Test
    void what_only_a_start_can_change_has_no_button() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.siteFile.look = new Look.Changed(new SiteChange(NONE, NONE, false, List.of("site")), Optional.empty());
            String page = site.get("/site").body();
            assertTrue(page.contains("wait for the next start"), page);
            assertFalse(page.contains("/site/apply"), page);
        }
    }

    @Test
    void while_a_version_is_tried_it_says_so_offers_nothing_and_comes_again() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            site.siteFile.look = CHANGED;
            site.siteFile.kept.add(version(4, new SiteVersion.Outcome.Committed()));
            assertTrue(site.get("/site").headers().firstValue("Refresh").isEmpty());
            site.siteFile.kept.add(version(5, new SiteVersion.Outcome.Trying()));
            HttpResponse<String> answer = site.get("/site");
            assertTrue(answer.body().contains("Version 5 is being tried."), answer.body());
            assertTrue(answer.body().contains("version 4 is in force."), answer.body());
            assertFalse(answer.body().contains("/site/apply"), answer.body());
            assertTrue(answer.headers().firstValue("Refresh").isPresent());
        }
    }

    @Test
    void a_file_that_was_tried_in_vain_says_so_before_it_is_tried_again() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            SiteVersion five = version(5, new SiteVersion.Outcome.Reverted("x")).version();
            site.siteFile.kept.add(version(4, new SiteVersion.Outcome.Committed()));
            site.siteFile.look = new Look.Changed(((Look.Changed) CHANGED).change(), Optional.of(five));
            String page = site.get("/site").body();
            assertTrue(page.contains("tried as version 5 and taken back, so the gateway runs by version 4."), page);
            assertTrue(page.contains("<button>Try the site file again</button>"), page);
        }
    }

    @Test
    void it_shows_what_runs_with_every_default() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            assertTrue(site.get("/site").body().contains("commitWindow: "));
            assertEquals("{\"changed\":false}", site.get("/api/v1/site/changes").body());
        }
    }

    private static VersionText version(int number, SiteVersion.Outcome outcome) {
        SiteVersion version = new SiteVersion(number, Instant.EPOCH, Who.cloud("hq", "4711"), number - 1, outcome);
        return new VersionText(version, "site: {id: shop}\n", List.of("-site: {id: ship}", "+site: {id: shop}"));
    }

    @Test
    void it_lists_versions_with_who_and_what_came_of_them_and_each_has_a_page_with_a_way_back() throws Exception {
        try (WebSite site = new WebSite(folder, Locale.GERMANY)) {
            site.siteFile.kept.add(version(3, new SiteVersion.Outcome.Committed()));
            site.siteFile.kept.add(version(2, new SiteVersion.Outcome.Reverted("the pages do not answer in time")));
            String list = site.get("/site").body();
            assertTrue(list.contains("die Cloud hq 4711"), list);
            assertTrue(list.contains("die Seiten antworten nicht rechtzeitig"), list);
            String two = site.get("/site/versions/2").body();
            assertTrue(two.contains("-site: {id: ship}\n+site: {id: shop}"), two);
            assertTrue(two.contains("action=\"/site/versions/2/restore\""), two);
            assertFalse(site.get("/site/versions/3").body().contains("/restore"), "it is in force");
            assertEquals(404, site.get("/site/versions/9").statusCode());
            assertEquals(404, site.get("/site/versions/x").statusCode());

            site.siteFile.verdict = CompletableFuture.completedStage(new Verdict.Reverted(
                    version(4, new SiteVersion.Outcome.Reverted("x")).version(), "x"));
            HttpResponse<String> back =
                    site.post("/site/versions/2/restore", "", "Content-Type", "application/x-www-form-urlencoded");
            assertEquals(303, back.statusCode());
            assertEquals(
                    "/site?notice=taken-back",
                    back.headers().firstValue("Location").orElse(""));
            assertEquals(List.of("page: 2"), site.siteFile.proposed);
        }
    }

    @Test
    void a_program_tries_a_text_and_is_told_what_came_of_it() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            String path = "/api/v1/site/versions";
            SiteVersion four = version(4, new SiteVersion.Outcome.Committed()).version();
            site.siteFile.verdict = CompletableFuture.completedStage(
                    new Verdict.Committed(four, new SiteChange(NONE, NONE, true, List.of())));
            HttpResponse<String> kept = site.post(path + "?by=anna", "site: 1", "Content-Type", "application/yaml");
            assertEquals(200, kept.statusCode(), kept.body());
            assertTrue(kept.body().endsWith("\"version\":4}"), kept.body());
            assertEquals(List.of("api anna: site: 1"), site.siteFile.proposed);
            site.siteFile.verdict = CompletableFuture.completedStage(new Verdict.Reverted(four, "no cloud"));
            assertEquals(409, site.post(path + "/2/restore", "").statusCode());
            site.siteFile.verdict = CompletableFuture.completedStage(new Verdict.Wrong(List.of("site.yaml:1:1 x")));
            assertEquals(
                    422,
                    site.post(path, "x", "Content-Type", "application/yaml").statusCode());
            assertEquals(
                    415,
                    site.post(path, "x=1", "Content-Type", "application/x-www-form-urlencoded")
                            .statusCode());
            assertEquals(
                    403,
                    site.post(path, "x", "Content-Type", "application/yaml", "Sec-Fetch-Site", "cross-site")
                            .statusCode());
            site.siteFile.kept.add(version(4, new SiteVersion.Outcome.Committed()));
            String one = site.get(path + "/4").body();
            assertTrue(one.contains("\"who\":\"hq 4711\"") && one.contains("\"diff\":[\"-site"), one);
            assertEquals(404, site.get(path + "/5").statusCode());
        }
    }
}
