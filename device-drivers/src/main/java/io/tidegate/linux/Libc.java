package io.tidegate.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The few calls to Linux that Java has no class for. Each answers as in C, and where that is -1, with the error's number
 * below zero. Used by one thread.
 */
@SuppressWarnings("restricted")
public final class Libc implements AutoCloseable {

    public static final int EINTR = 4;
    public static final int EAGAIN = 11;
    public static final int EACCES = 13;
    public static final int EBUSY = 16;

    /** {@code fcntl.h}: only to read, and without waiting, on x86-64 and ARM alike. */
    private static final int O_RDONLY_NONBLOCK = 0x800;

    /** {@code linux/input.h}: {@code _IOW('E', 0x90, int)}. */
    private static final long EVIOCGRAB = 0x4004_4590L;

    private static final short POLLIN = 1;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

    private static final MethodHandle OPEN =
            handle("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle IOCTL = handle(
            "ioctl",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle POLL =
            handle("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle READ =
            handle("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle CLOSE = handle("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = arena.allocate(STATE);
    private final MemorySegment buffer;
    private final MemorySegment waiting = arena.allocate(8, 4);

    public Libc(int bufferBytes) {
        this.buffer = arena.allocate(bufferBytes, 8);
    }

    private static MethodHandle handle(String name, FunctionDescriptor types, Linker.Option... further) {
        Linker.Option[] options = new Linker.Option[further.length + 1];
        System.arraycopy(further, 0, options, 0, further.length);
        options[further.length] = Linker.Option.captureCallState("errno");
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), types, options);
    }

    public int open(String path) {
        try (Arena name = Arena.ofConfined()) {
            return (int) told((int) OPEN.invokeExact(state, name.allocateFrom(path), O_RDONLY_NONBLOCK));
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    /** Takes the input device for this program alone. */
    public int grab(int file) {
        return ioctl(file, EVIOCGRAB, 1L);
    }

    /** With the buffer as what is asked and answered. */
    public int ioctl(int file, long request) {
        return ioctl(file, request, buffer.address());
    }

    public int ioctl(int file, long request, long argument) {
        try {
            return (int) told((int) IOCTL.invokeExact(state, file, request, argument));
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    /** Waits for something to read: 0 when there was nothing. */
    public int poll(int file, int millis) {
        waiting.set(JAVA_INT, 0, file);
        waiting.set(JAVA_INT, 4, POLLIN);
        try {
            return (int) told((int) POLL.invokeExact(state, waiting, 1L, millis));
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    /** Reads into the buffer. */
    public int read(int file) {
        try {
            return (int) told((long) READ.invokeExact(state, file, buffer, buffer.byteSize()));
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    public void close(int file) {
        try {
            told((int) CLOSE.invokeExact(state, file));
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    public MemorySegment buffer() {
        return buffer;
    }

    private long told(long answer) {
        return answer == -1 ? -(int) ERRNO.get(state, 0L) : answer;
    }

    private static IllegalStateException unexpected(Throwable thrown) {
        return new IllegalStateException("a call to C throws nothing", thrown);
    }

    @Override
    public void close() {
        arena.close();
    }
}
