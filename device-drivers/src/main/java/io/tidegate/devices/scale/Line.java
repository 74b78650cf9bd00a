package io.tidegate.devices.scale;

import io.tidegate.driver.DeviceException;
import io.tidegate.serial.SerialPort;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The lines that a scale sends over its port. Used by its device thread only. */
final class Line implements AutoCloseable {

    static final Duration STEP = Duration.ofMillis(100);

    /** Longer than any line of a scale; what goes on is no line and is dropped. */
    private static final int LENGTH_MAX = 100;

    private static final int READ_BYTES_MAX = 1024;

    private final SerialPort port;
    private final byte[] arrived = new byte[READ_BYTES_MAX];
    private final StringBuilder pending = new StringBuilder();
    private final Deque<String> whole = new ArrayDeque<>();

    /** @param port opened with the silence {@link #STEP} */
    Line(SerialPort port) {
        this.port = port;
    }

    /** Sends, and forgets what came before. */
    void say(String text) throws DeviceException {
        port.forget();
        pending.setLength(0);
        whole.clear();
        port.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The next line; empty after so long a silence. */
    Optional<String> next(Duration silence) throws DeviceException, InterruptedException {
        long steps = silence.dividedBy(STEP);
        while (whole.isEmpty() && steps > 0) {
            int count = port.read(arrived);
            for (int i = 0; i < count; i++) {
                take((char) (arrived[i] & 0x7f));
            }
            // Noise that never becomes a line has an end, too.
            steps--;
        }
        return Optional.ofNullable(whole.poll());
    }

    private void take(char letter) {
        if (letter == '\n' || letter == '\r') {
            String line = pending.toString().strip();
            pending.setLength(0);
            if (!line.isEmpty()) {
                whole.add(line);
            }
        } else if (letter >= ' ' && pending.length() < LENGTH_MAX) {
            // Control characters (STX, ETX) frame a line with some makes, and say nothing.
            pending.append(letter);
        }
    }

    String name() {
        return port.name().toString();
    }

    @Override
    public void close() {
        port.close();
    }
}
