package io.tidegate.gateway.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.Awaiting;
import io.tidegate.testing.ChildJvm;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM of its own that is killed with SIGKILL while a device does what it was told. */
class CommandsKillTest {

    private static final String ON = "{\"id\":\"c-1\",\"command\":\"switch\",\"device\":\"fan\",\"set\":{\"on\":true}}";
    private static final String TIMED =
            "{\"id\":\"c-1\",\"command\":\"switch\",\"device\":\"fan\",\"set\":{\"on\":true},\"for\":\"PT1M\"}";
    private static final String BEHIND = ON.replace("c-1", "c-2").replace("fan", "lamp-1");

    @TempDir
    Path folder;

    private void killWhileItIsDone(String... commands) throws Exception {
        Process child = ChildJvm.start(KilledCommands.class, folder, commands);
        try (BufferedReader out = child.inputReader()) {
            assertEquals("taken", out.readLine());
            assertEquals("told", out.readLine());
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    void one_that_comes_to_the_same_is_done_again_and_one_that_waited_has_its_turn() throws Exception {
        killWhileItIsDone(ON, BEHIND);
        try (CommandSite site = new CommandSite(folder, CommandSite.ALL)) {
            assertEquals("c-1 switch done", site.next(0));
            assertEquals("c-2 switch done", site.next(1));
            assertEquals(List.of("fan on=true", "lamp-1 on=true"), site.told);
            site.reopen();
            assertEquals(2, site.results().size());
        }
    }

    @Test
    void one_that_does_not_is_not_done_again_and_its_sender_learns_that_nobody_knows() throws Exception {
        killWhileItIsDone(TIMED, BEHIND);
        try (CommandSite site = new CommandSite(folder, CommandSite.ALL)) {
            String answer = site.next(0);
            assertTrue(answer.startsWith("c-1 switch failed: the gateway stopped"), answer);
            assertEquals("c-2 switch done", site.next(1));
            assertEquals(List.of("lamp-1 on=true"), site.told);
            // The broker never got an acknowledgement, and sends all again.
            site.ask(TIMED, BEHIND);
            assertEquals("c-3 switch done", site.say(ON.replace("c-1", "c-3")));
            Awaiting.until("nothing else was done", () -> site.told.size() == 2);
        }
    }
}
