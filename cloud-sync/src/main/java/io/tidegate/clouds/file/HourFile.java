package io.tidegate.clouds.file;

import static java.util.Objects.requireNonNull;

import io.tidegate.sync.UnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that is being written: whole members of gzip (RFC 1952, section 2.2: several in a row are one file), of which all but what
 * is being appended are synced. Locked against a second writer. Used by one thread.
 */
final class HourFile implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;
    private final Object key;

    /** Of its whole members, in bytes. */
    private long length;

    private HourFile(Path path, FileChannel channel, Object key) {
        this.path = path;
        this.channel = channel;
        this.key = key;
    }

    /** @param path is not there yet */
    static HourFile create(Path path) throws IOException, UnavailableException {
        HourFile file = open(path, StandardOpenOption.CREATE_NEW);
        try {
            syncFolder(path);
            return file;
        } catch (IOException failed) {
            file.close();
            throw failed;
        }
    }

    /**
     * Cuts off what a delivery that was broken off has left. Where there is more behind the whole members than that, something has
     * damaged the file, and it is kept as it is, under another name.
     *
     * @param tornBytes that a delivery can have left at most
     * @return empty where there is nothing to go on with
     */
    static Optional<HourFile> reopen(Path path, long tornBytes) throws IOException, UnavailableException {
        HourFile file = open(path, StandardOpenOption.READ);
        try {
            file.length = Members.wholeLength(file.channel);
            long torn = file.channel.size() - file.length;
            if (torn > tornBytes) {
                file.moveTo(path.resolveSibling(FileNames.finished(path).getFileName() + ".damaged"));
                return Optional.empty();
            }
            if (torn > 0) {
                file.cut();
            }
            return Optional.of(file);
        } catch (IOException failed) {
            file.close();
            throw failed;
        }
    }

    private static HourFile open(Path path, StandardOpenOption how) throws IOException, UnavailableException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE, how);
        try {
            if (channel.tryLock() != null) {
                return new HourFile(path, channel, keyOf(path));
            }
        } catch (OverlappingFileLockException ours) {
            // told below
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
        channel.close();
        throw new UnavailableException(
                "something else writes to " + path.getParent() + ": give each sink a folder of its own");
    }

    /** Its disk and number there. */
    private static Object keyOf(Path path) throws IOException {
        return requireNonNull(
                Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    }

    Path path() {
        return path;
    }

    /** Whether it can be written, and is still what its name leads to. */
    boolean isInPlace() throws IOException {
        try {
            return channel.isOpen() && Objects.equals(key, keyOf(path));
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    /** Returns when it is synced. What cannot be written as a whole leaves nothing. */
    void append(byte[] member) throws IOException {
        try {
            channel.position(length);
            ByteBuffer left = ByteBuffer.wrap(member);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
            length += member.length;
        } catch (IOException failed) {
            try {
                cut();
            } catch (IOException alsoThis) {
                failed.addSuppressed(alsoThis);
                close();
            }
            throw failed;
        }
    }

    private void cut() throws IOException {
        channel.truncate(length);
        channel.force(true);
    }

    /** Gives it its name, and closes it; one without anything in it goes. */
    void finish() throws IOException {
        if (length == 0) {
            try (this) {
                Files.delete(path);
            }
        } else {
            moveTo(FileNames.finished(path));
        }
    }

    private void moveTo(Path name) throws IOException {
        try (this) {
            Files.move(path, name, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(name);
        }
    }

    /** So that its name is on the disk, too. */
    private static void syncFolder(Path file) throws IOException {
        try (FileChannel folder = FileChannel.open(requireNonNull(file.getParent()), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Everything that counts is synced. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            // A disk that is not there any more.
        }
    }
}
