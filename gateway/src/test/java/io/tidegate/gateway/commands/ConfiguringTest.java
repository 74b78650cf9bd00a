package io.tidegate.gateway.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.siteversions.SiteVersion;
import io.tidegate.gateway.siteversions.Verdict;
import io.tidegate.gateway.siteversions.Who;
import io.tidegate.observation.CommandResult;
import io.tidegate.site.SiteChange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cloud that wants another site file; what comes of it is the test's. */
class ConfiguringTest {

    private static final String ASKED = "{\"id\":\"c-1\",\"command\":\"configure\",\"site\":\"site: {id: shop}\"}";

    @TempDir
    Path folder;

    private CommandResult answer(CommandSite site, Verdict verdict) throws Exception {
        site.site.verdict = CompletableFuture.completedStage(verdict);
        site.say(ASKED);
        return site.results().getFirst();
    }

    private static SiteVersion version() {
        return new SiteVersion(7, Instant.EPOCH, Who.cloud("hq", "c-1"), 6, new SiteVersion.Outcome.Committed());
    }

    @Test
    void it_is_proposed_in_the_name_of_the_cloud_and_the_answer_names_the_version() throws Exception {
        try (CommandSite site = new CommandSite(folder, "{configure: true}")) {
            SiteChange none = SiteChange.between(site.site.running(), site.site.running());
            CommandResult result = answer(site, new Verdict.Committed(version(), none));
            assertEquals(List.of("cloud hq c-1: site: {id: shop}"), site.site.proposed);
            assertEquals("{\"version\":7}", result.answer().orElseThrow());
        }
    }

    @Test
    void what_was_taken_back_is_declined_with_the_reason() throws Exception {
        try (CommandSite site = new CommandSite(folder, "{configure: true}")) {
            CommandResult result = answer(site, new Verdict.Reverted(version(), "no cloud can be reached any more"));
            assertEquals(
                    "version 7 of the site file was tried and taken back: no cloud can be reached any more",
                    result.reason().orElseThrow());
            assertEquals(CommandResult.Outcome.DECLINED, result.outcome());
        }
    }

    @Test
    void mistakes_are_told_with_their_places() throws Exception {
        try (CommandSite site = new CommandSite(folder, "{configure: true}")) {
            CommandResult result = answer(site, new Verdict.Wrong(List.of("site.yaml:3:1 devices: is missing.")));
            assertTrue(result.reason().orElseThrow().endsWith("site.yaml:3:1 devices: is missing."), result.toString());
        }
    }

    @Test
    void nobody_may_who_is_not_named() throws Exception {
        try (CommandSite site = new CommandSite(folder, "{switch: fan}")) {
            assertTrue(answer(site, new Verdict.Same()).reason().orElseThrow().contains("does not let this cloud"));
            assertEquals(List.of(), site.site.proposed);
        }
    }
}
