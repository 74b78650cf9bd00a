package io.tidegate.gateway.sensing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.testing.Awaiting;
import io.tidegate.testing.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM of its own in which a machine makes parts, and which is killed with SIGKILL in between, again and again. */
class SensingKillTest {

    private static final int KILLS = 6;

    @TempDir
    Path folder;

    @Test
    void what_a_machine_makes_is_booked_once_however_often_the_gateway_is_killed() throws Exception {
        Random random = new Random(3);
        int made = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            made = makeUntilKilled(made, made + 1 + random.nextInt(25)) + 1;
        }
        int all = made;
        try (SensingSite site = new SensingSite(folder, KilledPress.STOCK)) {
            KilledPress.say(site, all);
            Awaiting.until(
                    "all is booked",
                    () -> site.levels()
                            .equals(List.of(
                                    "bracket@sales-floor " + all + " each", "nut@sales-floor -" + 2 * all + " each")));
            assertEquals(List.of(), site.parked());
        }
    }

    /** The highest number that is surely in the journal. */
    private int makeUntilKilled(int from, int enough) throws IOException {
        Process child = ChildJvm.start(KilledPress.class, folder, Integer.toString(from));
        int made = from;
        try (BufferedReader out = child.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                // The last line may be cut off by the kill, and is then a smaller number.
                if (line.matches("[0-9]+") && Integer.parseInt(line) > made) {
                    made = Integer.parseInt(line);
                }
                if (made >= enough) {
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly();
        }
        return made;
    }
}
