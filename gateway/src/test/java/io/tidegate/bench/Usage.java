package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What the kernel knows of a process at one moment (proc(5)).
 *
 * @param cpuMillis of user and system together
 * @param residentBytes now
 * @param writtenBytes that it caused to be written to disks; 0 when the kernel does not count them
 */
record Usage(long cpuMillis, long residentBytes, long writtenBytes) {

    /** USER_HZ is 100 on every Linux that Java runs on. */
    private static final int MILLIS_PER_TICK = 10;

    static Usage of(long pid) throws IOException {
        Path folder = Path.of("/proc", Long.toString(pid));
        String stat = Files.readString(folder.resolve("stat"));
        // The name, in parentheses, may hold spaces; user time and system time are the 14th and 15th member.
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(afterName[11]) + Long.parseLong(afterName[12]);
        return new Usage(
                ticks * MILLIS_PER_TICK,
                number(folder.resolve("status"), "VmRSS:") * 1024,
                number(folder.resolve("io"), "write_bytes:"));
    }

    private static long number(Path file, String name) throws IOException {
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(name)) {
                    return Long.parseLong(
                            line.substring(name.length()).replace("kB", "").strip());
                }
            }
            return 0;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** CPU seconds for 10,000 messages, since an earlier moment. */
    double cpuSecondsPer10000(Usage before, long messages) {
        return (cpuMillis - before.cpuMillis) / 1e3 / messages * 10_000;
    }
}
