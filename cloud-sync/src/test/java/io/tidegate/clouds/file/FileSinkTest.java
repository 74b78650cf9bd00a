package io.tidegate.clouds.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Entry;
import io.tidegate.site.FileCloud;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.Courier;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import io.tidegate.sync.UnrefusingContract;
import io.tidegate.testing.Awaiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, at a place that refuses nothing: it has no limit on a line. */
class FileSinkTest extends UnrefusingContract {

    private static final Instant TEN = Instant.parse("2026-11-29T10:59:59Z");

    @TempDir
    Path home;

    private FolderPlace place;
    private volatile Instant now = TEN;

    @BeforeEach
    void make_folder() throws IOException {
        place = new FolderPlace(home.resolve("stick"));
    }

    @AfterEach
    void let_all_end() {
        place.speakAgain();
    }

    @Override
    protected Place place() {
        return place;
    }

    @Override
    protected Sink open() {
        return open(Optional.empty());
    }

    private Sink open(Optional<Long> keep) {
        return new FileSink(
                new FileCloud(Common.of("hq", timeout, BATCH), place.folder, false, keep),
                ORIGIN,
                () -> now,
                place.disk());
    }

    private List<Entry> next(int count) {
        int before = outbox.entries().size();
        return outbox.withReadings(count, "fridge-1").entries().subList(before, before + count);
    }

    @Test
    void a_file_is_finished_when_its_hour_is_over_and_its_name_tells_what_is_in_it() throws Exception {
        try (Sink sink = open()) {
            sink.deliver(next(3), false);
            sink.deliver(next(2), false);
            assertEquals(List.of("corner-shop-gw-1-000000000001-2026-11-29T10.ndjson.gz.part"), place.names());
            now = TEN.plusSeconds(1);
            sink.tend();
            assertEquals(List.of("corner-shop-gw-1-000000000001-2026-11-29T10.ndjson.gz"), place.names());
            sink.deliver(next(1), false);
            now = TEN;
            sink.deliver(next(1), false);
        }
        assertEquals(
                List.of(
                        "corner-shop-gw-1-000000000001-2026-11-29T10.ndjson.gz",
                        "corner-shop-gw-1-000000000006-2026-11-29T11.ndjson.gz",
                        "corner-shop-gw-1-000000000007-2026-11-29T10.ndjson.gz.part"),
                place.names());
        assertEquals(ids(1, 7), place.arrived());
    }

    @Test
    void the_same_entries_in_the_same_hour_once_more_overwrite_nothing() throws Exception {
        List<Entry> batch = next(3);
        for (int round = 0; round < 2; round++) {
            try (Sink sink = open()) {
                now = TEN;
                sink.deliver(batch, false);
                now = TEN.plusSeconds(1);
                sink.tend();
            }
        }
        assertEquals(
                Set.of(
                        "corner-shop-gw-1-000000000001-2026-11-29T10.ndjson.gz",
                        "corner-shop-gw-1-000000000001-2026-11-29T10-2.ndjson.gz"),
                Set.copyOf(place.names()));
    }

    @Test
    void what_a_crash_left_half_written_is_cut_off_and_the_file_is_gone_on_with() throws Exception {
        try (Sink sink = open()) {
            sink.deliver(next(20), false);
        }
        Path part = place.folder.resolve(place.names().getFirst());
        byte[] member = Files.readAllBytes(part);
        for (int torn : new int[] {1, 9, 10, 40, member.length - 8, member.length - 1}) {
            Files.write(part, Arrays.copyOf(member, torn), StandardOpenOption.APPEND);
            try (Sink sink = open()) {
                sink.deliver(next(1), false);
            }
        }
        assertEquals(1, place.names().size());
        assertEquals(ids(1, 26), place.arrived());
    }

