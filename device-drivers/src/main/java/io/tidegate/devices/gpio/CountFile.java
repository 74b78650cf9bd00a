package io.tidegate.devices.gpio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.tidegate.driver.DeviceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A count that outlives the program and the power: one number in a small file, written beside it, synced and renamed. Used
 * by one thread.
 */
final class CountFile {

    private final Path file;
    private long saved;

    /** @throws DeviceException when there is a count that cannot be read: beginning anew would be wrong for ever */
    CountFile(Path file) throws DeviceException {
        this.file = file;
        try {
            Files.createDirectories(requireNonNull(file.toAbsolutePath().getParent()));
            saved = Long.parseLong(Files.readString(file, US_ASCII).strip());
        } catch (NoSuchFileException first) {
            saved = 0;
        } catch (IOException | NumberFormatException unreadable) {
            throw new DeviceException(
                    "the count of pulses in " + file
                            + " cannot be read: check the disk, and write the meter's number of pulses into it",
                    unreadable);
        }
    }

    long saved() {
        return saved;
    }

    /** Returning means that it is on disk. */
    void save(long count) throws DeviceException {
        if (count == saved) {
            return;
        }
        Path folder = requireNonNull(file.toAbsolutePath().getParent());
        Path fresh = folder.resolve(file.getFileName() + ".new");
        try {
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                channel.write(ByteBuffer.wrap((count + "\n").getBytes(US_ASCII)));
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
            saved = count;
        } catch (IOException full) {
            throw new DeviceException(
                    "the count of pulses cannot be saved in " + file + ": make room on the disk, and check its rights",
                    full);
        }
    }
}
