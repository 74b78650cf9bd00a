package io.tidegate.gateway.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.driver.Outcome;
import io.tidegate.gateway.journal.ParkedItems;
import io.tidegate.observation.CommandResult;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.RemoteCommand;
import io.tidegate.sync.ReceivedCommand;
import io.tidegate.testing.Awaiting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real journal; the device is the test. */
class CloudCommandsTest {

    private static final String ON = "{\"id\":\"c-1\",\"command\":\"switch\",\"device\":\"fan\",\"set\":{\"on\":true}}";

    @TempDir
    Path folder;

    @Test
    void a_command_is_written_down_carried_out_and_answered() throws Exception {
        try (CommandSite site = new CommandSite(folder, CommandSite.ALL)) {
            assertEquals("c-1 switch done", site.say(ON.replace("}}", "},\"for\":\"PT10S\"}")));
            assertEquals(List.of("fan on=true PT10S"), site.told);
            assertEquals(new DeviceId("hq"), site.asked().getFirst().device());
            AskedCommand known = site.commands().newest(Optional.of("hq"), 10).getFirst();
            assertEquals(Optional.of("fan on=true for PT10S"), known.subject());
            assertEquals(Optional.of(CommandResult.Outcome.DONE), known.outcome());
        }
    }

    @Test
    void the_same_id_again_does_nothing_also_after_a_restart() throws Exception {
        try (CommandSite site = new CommandSite(folder, CommandSite.ALL)) {
            site.say(ON);
            site.ask(ON, ON.replace("true", "false"), ON);
            site.reopen();
            site.ask(ON);
            assertEquals("c-2 switch done", site.say(ON.replace("c-1", "c-2")));
            assertEquals(List.of("fan on=true", "fan on=true"), site.told);
            assertEquals(2, site.results().size());
            assertEquals(2, site.asked().size());
            assertEquals(1, site.commands().figures().getFirst().repeated());
        }
    }

    @Test
    void one_that_comes_twice_before_its_turn_is_carried_out_once() throws Exception {
        try (CommandSite site = new CommandSite(folder, CommandSite.ALL)) {
            CompletableFuture<Outcome> slow = new CompletableFuture<>();
            site.outcome = slow;
            site.ask(ON.replace("c-1", "c-0"));
            site.ask(ON);
            // Neither is answered yet, so that only the one who carries them out can know.
            site.ask(ON);
            slow.complete(new Outcome.Done());
            Awaiting.until("both are answered", () -> site.results().size() == 2);
            site.say(ON.replace("c-1", "c-2"));
            assertEquals(3, site.told.size());
            assertEquals(3, site.results().size());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"id\":\"a\",\"command\":\"switch\",\"device\":\"saw\",\"set\":{\"on\":true}} | does not let this cloud ask for it, but for: switch fan",
                "{\"id\":\"a\",\"command\":\"resend\",\"first\":1,\"last\":2} | does not let this cloud",
                "{\"id\":\"a\",\"command\":\"report\",\"report\":\"levels\"} | does not let this cloud",
                "{\"id\":\"a\",\"command\":\"replay\"} | does not let this cloud",
                "{\"id\":\"a\",\"command\":\"dismiss\",\"positions\":[1]} | does not let this cloud",
                "{\"id\":\"a\",\"command\":\"reboot\"} | There is no command 'reboot'. Use configure, dismiss, replay, report, resend, switch.",
                "{\"id\":\"a\"} | 'command' is missing",
                "{\"id\":\"a\",\"command\":\"switch\",\"device\":\"fan\",\"set\":{}} | 'set' is missing",
                "{\"id\":\"a\",\"command\":\"switch\",\"device\":\"fan\",\"set\":{\"on\":[1]}} | 'on' is no plain value",
                "{\"id\":\"a\",\"command\":\"switch\",\"device\":\"fan\",\"set\":{\"on\":1e999}} | 'on' is no number",
                "{\"id\":\"a\",\"command\":\"switch\",\"device\":\"FAN\",\"set\":{\"on\":true}} | FAN",
                "{\"id\":\"a\",\"command\":\"switch\",\"device\":\"fan\",\"set\":{\"on\":true},\"for\":\"-PT1S\"} | 'for' is no time",
                "{\"id\":\"a\",\"command\":\"switch\",\"device\":\"fan\",\"set\":{\"on\":true},\"then\":1} | 'then' is not known",
                "{\"id\":\"a\",\"command\":\"switch\",\"device\":\"fan\",\"set\":{\"on\":true},\"expires\":\"soon\"} | 'expires' is no time",
                "{\"id\":\"a\",\"command\":\"resend\",\"first\":3,\"last\":2} | no range",
                "{\"id\":\"a\",\"command\":7} | 'command' is no text",
                "{\"id\":\"a\",\"command\": | Not JSON: it ends before it is complete"
            })
    void what_is_not_allowed_or_not_understood_is_declined_with_its_reason(String command, String reason)
            throws Exception {
        try (CommandSite site = new CommandSite(folder, "{switch: fan}")) {
            String answer = site.say(command);
            assertTrue(answer.startsWith("a ") && answer.contains(" declined: "), answer);
            assertTrue(answer.contains(reason), answer);
            assertEquals(List.of(), site.told);
        }
    }

