package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootsTest {

    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    @TempDir
    Path folder;

    private static ClockState.Stamp stamp(long boot, long minute, Instant wall, boolean synchronised) {
        return new ClockState.Stamp(boot, minute * MINUTE_NANOS, wall, synchronised);
    }

    /** The clock is set in the tenth minute of the boot. */
    private static ClockState.Stamp set(long boot) {
        return stamp(boot, 10, Journals.TEN.plusSeconds(boot), true);
    }

    @Test
    void what_was_committed_before_the_clock_was_set_is_so_long_before_that() {
        Boots boots = new Boots();
        ClockState.Stamp commit = stamp(1, 3, Instant.EPOCH, false);
        assertEquals(Instant.EPOCH, boots.hindsight(commit).recordedAt(), "nothing is known yet");
        boots.landed(set(1));
        assertEquals(
                Journals.TEN.plusSeconds(1).minus(Duration.ofMinutes(7)),
                boots.hindsight(commit).recordedAt());
        assertEquals(
                Instant.EPOCH,
                boots.hindsight(stamp(2, 3, Instant.EPOCH, false)).recordedAt(),
                "of another boot");
        assertEquals(
                Journals.TEN, boots.hindsight(stamp(1, 20, Journals.TEN, true)).recordedAt(), "its clock was right");
    }

    @Test
    void of_very_many_boots_those_that_were_set_longest_ago_are_forgotten() throws Exception {
        try (Connection connection = Schema.openWriter(folder.resolve("journal.db"), Schema.STEPS)) {
            for (long boot = 1; boot <= Boots.NOTED_MAX + 2; boot++) {
                Boots.board(connection, set(boot));
            }
            Boots boots = new Boots();
            boots.load(connection);
            assertFalse(boots.isNoted(2));
            assertTrue(boots.isNoted(3));
            assertTrue(boots.isNoted(Boots.NOTED_MAX + 2));
        }
    }
}
