package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.testing.RootCommand;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A disk whose power can be cut: an ext4 file system in a file. {@link #cut} stops it at that moment (EXT4_IOC_SHUTDOWN
 * without flushing the log): what was synced is there after {@link #mount}, what only the kernel knew is gone, and until
 * then every write fails. Needs root.
 */
final class CutDisk {

    private static final long BYTES = 64 << 20;

    /** _IOR('X', 125, __u32), as of linux/fs/ext4/ext4.h. */
    private static final long EXT4_IOC_SHUTDOWN = 0x8004587DL;

    private static final int NO_LOG_FLUSH = 2;
    private static final int O_RDONLY = 0;

    private final Path image;
    private final Path folder;

    CutDisk(Path root) throws Exception {
        image = root.resolve("disk.img");
        folder = Files.createDirectory(root.resolve("disk"));
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(BYTES);
        }
        RootCommand.run("mke2fs", "-q", "-F", "-t", "ext4", image.toString());
        mount();
    }

    Path folder() {
        return folder;
    }

    void mount() throws Exception {
        RootCommand.run("mount", "-o", "loop", image.toString(), folder.toString());
    }

    void unmount() throws Exception {
        RootCommand.run("umount", folder.toString());
    }

    void cut() throws IOException {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor open =
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        FunctionDescriptor ioctl = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
        FunctionDescriptor close = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom(folder.toString());
            int directory = (int) linker.downcallHandle(find(linker, "open"), open, Linker.Option.firstVariadicArg(2))
                    .invokeExact(path, O_RDONLY);
            MemorySegment flag = arena.allocateFrom(ValueLayout.JAVA_INT, NO_LOG_FLUSH);
            int result = (int) linker.downcallHandle(find(linker, "ioctl"), ioctl, Linker.Option.firstVariadicArg(2))
                    .invokeExact(directory, EXT4_IOC_SHUTDOWN, flag);
            int closed =
                    (int) linker.downcallHandle(find(linker, "close"), close).invokeExact(directory);
            assertEquals(0, result | closed, "the disk could not be cut");
        } catch (Throwable e) {
            throw new IOException("the disk could not be cut", e);
        }
    }

    private static MemorySegment find(Linker linker, String function) {
        return linker.defaultLookup().find(function).orElseThrow();
    }

    void takeOut() throws Exception {
        RootCommand.run("umount", "-l", folder.toString());
    }
}
