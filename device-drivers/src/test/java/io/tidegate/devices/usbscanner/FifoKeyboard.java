package io.tidegate.devices.usbscanner;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A fifo that carries what an event device would: {@code struct input_event}. Used by one test thread. */
public final class FifoKeyboard {

    private final Path path;
    private @Nullable RandomAccessFile end;

    public FifoKeyboard(Path path) {
        this.path = path;
    }

    public void plug() {
        try {
            if (new ProcessBuilder("mkfifo", path.toString()).start().waitFor() != 0) {
                throw new AssertionError("mkfifo " + path);
            }
            // To read and write, since opening to write alone would wait for a reader.
            end = new RandomAccessFile(path.toFile(), "rw");
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void unplug() {
        try {
            Files.deleteIfExists(path);
            if (end != null) {
                end.close();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        end = null;
    }

    /** Presses and releases the keys, one after the other. */
    public void press(int... keys) throws IOException {
        for (int key : keys) {
            event(1, key, 1);
            event(0, 0, 0);
            event(1, key, 0);
            event(0, 0, 0);
        }
    }

    public void event(int type, int code, int value) throws IOException {
        RandomAccessFile plugged = end;
        if (plugged == null) {
            throw new AssertionError("unplugged");
        }
        plugged.write(ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(16, (short) type)
                .putShort(18, (short) code)
                .putInt(20, value)
                .array());
    }
}
