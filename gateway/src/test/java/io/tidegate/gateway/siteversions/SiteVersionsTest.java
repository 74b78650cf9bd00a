package io.tidegate.gateway.siteversions;

import static io.tidegate.gateway.siteversions.SiteOfFile.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.siteversions.SiteVersion.Outcome;
import io.tidegate.testing.Awaiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of versions of a site file, in the file, on disk and in what runs. */
class SiteVersionsTest {

    @TempDir
    Path folder;

    private SiteOfFile site;

    @BeforeEach
    void start() throws Exception {
        site = new SiteOfFile(folder, true);
    }

    @AfterEach
    void end() {
        site.close();
    }

    private List<String> history() {
        return site.versions().versions().stream()
                .map(each -> each.number() + " " + each.who() + " from " + each.from() + " "
                        + each.outcome().getClass().getSimpleName())
                .toList();
    }

    @Test
    void a_good_one_is_kept_stands_in_the_file_and_in_the_list_with_what_it_changed() throws Exception {
        Verdict verdict = site.propose(text("board"));
        assertInstanceOf(Verdict.Committed.class, verdict);
        assertEquals(List.of("begin board", "keep board"), site.trial.done);
        assertEquals("board", site.runs());
        assertEquals(text("board"), site.inFile());
        assertEquals(List.of("2 api anna from 1 Committed", "1 start from 0 Committed"), history());
        List<String> diff = site.versions().text(2).orElseThrow().diff();
        assertTrue(diff.contains("-devices: [{id: box, driver: host}]"), diff.toString());
        assertTrue(diff.contains("+devices: [{id: board, driver: host}]"), diff.toString());
        site.startAnew();
        assertEquals("board", site.runs());
        assertEquals(2, site.versions().inForce());
    }

    @Test
    void mistakes_are_told_with_line_and_column_and_nothing_is_tried() throws Exception {
        Verdict verdict = site.propose(text("box").replace("driver: host", "driver: hots"));
        List<String> problems = assertInstanceOf(Verdict.Wrong.class, verdict).problems();
        assertTrue(problems.getFirst().startsWith("site.yaml:3:29 devices[0].driver: "), problems.toString());
        assertEquals(List.of(), site.trial.done);
        assertEquals(1, site.versions().versions().size());
        assertEquals(text("box"), site.inFile());
    }