    @Test
    void what_was_left_of_an_earlier_hour_is_finished() throws Exception {
        try (Sink sink = open()) {
            sink.deliver(next(5), false);
        }
        Files.createFile(place.folder.resolve("corner-shop-gw-1-000000000006-2026-11-29T09.ndjson.gz.part"));
        now = TEN.plus(Duration.ofDays(3));
        try (Sink sink = open()) {
            sink.deliver(next(1), false);
        }
        assertEquals(
                List.of(
                        "corner-shop-gw-1-000000000001-2026-11-29T10.ndjson.gz",
                        "corner-shop-gw-1-000000000006-2026-12-02T10.ndjson.gz.part"),
                place.names());
    }

    @Test
    void what_something_else_has_damaged_is_kept_as_it_is() throws Exception {
        try (Sink sink = open()) {
            sink.deliver(next(20), false);
        }
        Path part = place.folder.resolve(place.names().getFirst());
        Files.write(part, new byte[200_000], StandardOpenOption.APPEND);
        try (Sink sink = open()) {
            sink.deliver(next(1), false);
        }
        assertEquals(
                List.of(
                        "corner-shop-gw-1-000000000001-2026-11-29T10.ndjson.gz.damaged",
                        "corner-shop-gw-1-000000000021-2026-11-29T10.ndjson.gz.part"),
                place.names());
        assertTrue(Files.size(place.folder.resolve(place.names().getFirst())) > 200_000);
    }

    @Test
    void the_oldest_go_where_no_more_shall_be_kept() throws Exception {
        try (Sink sink = open(Optional.of(1L << 20))) {
            for (int hour = 0; hour < 4; hour++) {
                now = TEN.plus(Duration.ofHours(hour));
                sink.deliver(next(1), false);
            }
        }
        assertEquals(4, place.names().size(), "there is room for all");
        Path oldest = place.folder.resolve(place.names().getFirst());
        Files.write(oldest, new byte[1 << 20], StandardOpenOption.APPEND);
        try (Sink sink = open(Optional.of(1L << 20))) {
            now = TEN.plus(Duration.ofHours(9));
            sink.deliver(next(1), false);
            now = TEN.plus(Duration.ofHours(10));
            sink.tend();
        }
        assertTrue(Files.notExists(oldest), place.names().toString());
        assertEquals(4, place.names().size());
    }

    @Test
    void a_second_writer_is_told_to_go_elsewhere() throws Exception {
        try (Sink sink = open();
                Sink other = open()) {
            sink.deliver(next(1), false);
            assertEquals(
                    "something else writes to " + place.folder + ": give each sink a folder of its own",
                    assertThrows(UnavailableException.class, () -> other.deliver(next(1), false))
                            .getMessage());
        }
    }

    @Test
    void a_kill_in_the_middle_loses_nothing_and_zcat_reads_the_whole() throws Exception {
        Process writer = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        WritingProgram.class.getName(),
                        place.folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long acknowledged = 0;
        try (BufferedReader told = writer.inputReader()) {
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                acknowledged = Long.parseLong(line);
                if (acknowledged > 10_000) {
                    // Not by the Process, which would close what it has told and nobody has read.
                    writer.toHandle().destroyForcibly();
                }
            }
        }
        now = Instant.now();
        outbox.withReadings(Math.toIntExact(acknowledged) + 20, "fridge-1");
        outbox.forgetSince(acknowledged);
        try (Courier _ = start()) {
            Awaiting.until("all is delivered", () -> outbox.backlog() == 0);
        }
        List<String> arrived = firstArrivals();
        // What it had written and not told yet is there, too.
        assertTrue(arrived.size() >= acknowledged + 20, "of " + acknowledged + " told ones " + arrived.size());
        assertEquals(ids(1, arrived.size()), arrived);
        for (String name : place.names()) {
            Process zcat = new ProcessBuilder("sh", "-c", "zcat < \"$0\" | grep -c '^{.*}$'", place.folder + "/" + name)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String lines = new String(zcat.getInputStream().readAllBytes()).strip();
            assertEquals(FolderPlace.ids(place.folder.resolve(name)).size(), Integer.parseInt(lines));
        }
    }
}
