package io.tidegate.gateway.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import io.tidegate.sync.Rejected;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cloud asks about entries that went to it, or that it has refused. */
class ResendingTest {

    @TempDir
    Path folder;

    @Test
    void entries_go_once_more_and_what_was_refused_is_decided() throws Exception {
        try (CommandSite site = new CommandSite(folder, CommandSite.ALL)) {
            Outbox outbox = site.journal().outbox("hq");
            for (int i = 0; i < 3; i++) {
                site.journal()
                        .record(List.of(new Observation.Reading(
                                new DeviceId("fridge"), site.now, Map.of("t", Value.of((double) i)))));
            }
            outbox.done(Lane.FRESH, 3, List.of());
            assertEquals(
                    "c-1 resend done {\"first\":2,\"last\":3}",
                    site.say("{\"id\":\"c-1\",\"command\":\"resend\",\"first\":2,\"last\":900}"));
            assertEquals(
                    List.of(2L, 3L),
                    outbox.peek(Lane.OWED, 10, 1_000_000).stream()
                            .map(each -> each.position())
                            .toList());
            assertTrue(site.say("{\"id\":\"c-2\",\"command\":\"resend\",\"first\":700,\"last\":900}")
                    .startsWith("c-2 resend declined: nothing of it can be sent once more"));
            assertEquals("c-3 replay done", site.say("{\"id\":\"c-3\",\"command\":\"replay\"}"));
            String dismiss = "{\"id\":\"c-4\",\"command\":\"dismiss\",\"positions\":[1,2]}";
            String none = site.say(dismiss);
            assertTrue(none.startsWith("c-4 dismiss declined: no entry with such a number is refused"), none);
            outbox.done(Lane.OWED, 3, List.of(new Rejected(2, "400")));
            assertEquals("c-5 dismiss done", site.say(dismiss.replace("c-4", "c-5")));
            assertEquals(
                    List.of("1, 2", "1, 2", "", "700-900", "2-900"),
                    site.commands().newest(Optional.empty(), 9).stream()
                            .map(each -> each.subject().orElse(""))
                            .toList());
        }
    }
}
