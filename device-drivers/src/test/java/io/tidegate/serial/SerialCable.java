package io.tidegate.serial;

import io.tidegate.site.SerialLine;
import io.tidegate.testing.Awaiting;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A pair of real ptys by socat: what the test writes at one end comes out at the port, and the reverse. A pty takes any
 * speed and framing. It can be unplugged and comes back under the same name. Used by one test thread.
 */
public final class SerialCable implements AutoCloseable {

    private static final String PROGRAM = "/usr/bin/socat";

    private final Path port;
    private final Path far;
    private @Nullable Process socat;
    private @Nullable FileOutputStream out;
    private @Nullable FileInputStream in;

    private SerialCable(Path folder) {
        this.port = folder.resolve("port");
        this.far = folder.resolve("far");
    }

    public static SerialCable in(Path folder) {
        if (!Files.isExecutable(Path.of(PROGRAM))) {
            throw new AssertionError(PROGRAM + " is missing: run ./verify, or install the Debian package socat");
        }
        SerialCable cable = new SerialCable(folder);
        cable.plug();
        return cable;
    }

    /** As the site file would say it. */
    public SerialLine line() {
        return new SerialLine(port, 9_600, SerialLine.Framing.EIGHT_NONE_ONE);
    }

    public Path port() {
        return port;
    }

    /** The device's end, for one that does more than {@link #send}. */
    public Path far() {
        return far;
    }

    /** The device is there, in a port of the same name. */
    public void plug() {
        try {
            socat = new ProcessBuilder(PROGRAM, "pty,raw,echo=0,link=" + port, "pty,raw,echo=0,link=" + far)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Awaiting.until("both ends are there", () -> Files.exists(port) && Files.exists(far));
            out = new FileOutputStream(far.toFile());
            in = new FileInputStream(far.toFile());
        } catch (IOException e) {
            throw new AssertionError("socat", e);
        }
    }

    /** The device is pulled: the port and its name are gone. */
    public void unplug() {
        try {
            if (out != null && in != null) {
                out.close();
                in.close();
            }
            if (socat != null) {
                socat.destroy();
                socat.waitFor();
            }
            Files.deleteIfExists(port);
            Files.deleteIfExists(far);
        } catch (IOException e) {
            throw new AssertionError("socat", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        out = null;
        in = null;
        socat = null;
    }

    /** The device sends this, one byte for each character. */
    public void send(String text) throws IOException {
        FileOutputStream end = out;
        if (end == null) {
            throw new AssertionError("unplugged");
        }
        end.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Waits until the device has been sent this, and nothing else before it. */
    public void awaitHeard(String text) {
        FileInputStream end = in;
        if (end == null) {
            throw new AssertionError("unplugged");
        }
        Awaiting.until("the device hears " + text, () -> end.available() >= text.length());
        try {
            String heard = new String(end.readNBytes(text.length()), StandardCharsets.ISO_8859_1);
            if (!heard.equals(text)) {
                throw new AssertionError("heard '" + heard + "', not '" + text + "'");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What the device has been sent and not yet taken. */
    public boolean hasHeard() throws IOException {
        FileInputStream end = in;
        return end != null && end.available() > 0;
    }

    @Override
    public void close() {
        unplug();
    }
}
