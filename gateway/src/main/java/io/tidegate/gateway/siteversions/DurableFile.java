package io.tidegate.gateway.siteversions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A small text file that is replaced as a whole: written beside its place, synced, and renamed, so that after a power cut
 * there is the old one or the new one. Used by one thread at a time.
 */
record DurableFile(Path path) {

    private static final String BESIDE = ".next";

    /** Returning means that it is on disk. */
    void write(String text) throws IOException {
        prepare(text);
        replace();
    }

    /** Writes it beside its place: whatever could fail by room on the disk has failed then. */
    void prepare(String text) throws IOException {
        try {
            sync(text);
        } catch (IOException failed) {
            drop();
            throw failed;
        }
    }

    private void sync(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
        try (FileChannel channel = FileChannel.open(
                beside(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        if (Files.exists(path)) {
            // Who could read it can go on to do so.
            Files.setPosixFilePermissions(beside(), Files.getPosixFilePermissions(path));
        }
    }

    /** Puts what was prepared in its place. */
    void replace() throws IOException {
        Files.move(beside(), path, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel channel = FileChannel.open(folder(), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** What was prepared is not wanted. */
    void drop() throws IOException {
        Files.deleteIfExists(beside());
    }

    boolean isReplaceable() {
        return Files.isWritable(folder());
    }

    private Path beside() {
        return folder().resolve("." + path.getFileName() + BESIDE);
    }

    private Path folder() {
        return requireNonNull(path.toAbsolutePath().getParent());
    }
}
