package io.tidegate.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;

/** What a figure means nothing without: the machine, its disk, and who else is at work on it. */
final class Machine {

    private static final int SYNCS = 200;

    private Machine() {}

    static String describe(Path work) throws IOException {
        return String.format(
                Locale.ROOT,
                "%s; %d x %s, %.0f GB, Linux %s, Java %s, %s with a sync in %s (half of %d); load average before: %s.",
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                line("/proc/cpuinfo", "model name"),
                Long.parseLong(line("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1e6,
                System.getProperty("os.version"),
                Runtime.version(),
                Files.getFileStore(work).type(),
                Latencies.millis(syncMicros(work)),
                SYNCS,
                load());
    }

    /** Who else was at work, over the last minute, five and fifteen. */
    static String load() throws IOException {
        return String.join(
                " ",
                Arrays.asList(Files.readString(Path.of("/proc/loadavg")).split(" "))
                        .subList(0, 3));
    }

    private static String line(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown processor");
    }

    private static long syncMicros(Path work) throws IOException {
        Path file = work.resolve("sync");
        Latencies syncs = new Latencies();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < SYNCS; i++) {
                long started = System.nanoTime();
                channel.write(ByteBuffer.allocate(4096));
                channel.force(false);
                syncs.add((System.nanoTime() - started) / 1_000);
            }
        }
        Files.delete(file);
        return syncs.micros(0.5);
    }
}