    @Test
    void one_that_does_not_run_well_in_time_is_taken_back_and_says_why() throws Exception {
        site.trial.trouble = Optional.of("no cloud");
        Verdict.Reverted verdict = assertInstanceOf(Verdict.Reverted.class, site.propose(text("board")));
        assertEquals("no cloud", verdict.reason());
        assertEquals(List.of("begin board", "undo to box"), site.trial.done);
        assertEquals("box", site.runs());
        assertEquals(text("box"), site.inFile());
        assertEquals(
                new Outcome.Reverted("no cloud"),
                site.versions().versions().getFirst().outcome());
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count(), "the data and the site file");
        }
    }

    @Test
    void a_bug_in_what_is_tried_takes_it_back() throws Exception {
        assertInstanceOf(Verdict.Reverted.class, site.propose(text("bug")));
        assertEquals(List.of("begin bug", "undo to box"), site.trial.done);
        assertEquals("box", site.runs());
    }

    @Test
    void after_a_power_cut_in_the_middle_the_old_one_runs_and_the_list_says_so() throws Exception {
        site.trial.gate = new CountDownLatch(1);
        CompletionStage<Verdict> never = site.versions().propose(text("board"), SiteOfFile.ANNA);
        Awaiting.until("it is being tried", () -> site.trial.done.contains("begin board"));
        site.startAnew();
        assertEquals("box", site.runs());
        assertEquals(
                new Outcome.Reverted(VersionHistory.ENDED),
                site.versions().versions().getFirst().outcome());
        assertFalse(never.toCompletableFuture().isDone());
    }

    @Test
    void a_hand_edit_that_was_tried_when_the_power_went_stays_in_the_file_and_does_not_run() throws Exception {
        site.trial.gate = new CountDownLatch(1);
        site.edit(text("board"));
        var _ = site.versions().apply(Who.at(Who.Door.RELOAD));
        Awaiting.until("it is being tried", () -> site.trial.done.contains("begin board"));
        site.startAnew();
        assertEquals("box", site.runs());
        assertEquals(text("board"), site.inFile());
        site.edit(text("other"));
        site.startAnew();
        assertEquals("other", site.runs(), "somebody has changed it since, and means it");
    }

    @Test
    void a_hand_edit_that_does_not_run_well_is_left_in_the_file_and_can_be_tried_again() throws Exception {
        site.edit(text("board"));
        site.trial.trouble = Optional.of("no cloud");
        assertInstanceOf(Verdict.Reverted.class, site.apply());
        assertEquals(text("board"), site.inFile());
        site.startAnew();
        assertEquals("box", site.runs());
        SiteDoor.Look.Changed look =
                assertInstanceOf(SiteDoor.Look.Changed.class, site.versions().look());
        assertEquals(Optional.of(2), look.takenBack().map(SiteVersion::number), "what it says has failed");
        site.trial.trouble = Optional.empty();
        assertInstanceOf(Verdict.Committed.class, site.apply());
        assertEquals("board", site.runs());
    }

    @Test
    void a_hand_edit_that_is_not_applied_is_not_overwritten() throws Exception {
        site.edit(text("board"));
        assertInstanceOf(Verdict.Refused.class, site.propose(text("other")));
        assertEquals(text("board"), site.inFile());
        assertEquals("box", site.runs());
    }

    @Test
    void what_only_a_start_can_change_is_refused_from_elsewhere_and_waits_in_the_file() throws Exception {
        String other = text("box").replace("{id: shop}", "{id: shop, name: Shop}");
        Verdict.Refused refused = assertInstanceOf(Verdict.Refused.class, site.propose(other));
        assertTrue(refused.reason().contains("site"), refused.reason());
        site.edit(other);
        Verdict.Committed applied = assertInstanceOf(Verdict.Committed.class, site.apply());
        assertEquals(List.of("site"), applied.change().atRestart());
        assertEquals(List.of(), site.trial.done);
        String next = other.replace("box", "board");
        assertInstanceOf(Verdict.Committed.class, site.propose(next), "what waits is not changed by it");
    }

    @Test
    void two_at_once_are_tried_one_after_the_other() throws Exception {
        site.trial.gate = new CountDownLatch(1);
        CompletionStage<Verdict> first = site.versions().propose(text("board"), SiteOfFile.ANNA);
        CompletionStage<Verdict> second = site.versions().propose(text("other"), SiteOfFile.ANNA);
        Awaiting.until("the first is being tried", () -> !site.trial.done.isEmpty());
        site.trial.gate.countDown();
        assertInstanceOf(Verdict.Committed.class, SiteOfFile.decided(first));
        assertInstanceOf(Verdict.Committed.class, SiteOfFile.decided(second));
        assertEquals(List.of("begin board", "keep board", "begin other", "keep other"), site.trial.done);
        assertEquals("other", site.runs());
    }

    @Test
    void one_can_go_back_to_an_earlier_one_which_is_then_one_more() throws Exception {
        site.propose(text("board"));
        assertInstanceOf(
                Verdict.Committed.class, SiteOfFile.decided(site.versions().restore(1, SiteOfFile.ANNA)));
        assertEquals(text("box"), site.inFile());
        assertEquals("3 api anna from 2 Committed", history().getFirst());
        assertInstanceOf(
                Verdict.Refused.class, SiteOfFile.decided(site.versions().restore(99, SiteOfFile.ANNA)));
    }

    @Test
    void other_words_for_the_same_are_a_version_too_and_need_no_trial() throws Exception {
        Verdict.Committed verdict =
                assertInstanceOf(Verdict.Committed.class, site.propose("# by anna\n" + text("box")));
        assertTrue(verdict.change().isEmpty());
        assertEquals(List.of(), site.trial.done);
        assertInstanceOf(Verdict.Same.class, site.propose("# by anna\n" + text("box")));
    }

    @Test
    void the_oldest_go_but_never_the_one_in_force() throws Exception {
        VersionHistory kept =
                VersionHistory.NONE.begun(Instant.EPOCH, SiteOfFile.ANNA).committed(1, false);
        for (int i = 0; i < 2 * VersionHistory.VERSIONS_MAX; i++) {
            kept = kept.begun(Instant.EPOCH, SiteOfFile.ANNA);
        }
        assertEquals(VersionHistory.VERSIONS_MAX, kept.versions().size());
        assertEquals(1, kept.versions().getLast().number());
        assertEquals(2 * VersionHistory.VERSIONS_MAX + 1, kept.newest().number());
    }

    @Test
    void keys_in_addresses_are_not_shown() {
        assertEquals(
                "url: \"https://cloud.example.com/in?***\", id: hq",
                VersionText.masked("url: \"https://cloud.example.com/in?key=secret&a=b\", id: hq"));
    }

    @Test
    void a_file_that_nobody_can_use_is_not_started_by_while_there_is_a_version_that_ran() throws Exception {
        try (SiteOfFile site = new SiteOfFile(folder, true)) {
            for (String broken :
                    List.of(text("x").replace("host", "hots"), text("x").replace("}]", ""), "gateway: [")) {
                site.edit(broken);
                site.startAnew();
                assertEquals("box", site.runs());
                assertEquals(1, site.versions().versions().size(), "nothing was tried");
                assertTrue(site.versions().mistakes() > 0);
                assertEquals(broken, site.inFile());
            }
            site.edit(text("mended"));
            site.startAnew();
            assertEquals("mended", site.runs());
            assertEquals(0, site.versions().mistakes());
        }
    }

    @Test
    void a_mistake_is_gone_when_what_was_missing_beside_the_file_is_there() throws Exception {
        try (SiteOfFile site = new SiteOfFile(folder, true)) {
            site.edit(text("box")
                    + "sinks: [{id: hq, type: http, url: 'http://127.0.0.1:1/', bearer: '${file:token}'}]\n");
            assertEquals(1, site.versions().mistakes());
            Path token = Files.writeString(folder.resolve("token"), "secret");
            Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
            assertEquals(0, site.versions().mistakes());
        }
    }
}