    @Test
    void what_is_no_command_is_parked_and_stops_nothing() throws Exception {
        try (CommandSite site = new CommandSite(folder, CommandSite.ALL)) {
            String large = "{\"x\":\"" + "x".repeat(1_000_000);
            site.ask(
                    "",
                    "switch it on",
                    "[]",
                    "{\"command\":\"switch\"}",
                    large,
                    "{\"id\":\"c-9\"," + large.substring(1));
            site.desk()
                    .received(List.of(new ReceivedCommand(
                            "t/do", ON.getBytes(StandardCharsets.UTF_8), Optional.of("it is not signed"))));
            Awaiting.until(
                    "the one with an id is answered", () -> site.results().size() == 1);
            assertEquals("c-1 switch done", site.say(ON));
            String refused = CommandSite.words(site.results().getFirst());
            assertTrue(refused.startsWith("c-9 declined: The command has more than 16384 bytes"), refused);
            var parked = new ParkedItems(site.journal()).newest(100);
            assertEquals(6, parked.size());
            assertEquals("hq", parked.getFirst().parked().source());
            assertTrue(parked.getFirst().parked().reason().contains("not signed"), parked.toString());
            CommandFigures figures = site.commands().figures().getFirst();
            assertEquals(8, figures.received());
            assertEquals(6, figures.parked());
            assertEquals(1L, figures.outcomes().get(CommandResult.Outcome.DECLINED));
        }
    }

    @Test
    void one_whose_time_is_over_is_not_carried_out() throws Exception {
        try (CommandSite site = new CommandSite(folder, CommandSite.ALL)) {
            String past = ON.replace("}}", "},\"expires\":\"2026-11-29T12:59:59+01:00\"}");
            assertEquals(
                    "c-1 switch expired: its time was over at 2026-11-29T11:59:59.000Z, and it is"
                            + " 2026-11-29T12:00:00.000Z here",
                    site.say(past));
            assertEquals(
                    "c-2 switch done",
                    site.say(past.replace("c-1", "c-2")
                            .replace(":59:59+", ":00:01+")
                            .replace("T12:", "T13:")));
            // One that does not say so is good for some minutes only, however long it lay there.
            CompletableFuture<Outcome> slow = new CompletableFuture<>();
            site.outcome = slow;
            site.ask(ON.replace("c-1", "c-3"));
            Awaiting.until("it is being carried out", () -> site.told.size() == 2);
            site.ask(ON.replace("c-1", "c-4"));
            site.pass(Judgement.GOOD_FOR);
            slow.complete(new Outcome.Done());
            assertTrue(
                    site.next(3).startsWith("c-4 switch expired"),
                    site.results().toString());
            assertEquals(2, site.told.size());
        }
    }

    @Test
    void a_clock_that_nobody_has_set_judges_no_time() throws Exception {
        try (CommandSite site = new CommandSite(folder, CommandSite.ALL)) {
            site.clockTrusted = false;
            String answer = site.say(ON.replace("}}", "},\"expires\":\"2099-01-01T00:00:00Z\"}"));
            assertTrue(answer.startsWith("c-1 switch declined: the clock of the box has not been set"), answer);
            assertEquals("c-2 switch done", site.say(ON.replace("c-1", "c-2")));
            // Of one that came before a restart nobody knows how old it is.
            site.commands().close();
            site.journal()
                    .record(List.of(new RemoteCommand(new DeviceId("hq"), site.now, "c-3", ON.replace("c-1", "c-3"))));
            site.reopen();
            assertTrue(site.next(2).startsWith("c-3 switch expired: it came before the gateway was started anew"));
            assertEquals(1, site.told.size());
        }
    }

