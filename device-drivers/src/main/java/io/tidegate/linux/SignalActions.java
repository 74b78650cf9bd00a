package io.tidegate.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** What the process does with signals at one moment, to be put back after a library has changed it. Functions only. */
@SuppressWarnings("restricted")
public final class SignalActions {

    /** Those that a process can choose for. */
    private static final int SIGNALS = 31;

    /** Larger than {@code struct sigaction} is anywhere. */
    private static final long ACTION_BYTES = 256;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle SIGACTION = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("sigaction"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

    private SignalActions() {}

    /** Runs what may change them, and puts them back as they were. */
    public static void keptDuring(Runnable change) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment[] before = new MemorySegment[SIGNALS + 1];
            for (int signal = 1; signal <= SIGNALS; signal++) {
                before[signal] = arena.allocate(ACTION_BYTES, 8);
                sigaction(signal, MemorySegment.NULL, before[signal]);
            }
            change.run();
            for (int signal = 1; signal <= SIGNALS; signal++) {
                // The kernel refuses the two that nobody can choose for, and nothing is lost by that.
                sigaction(signal, before[signal], MemorySegment.NULL);
            }
        }
    }

    private static void sigaction(int signal, MemorySegment next, MemorySegment before) {
        try {
            var _ = (int) SIGACTION.invokeExact(signal, next, before);
        } catch (Throwable impossible) {
            throw new IllegalStateException("a call to C throws nothing", impossible);
        }
    }
}
