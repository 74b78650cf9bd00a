package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Batch;
import io.tidegate.observation.Entry;
import io.tidegate.sync.Lane;
import io.tidegate.testing.Awaiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real file system that loses what was not synced. A {@code kill -9} would not show that: the kernel survives it. */
class PowerCutTest {

    private static final int CUTS = 12;
    private static final int IN_FLIGHT = 200;

    @TempDir
    Path root;

    private CutDisk disk;

    @BeforeEach
    void plugIn() throws Exception {
        disk = new CutDisk(root);
    }

    @AfterEach
    void takeOut() throws Exception {
        disk.takeOut();
    }

    @Test
    void what_was_acknowledged_before_the_power_cut_is_there_after_it() throws Exception {
        Random random = new Random(7);
        Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
        long first = 1;
        for (int cut = 0; cut < CUTS; cut++) {
            first = recordUntilCut(first, 1 + random.nextInt(20_000), acknowledged);
            disk.unmount();
            disk.mount();
        }
        Set<Long> found = new HashSet<>();
        try (Journal journal = Journal.open(disk.folder().resolve("data"), Journals.settings())) {
            long position = 0;
            for (Entry entry : journal.outbox("check").peek(Lane.FRESH, Integer.MAX_VALUE, Long.MAX_VALUE)) {
                assertEquals(++position, entry.position());
                assertTrue(found.add(Journals.number(entry.observation())), "found twice: " + entry);
            }
            assertEquals(0, journal.status().damagedBlocks());
        }
        acknowledged.removeAll(found);
        assertEquals(Set.of(), acknowledged, "acknowledged, then lost");
    }

    /** Cuts after so many acknowledgements; returns the number to go on with. */
    private long recordUntilCut(long first, int enough, Set<Long> acknowledged) throws Exception {
        AtomicLong seen = new AtomicLong();
        AtomicBoolean cutting = new AtomicBoolean();
        Semaphore free = new Semaphore(IN_FLIGHT);
        long number = first;
        Journal journal = Journal.open(disk.folder().resolve("data"), Journals.settings());
        while (seen.get() < enough) {
            long each = number++;
            free.acquire();
            journal.submit(Batch.of(Journals.reading(each))).whenComplete((_, failed) -> {
                if (failed == null && !cutting.get()) {
                    acknowledged.add(each);
                }
                seen.incrementAndGet();
                free.release();
            });
        }
        // A sync that the cut overtakes is answered by a kernel that power would have taken away: it may say "done" and
        // not
        // have done it. Only what was acknowledged before is promised.
        cutting.set(true);
        disk.cut();
        Awaiting.until("it says that nothing can be saved", () -> {
            journal.submit(Batch.of(Journals.reading(0)));
            return journal.status().trouble().isPresent();
        });
        journal.close(Duration.ofMillis(1));
        return number;
    }

    /** Under a name of its own each time. */
    private interface Careless {
        boolean isLost(String name) throws Exception;
    }

    /** The negative control. The kernel may have written by itself in between: once of three times is enough. */
    private static void assertFoundOut(Careless careless) throws Exception {
        boolean found = false;
        for (int i = 0; i < 3 && !found; i++) {
            found = careless.isLost("careless-" + i);
        }
        assertTrue(found, "the test is blind");
    }

    @Test
    void a_writer_that_acknowledges_before_its_sync_is_found_out() throws Exception {
        assertFoundOut(this::isCommitLost);
    }

    private boolean isCommitLost(String name) throws Exception {
        Path file = disk.folder().resolve(name);
        Schema.openWriter(file, Schema.STEPS).close();
        try (Connection careless = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            Schema.execute(careless, "PRAGMA synchronous=NORMAL");
            Schema.execute(careless, "INSERT INTO counter VALUES ('acknowledged', 1)");
            disk.cut();
        }
        disk.unmount();
        disk.mount();
        try (Connection after = Schema.openWriter(file, Schema.STEPS)) {
            return Schema.number(after, "SELECT count(*) FROM counter") == 0;
        }
    }

    @Test
    void a_file_that_was_not_synced_is_found_out_too() throws Exception {
        assertFoundOut(this::isFileLost);
    }

    private boolean isFileLost(String name) throws Exception {
        Path synced = disk.folder().resolve("synced");
        Path careless = disk.folder().resolve(name);
        Files.write(synced, List.of("1"), StandardOpenOption.CREATE, StandardOpenOption.DSYNC);
        Files.write(careless, List.of("1"));
        disk.cut();
        disk.unmount();
        disk.mount();
        assertTrue(Files.size(synced) > 0);
        return !Files.exists(careless) || Files.size(careless) == 0;
    }
}