    @Test
    void what_was_interrupted_is_done_again_where_that_comes_to_the_same_and_else_answered_honestly() throws Exception {
        try (CommandSite site = new CommandSite(folder, CommandSite.ALL)) {
            site.outcome = new CompletableFuture<>();
            site.ask(ON);
            Awaiting.until("it is being carried out", () -> site.told.size() == 1);
            site.reopen();
            Awaiting.until("it is being carried out again", () -> site.told.size() == 2);
            site.commands().close();
            site.outcome = CompletableFuture.completedStage(new Outcome.Done());
            site.reopen();
            assertEquals("c-1 switch done", site.next(0));

            site.outcome = new CompletableFuture<>();
            site.ask(ON.replace("c-1", "c-2").replace("}}", "},\"for\":\"PT1M\"}"));
            Awaiting.until("it is being carried out", () -> site.told.size() == 4);
            assertEquals(
                    Optional.empty(),
                    site.commands().newest(Optional.empty(), 1).getFirst().outcome());
            site.reopen();
            assertTrue(
                    site.next(1).startsWith("c-2 switch failed: the gateway stopped while it was carrying this out"));
            assertEquals(4, site.told.size());
            site.reopen();
            assertEquals(2, site.results().size());
        }
    }

    @Test
    void what_a_device_says_to_it_is_the_answer() throws Exception {
        try (CommandSite site = new CommandSite(folder, CommandSite.ALL)) {
            site.outcome = CompletableFuture.completedStage(new Outcome.Declined("the pin is away"));
            assertEquals("c-1 switch declined: the pin is away", site.say(ON));
            site.outcome = CompletableFuture.completedStage(new Outcome.Unanswered("nothing was heard"));
            assertEquals("c-2 switch failed: nothing was heard", site.say(ON.replace("c-1", "c-2")));
            site.outcome = CompletableFuture.failedStage(new IllegalStateException("a mistake"));
            assertTrue(site.say(ON.replace("c-1", "c-3")).startsWith("c-3 switch failed: a mistake in the gateway"));
            assertTrue(site.say(ON.replace("c-1", "c-4").replace("fan", "lamp-9"))
                    .startsWith("c-4 switch declined: the site has no output 'lamp-9'"));
        }
    }

    @Test
    void a_report_comes_in_the_answer_unless_it_is_too_large() throws Exception {
        try (CommandSite site = new CommandSite(folder, CommandSite.ALL)) {
            String report = "{\"id\":\"r-1\",\"command\":\"report\",\"report\":\"status\"}";
            assertEquals("r-1 report done {\"report\":\"status\"}", site.say(report));
            String answer = site.say(report.replace("r-1", "r-2").replace("}", ",\"with\":{\"size\":1}}"));
            assertTrue(answer.startsWith("r-2 report declined: the report has 32770 characters"), answer);
        }
    }

    @Test
    void a_server_may_tell_many_in_one_answer() throws Exception {
        try (CommandSite site = new CommandSite(folder, CommandSite.ALL)) {
            int many = 3 * Tally.WAITING_MAX;
            site.ask(IntStream.range(0, many)
                    .mapToObj(i -> ON.replace("c-1", "c-" + i))
                    .toArray(String[]::new));
            Awaiting.until("all are answered", () -> site.results().size() == many);
            assertEquals(many, site.told.size());
        }
    }

    @Test
    void too_many_at_once_wait_unacknowledged_until_there_is_room() throws Exception {
        try (CommandSite site = new CommandSite(folder, CommandSite.ALL)) {
            CompletableFuture<Outcome> slow = new CompletableFuture<>();
            site.outcome = slow;
            CompletableFuture<Void> all = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < Tally.WAITING_MAX + 1; i++) {
                        site.ask(ON.replace("c-1", "c-" + i));
                    }
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            Awaiting.until("the last waits", () -> site.asked().size() == Tally.WAITING_MAX);
            assertTrue(!all.isDone());
            slow.complete(new Outcome.Done());
            all.get();
            Awaiting.until("all are answered", () -> site.results().size() == Tally.WAITING_MAX + 1);
        }
    }
}
