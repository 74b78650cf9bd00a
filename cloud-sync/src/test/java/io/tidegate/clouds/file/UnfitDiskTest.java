package io.tidegate.clouds.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.FileCloud;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.InMemoryOutbox;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.RootCommand;
import io.tidegate.testing.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** On a real small disk, as a stick that is full, write-protected, or pulled out. */
class UnfitDiskTest {

    private static final Origin ORIGIN = new Origin("corner-shop", "gw-1");
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-29T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path home;

    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private SmallDisk stick;
    private Path plug;
    private FolderPlace place;
    private Sink sink;

    @BeforeEach
    void put_stick_in() throws Exception {
        stick = SmallDisk.mount(home.resolve("stick"), 1);
        plug = Files.createDirectory(home.resolve("plug"));
        bind();
        place = new FolderPlace(plug.resolve("tidegate"));
        sink = new FileSink(
                new FileCloud(
                        Common.of("hq", Duration.ofSeconds(10), BatchLimits.DEFAULT),
                        place.folder,
                        true,
                        Optional.empty()),
                ORIGIN,
                NOW);
    }

    private void bind() throws Exception {
        RootCommand.run("mount", "--bind", stick.folder().toString(), plug.toString());
    }

    private void pull() throws Exception {
        RootCommand.run("umount", "-l", plug.toString());
    }

    @AfterEach
    void put_all_away() throws Exception {
        sink.close();
        pull();
        stick.unmount();
    }

    private List<Entry> next(int count) {
        int before = outbox.entries().size();
        return outbox.withReadings(count, "fridge-1").entries().subList(before, before + count);
    }

    private static String trouble(Executable delivery) {
        return assertThrows(UnavailableException.class, delivery).getMessage();
    }

    private static List<String> ids(long last) {
        return LongStream.rangeClosed(1, last).mapToObj(ORIGIN::idOf).toList();
    }

    @Test
    void a_full_one_is_waited_for_and_keeps_what_it_has() throws Exception {
        sink.deliver(next(500), false);
        stick.fill();
        List<Entry> more = next(5000);
        assertEquals(
                place.folder + " is full: make room there, or put an empty stick in",
                trouble(() -> sink.deliver(more, false)));
        assertEquals(ids(500), place.arrived(), "the file is whole, without what did not fit");
        assertEquals(place.folder + " is full: make room there, or put an empty stick in", trouble(() -> sink.probe()));
        stick.makeRoom();
        sink.probe();
        sink.deliver(more, false);
        assertEquals(ids(5500), place.arrived());
    }

    @Test
    void one_that_is_pulled_out_in_the_middle_loses_nothing() throws Exception {
        sink.deliver(next(500), false);
        pull();
        List<Entry> more = next(500);
        assertEquals(
                "there is no folder " + place.folder + ": put the stick in, or make the folder",
                trouble(() -> sink.deliver(more, false)));
        Files.createDirectory(place.folder);
        assertEquals(
                "nothing is mounted at " + place.folder + ": put the stick in, or mount it",
                trouble(() -> sink.deliver(more, false)));
        assertEquals(List.of(), place.names(), "nothing is written beside the stick");
        bind();
        sink.deliver(more, false);
        assertEquals(ids(1000), place.arrived());
        assertEquals(1, place.names().size());
    }

    @Test
    void one_that_was_changed_for_another_gets_a_file_of_its_own() throws Exception {
        sink.deliver(next(500), false);
        pull();
        SmallDisk other = SmallDisk.mount(home.resolve("other"), 1);
        try {
            RootCommand.run("mount", "--bind", other.folder().toString(), plug.toString());
            Files.createDirectory(place.folder);
            sink.deliver(next(1), false);
            assertEquals(List.of(ORIGIN.idOf(501)), place.arrived());
        } finally {
            pull();
            bind();
            other.unmount();
        }
    }

    @Test
    void a_write_protected_one_is_told_as_such() throws Exception {
        sink.deliver(next(500), false);
        pull();
        bind();
        RootCommand.run("mount", "-o", "remount,bind,ro", plug.toString());
        assertEquals(
                place.folder + " is read-only: mount it for writing, or use a stick without write protection",
                trouble(() -> sink.deliver(next(1), false)));
        RootCommand.run("mount", "-o", "remount,bind,rw", plug.toString());
        sink.deliver(next(1), false);
    }
}
