package io.tidegate.gateway.journal;

import com.sun.management.OperatingSystemMXBean;
import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Value;
import io.tidegate.site.GatewaySettings;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A program, not a test: measures the journal on the disk that holds the folder given as argument, and prints the figures
 * of {@code docs/journal.md}; with a pace and a number of seconds, only that.
 */
final class JournalFigures {

    private static final long FLAT_OUT_NANOS = TimeUnit.SECONDS.toNanos(8);
    private static final int BACKLOG = 1_000_000;

    private final Path root;
    private final PrintStream out;
    private int folders;

    private JournalFigures(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        JournalFigures figures = new JournalFigures(Path.of(args[0]), System.out);
        // The library unpacks itself at its first use.
        figures.open().close();
        if (args.length == 3) {
            figures.paced(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            return;
        }
        figures.flatOut(1_000);
        figures.flatOut(1_000);
        figures.flatOut(50);
        figures.flatOut(1);
        figures.batches();
        figures.drain();
        figures.paced(1, 120);
        figures.paced(100, 30);
        figures.paced(1_000, 30);
    }

    private Journal open() throws Exception {
        GatewaySettings settings = new GatewaySettings(
                "gw-1", Path.of("unused"), GatewaySettings.COMMIT_WINDOW, GatewaySettings.Retention.DEFAULT);
        return Journal.open(root.resolve("figures-" + folders++), settings);
    }

    /** So many callers that each send the next reading when the last one was acknowledged. */
    private void flatOut(int callers) throws Exception {
        AtomicLong done = new AtomicLong();
        Semaphore free = new Semaphore(callers);
        long cpu = cpuNanos();
        long bytes = bytesWritten();
        long started = System.nanoTime();
        long groups;
        try (Journal journal = open()) {
            for (long i = 0; System.nanoTime() - started < FLAT_OUT_NANOS; i++) {
                free.acquire();
                journal.submit(Batch.of(reading(i))).whenComplete((_, failed) -> {
                    done.incrementAndGet();
                    free.release();
                });
            }
            free.acquire(callers);
            groups = journal.status().counters().groups();
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        out.printf(
                "%5d callers: %,9.0f entries/s, %5.2f us CPU each, groups of %,.0f, %,.0f B written each%n",
                callers,
                done.get() / seconds,
                (cpuNanos() - cpu) / 1e3 / done.get(),
                (double) done.get() / groups,
                (double) (bytesWritten() - bytes) / done.get());
    }

    /** Batches of 2,000, as a backlog arrives. */
    private void batches() throws Exception {
        long started = System.nanoTime();
        long cpu = cpuNanos();
        try (Journal journal = open()) {
            for (int from = 0; from < BACKLOG; from += 2_000) {
                List<Observation> batch = new ArrayList<>();
                for (int i = from; i < from + 2_000; i++) {
                    batch.add(reading(i));
                }
                journal.submit(new Batch(batch, List.of()));
            }
        }
        out.printf(
                "batches of 2,000: %,.0f entries/s, %.2f us CPU each%n",
                BACKLOG / ((System.nanoTime() - started) / 1e9), (cpuNanos() - cpu) / 1e3 / BACKLOG);
    }

    private void drain() throws Exception {
        folders--;
        try (Journal journal = open()) {
            Outbox outbox = journal.outbox("hq");
            long started = System.nanoTime();
            long cpu = cpuNanos();
            for (List<Entry> batch = outbox.peek(Lane.FRESH, 501, Long.MAX_VALUE);
                    !batch.isEmpty();
                    batch = outbox.peek(Lane.FRESH, 501, Long.MAX_VALUE)) {
                outbox.done(Lane.FRESH, batch.getLast().position(), List.of());
            }
            out.printf(
                    "drain: %,.0f entries/s, %.2f us CPU each%n",
                    BACKLOG / ((System.nanoTime() - started) / 1e9), (cpuNanos() - cpu) / 1e3 / BACKLOG);
        }
    }

    /** Readings at a steady pace, with a reader that follows. */
    private void paced(int perSecond, int seconds) throws Exception {
        int count = perSecond * seconds;
        long[] waitedNanos = new long[count];
        long cpu = cpuNanos();
        long bytes = bytesWritten();
        long groups;
        try (Journal journal = open()) {
            Outbox outbox = journal.outbox("hq");
            long started = System.nanoTime();
            for (int i = 0; i < count; i++) {
                long due = started + i * 1_000_000_000L / perSecond;
                while (System.nanoTime() - due < 0) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                int each = i;
                long sent = System.nanoTime();
                journal.submit(Batch.of(reading(i)))
                        .thenRun(() -> waitedNanos[each] = System.nanoTime() - sent)
                        .thenRun(() -> outbox.done(Lane.FRESH, journal.lastPosition(), List.of()));
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            groups = journal.status().counters().groups();
        }
        Arrays.sort(waitedNanos);
        out.printf(
                "%,5d/s: %,.0f B written each, groups of %.1f, acknowledged after %.1f ms (half), %.1f ms (99 %%), %.1f us"
                        + " CPU each%n",
                perSecond,
                (double) (bytesWritten() - bytes) / count,
                (double) count / groups,
                waitedNanos[count / 2] / 1e6,
                waitedNanos[count * 99 / 100] / 1e6,
                (cpuNanos() - cpu) / 1e3 / count);
    }

    private static Observation reading(long number) {
        double value = Math.round(40 + 20 * Math.sin(number / 100.0)) / 10.0;
        return new Observation.Reading(
                new DeviceId("fridge-" + number % 20), Instant.now(), Map.of("temperature", Value.of(value)));
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** What this process caused to be written to disks (proc(5), io, write_bytes). */
    private static long bytesWritten() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/io"))) {
            if (line.startsWith("write_bytes: ")) {
                return Long.parseLong(line.substring("write_bytes: ".length()));
            }
        }
        throw new IOException("no write_bytes in /proc/self/io");
    }
}
