package io.tidegate.devices.usbscanner;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A keyboard that the kernel takes for a real one, where it has uinput: the numbers after its name are those of
 * {@code linux/uinput.h}. It is made by a few lines of Perl, which every Debian has, and is pulled when they end. Used by
 * one test thread.
 */
final class UinputKeyboard implements AutoCloseable {

    static final Path UINPUT = Path.of("/dev/uinput");

    /** The number of nobody's USB devices that are open hardware. */
    static final String USB = "1209:71de";

    /** Sets EV_KEY and the keys, writes struct uinput_user_dev, creates; then presses the keys that it is told. */
    private static final String PERL = """
            open(U, '+<', '/dev/uinput') or die "uinput: $!";
            ioctl(U, 0x40045564, 1) or die "EV_KEY: $!";
            for my $key (1 .. 127) { ioctl(U, 0x40045565, $key + 0) or die "key: $!"; }
            syswrite(U, pack('a80 S4 L x1024', 'Tidegate test scanner', 3, 0x1209, 0x71de, 1, 0)) or die "device: $!";
            ioctl(U, 0x5501, 0) or die "create: $!";
            sub event { syswrite(U, pack('q q S S l', 0, 0, @_)) or die "event: $!"; }
            while (my $line = <STDIN>) {
                for my $key (split ' ', $line) {
                    event(1, $key, 1); event(0, 0, 0); event(1, $key, 0); event(0, 0, 0);
                }
            }
            """;

    private @Nullable Process perl;

    static boolean canBeMade() {
        return Files.isWritable(UINPUT);
    }

    void plug() throws IOException {
        perl = new ProcessBuilder("perl", "-e", PERL)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    void press(int... keys) throws IOException {
        Process plugged = perl;
        if (plugged == null) {
            throw new AssertionError("unplugged");
        }
        StringBuilder line = new StringBuilder();
        for (int key : keys) {
            line.append(key).append(' ');
        }
        OutputStream out = plugged.getOutputStream();
        out.write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    void unplug() {
        Process plugged = perl;
        perl = null;
        if (plugged != null) {
            plugged.destroyForcibly();
            try {
                plugged.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        unplug();
    }
}
