package io.tidegate.clouds.sparkplug;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.tidegate.sync.UnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The number that ties a node's death to its birth, {@code bdSeq}: one more with each CONNECT, from 0 to 255 and round again,
 * over restarts too (Sparkplug 3.0, section 6.4.19). It is on disk before the CONNECT goes out, so that after a crash the old
 * will, which the broker may publish at any time, names no birth that is to come.
 *
 * <p>The file has four bytes that are written over in place, so that it needs no room on a full disk. One that cannot be read
 * counts as none. Used by one thread.
 */
final class BirthCount {

    private static final int COUNTS = 256;

    private final Path file;

    /** That of the last CONNECT. */
    private OptionalInt last;

    /** Counted for a CONNECT that has not gone out. */
    private boolean isUnused;

    BirthCount(Path file) {
        this.file = file;
        this.last = read(file);
    }

    private static OptionalInt read(Path file) {
        try {
            int count = Integer.parseInt(Files.readString(file, US_ASCII).strip());
            return count >= 0 && count < COUNTS ? OptionalInt.of(count) : OptionalInt.empty();
        } catch (IOException | NumberFormatException none) {
            return OptionalInt.empty();
        }
    }

    /** For the next CONNECT, and on disk. */
    int next() throws UnavailableException {
        if (!isUnused) {
            int next = last.isEmpty() ? 0 : (last.getAsInt() + 1) % COUNTS;
            save(next);
            last = OptionalInt.of(next);
            isUnused = true;
        }
        return last.getAsInt();
    }

    /** The CONNECT has gone out, or may have. */
    void used() {
        isUnused = false;
    }

    private void save(int count) throws UnavailableException {
        byte[] text = String.format(Locale.ROOT, "%03d\n", count).getBytes(US_ASCII);
        try {
            try {
                write(text, StandardOpenOption.WRITE);
            } catch (NoSuchFileException first) {
                Files.createDirectories(requireNonNull(file.toAbsolutePath().getParent()));
                write(text, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
                syncFolder();
            }
        } catch (IOException full) {
            throw new UnavailableException(
                    "the count of births cannot be saved in " + file + ": make room on the disk, and check its rights",
                    full);
        }
    }

    private void write(byte[] text, StandardOpenOption... how) throws IOException {
        try (FileChannel channel = FileChannel.open(file, how)) {
            channel.write(ByteBuffer.wrap(text), 0);
            channel.force(true);
        }
    }

    private void syncFolder() throws IOException {
        try (FileChannel folder =
                FileChannel.open(requireNonNull(file.toAbsolutePath().getParent()), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
