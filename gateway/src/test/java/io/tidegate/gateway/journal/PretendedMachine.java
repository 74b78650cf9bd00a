package io.tidegate.gateway.journal;

import io.tidegate.site.GatewaySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A box whose clocks a test sets: one without a battery clock wakes up in 1970, and a time server may put it right. Its
 * files are a folder. Set by the test's thread, read by the journal's.
 *
 * <p>{@link ClockState} asks for the monotonic time first and for the wall's time then. Whatever passes in between, it is
 * told what the wall showed at that monotonic time, as the clocks are set by now.
 */
public final class PretendedMachine {

    private static final String MARK = "run/systemd/timesync/synchronized";

    private final Path root;
    private int boots;
    private volatile Clocks clocks = new Clocks(Instant.EPOCH, 0);
    private final ThreadLocal<Long> askedNanos = ThreadLocal.withInitial(() -> 0L);

    private record Clocks(Instant wall, long monotonicNanos) {

        Clocks after(Duration time) {
            return new Clocks(wall.plus(time), monotonicNanos + time.toNanos());
        }

        Clocks set(Instant shown) {
            return new Clocks(shown, monotonicNanos);
        }

        Instant wallAt(long nanos) {
            return wall.minusNanos(monotonicNanos - nanos);
        }
    }

    public PretendedMachine(Path root) {
        this.root = root;
    }

    /** The machine starts, and its clock shows that. */
    public void boot(Instant shown) throws IOException {
        boots++;
        clocks = new Clocks(shown, Duration.ofSeconds(20).toNanos());
        Path bootId = root.resolve("proc/sys/kernel/random/boot_id");
        Files.createDirectories(bootId.getParent());
        Files.writeString(bootId, "boot-" + boots + "\n");
        Files.deleteIfExists(root.resolve(MARK));
    }

    /** Time goes by. */
    public void pass(Duration time) {
        clocks = clocks.after(time);
    }

    /** Somebody sets the clock by hand. */
    public void set(Instant shown) {
        clocks = clocks.set(shown);
    }

    /** A time server sets the clock; the gateway knows it some seconds later. */
    public void synchronise(Instant right) throws IOException {
        set(right);
        Files.createDirectories(root.resolve(MARK).getParent());
        Files.writeString(root.resolve(MARK), "");
        pass(Duration.ofSeconds(15));
    }

    public InstantSource clock() {
        return this::now;
    }

    public Instant now() {
        return clocks.wall();
    }

    private long monotonicNanos() {
        long now = clocks.monotonicNanos();
        askedNanos.set(now);
        return now;
    }

    private Instant wallAsAsked() {
        return clocks.wallAt(askedNanos.get());
    }

    /** A machine that is as ours, with a clock that is right and known to be. */
    public static PretendedMachine ordinary(Path root) throws IOException {
        PretendedMachine machine = new PretendedMachine(root);
        machine.boot(Instant.now());
        machine.synchronise(Instant.now());
        return machine;
    }

    /** The gateway starts on it. */
    public Journal open(Path folder) {
        return open(folder, Journals.settings());
    }

    public Journal open(Path folder, GatewaySettings settings) {
        try {
            return Journal.open(folder, settings, new ClockState(root, this::wallAsAsked, this::monotonicNanos));
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
