package io.tidegate.gateway.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What the machine's clocks show, and whether the wall clock can be believed: a box without a battery clock wakes up in
 * the past. Used by the journal's thread only.
 */
final class ClockState {

    /** The kernel is asked this often; NTP needs minutes anyway. */
    private static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** struct timex has 208 bytes on 64-bit Linux; modes = 0 at its start changes nothing. */
    private static final long TIMEX_BYTES = 512;

    private static final int TIME_ERROR = 5;

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /**
     * @param bootId changes with every start of the machine (random(4)); monotonic times compare within one
     * @param monotonicNanos since some moment of this boot (CLOCK_MONOTONIC)
     * @param synchronised the kernel says that NTP disciplines its clock
     */
    record Stamp(String bootId, long monotonicNanos, Instant wall, boolean synchronised) {}

    private final String bootId;
    private final InstantSource wall;
    private final LongSupplier monotonic;
    private final BooleanSupplier kernel;
    private boolean synchronised;
    private long askedAt;

    ClockState(InstantSource wall) {
        this(bootId(BOOT_ID), wall, System::nanoTime, kernelClock());
    }

    ClockState(String bootId, InstantSource wall, LongSupplier monotonic, BooleanSupplier kernel) {
        this.bootId = bootId;
        this.wall = wall;
        this.monotonic = monotonic;
        this.kernel = kernel;
        this.askedAt = monotonic.getAsLong();
        this.synchronised = kernel.getAsBoolean();
    }

    Stamp now() {
        long nanos = monotonic.getAsLong();
        if (nanos - askedAt > ASK_NANOS) {
            synchronised = kernel.getAsBoolean();
            askedAt = nanos;
        }
        return new Stamp(bootId, nanos, wall.instant(), synchronised);
    }

    private static String bootId(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            // Not Linux: every start of the program counts as a boot, which is the cautious reading.
            return "process-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        }
    }

    /** adjtimex(2) with nothing to set answers the clock's state; TIME_ERROR (5) means not synchronised. */
    @SuppressWarnings("restricted")
    private static BooleanSupplier kernelClock() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> symbol = SymbolLookup.loaderLookup()
                .find("adjtimex")
                .or(() -> linker.defaultLookup().find("adjtimex"));
        if (symbol.isEmpty()) {
            return () -> false;
        }
        MethodHandle adjtimex =
                linker.downcallHandle(symbol.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        return () -> {
            try (Arena arena = Arena.ofConfined()) {
                int state = (int) adjtimex.invokeExact(arena.allocate(TIMEX_BYTES));
                return state >= 0 && state != TIME_ERROR;
            } catch (Throwable e) {
                throw new IllegalStateException("adjtimex(2) cannot be called", e);
            }
        };
    }
}
