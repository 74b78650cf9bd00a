package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a machine made of files. */
class ClockStateTest {

    private static final Instant STARTED = Instant.parse("2026-11-24T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @TempDir
    Path root;

    private long nanos;

    private ClockState clock() {
        return new ClockState(root, () -> NOW, () -> nanos);
    }

    private Path write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    @Test
    void a_machine_without_a_time_daemon_is_not_believed() throws Exception {
        write("proc/stat", "cpu 1 2 3\nbtime " + STARTED.getEpochSecond() + "\nprocesses 7\n");
        assertFalse(clock().now().synchronised());
    }

    @Test
    void the_mark_of_timesyncd_is_noticed_within_ten_seconds() throws Exception {
        ClockState clock = clock();
        assertFalse(clock.now().synchronised());
        write("run/systemd/timesync/synchronized", "");
        assertFalse(clock.now().synchronised(), "it is not looked for at every commit");
        nanos += Duration.ofSeconds(10).toNanos();
        assertTrue(clock.now().synchronised());
    }

    @Test
    void a_drift_file_counts_when_it_was_written_since_the_machine_started() throws Exception {
        write("proc/stat", "btime " + STARTED.getEpochSecond() + "\n");
        Path drift = write("var/lib/chrony/chrony.drift", "1.5 0.1\n");
        Files.setLastModifiedTime(drift, FileTime.from(STARTED.minusSeconds(60)));
        assertFalse(clock().now().synchronised(), "it is from before the start");
        Files.setLastModifiedTime(drift, FileTime.from(STARTED.plusSeconds(60)));
        assertTrue(clock().now().synchronised());
    }

    @Test
    void a_stamp_tells_boot_and_both_clocks() throws Exception {
        write("proc/sys/kernel/random/boot_id", "0b1c2d\n");
        nanos = 17;
        assertEquals(new ClockState.Stamp(ClockState.number("0b1c2d"), 17, NOW, false), clock().now());
    }

    @Test
    void where_the_machine_has_no_boot_id_every_start_of_the_program_is_one() {
        assertNotEquals(clock().now().boot(), clock().now().boot());
    }
}
