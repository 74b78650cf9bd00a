package io.tidegate.gateway.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What the machine's clocks show, and whether the wall clock can be believed: a box without a battery clock wakes up in
 * the past. It is believed once the time daemon has left its mark since the machine started. Used by the journal's thread
 * only.
 */
final class ClockState {

    /** The daemon's marks are looked for this often; it needs minutes anyway. */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** systemd-timesyncd makes it at its first synchronisation; /run is empty after a start. */
    private static final String TIMESYNCD = "run/systemd/timesync/synchronized";

    /** chrony and ntpd write their clock's drift down while they are synchronised; one from before the start says nothing. */
    private static final List<String> DRIFTS = List.of(
            "var/lib/chrony/chrony.drift", "var/lib/chrony/drift", "var/lib/ntpsec/ntp.drift", "var/lib/ntp/ntp.drift");

    private static final String BOOT_TIME = "btime ";

    /**
     * @param boot tells the starts of the machine apart; monotonic times compare within one
     * @param monotonicNanos since some moment of this boot (CLOCK_MONOTONIC)
     * @param synchronised a time daemon has set the clock since the machine started
     */
    record Stamp(long boot, long monotonicNanos, Instant wall, boolean synchronised) {}

    private final Path root;
    private final InstantSource wall;
    private final LongSupplier monotonic;
    private final long boot;
    private final boolean trusted;
    private boolean synchronised;
    private long lookedAt;

    /** @param root the machine's file system, {@code /} */
    ClockState(Path root, InstantSource wall, LongSupplier monotonic) {
        this(root, wall, monotonic, false);
    }

    /** @param trusted whether the clock is right, whoever keeps it */
    ClockState(Path root, InstantSource wall, LongSupplier monotonic, boolean trusted) {
        this.trusted = trusted;
        this.root = root;
        this.wall = wall;
        this.monotonic = monotonic;
        this.boot = number(bootId());
        this.lookedAt = monotonic.getAsLong();
        this.synchronised = look();
    }

    /** Nanoseconds since some moment of this boot. */
    LongSupplier monotonic() {
        return monotonic;
    }

    Stamp now() {
        long nanos = monotonic.getAsLong();
        if (nanos - lookedAt >= LOOK_NANOS) {
            synchronised = look();
            lookedAt = nanos;
        }
        return new Stamp(boot, nanos, wall.instant(), synchronised);
    }

    private boolean look() {
        if (trusted || Files.exists(root.resolve(TIMESYNCD))) {
            return true;
        }
        Optional<Instant> started = started();
        return started.isPresent() && DRIFTS.stream().anyMatch(drift -> writtenSince(started.get(), drift));
    }

    private boolean writtenSince(Instant started, String drift) {
        try {
            return Files.getLastModifiedTime(root.resolve(drift)).toInstant().isAfter(started);
        } catch (IOException absent) {
            return false;
        }
    }

    /** By the wall clock as it is now: the kernel moves this along when the clock is set (proc(5), stat, btime). */
    private Optional<Instant> started() {
        try (var lines = Files.lines(root.resolve("proc/stat"))) {
            return lines.filter(line -> line.startsWith(BOOT_TIME))
                    .map(line -> Instant.ofEpochSecond(
                            Long.parseLong(line.substring(BOOT_TIME.length()).strip())))
                    .findFirst();
        } catch (IOException | NumberFormatException notLinux) {
            return Optional.empty();
        }
    }

    /** 48 bits of the kernel's random id (random(4)): no two boots are alike, and a block stays small. */
    static long number(String bootId) {
        return UUID.nameUUIDFromBytes(bootId.getBytes(UTF_8)).getMostSignificantBits() >>> 16;
    }

    private String bootId() {
        try {
            return Files.readString(root.resolve("proc/sys/kernel/random/boot_id"))
                    .strip();
        } catch (IOException notLinux) {
            // Every start of the program counts as a boot, which is the cautious reading.
            return "process-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        }
    }
}
