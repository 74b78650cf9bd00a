package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How far a cloud is given entries is on disk before it has them. */
@Timeout(60)
class GivingTest {

    @TempDir
    Path folder;

    /** What waits for the disk, until the test says that it is there. */
    private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();

    private record Change(StateChange change, CompletableFuture<Void> onDisk) {}

    private Store store;
    private Cursors cursors;

    @BeforeEach
    void open() throws SQLException {
        store = new Store(folder.resolve("journal.db"), new CommitFigures());
        cursors = new Cursors(store.damage());
        cursors.load(store.connection(), 100);
        cursors.readers().openReader("hq", 1, 0);
    }

    @AfterEach
    void close() throws SQLException {
        store.close();
    }

    private Giving giving(Duration patience) {
        return new Giving("hq", cursors, this::put, patience);
    }

    private CompletionStage<Void> put(StateChange change) {
        Change waiting = new Change(change, new CompletableFuture<>());
        changes.add(waiting);
        return waiting.onDisk;
    }

    private void commitNext() throws Exception {
        Change next = changes.take();
        next.change.apply(store.connection());
        store.commit();
        next.onDisk.complete(null);
    }

    private static CompletableFuture<Boolean> give(Giving giving, long last) {
        CompletableFuture<Boolean> given = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                given.complete(giving.give("hq", last));
            } catch (InterruptedException | RuntimeException e) {
                given.completeExceptionally(e);
            }
        });
        return given;
    }

    @Test
    void it_waits_for_the_disk() throws Exception {
        CompletableFuture<Boolean> given = give(giving(Duration.ofDays(1)), 10);
        Change asked = changes.take();
        assertFalse(given.isDone());
        changes.add(asked);
        commitNext();
        assertTrue(given.get());
    }

    @Test
    void it_asks_in_time_so_that_the_next_does_not_wait() throws Exception {
        Giving giving = giving(Duration.ofDays(1));
        CompletableFuture<Boolean> first = give(giving, 10);
        commitNext();
        assertTrue(first.get());
        assertTrue(giving.give("hq", 20));
        assertNull(changes.poll(), "there is plenty");
        assertTrue(giving.give("hq", 40_000));
        assertEquals(1, changes.size());
        assertTrue(giving.give("hq", 50_000));
        assertEquals(1, changes.size(), "it is on its way");
        commitNext();
        assertTrue(giving.give("hq", 60_000));
    }

    @Test
    void a_disk_that_takes_nothing_is_waited_for_once_and_again_when_it_takes_something() throws Exception {
        Giving giving = giving(Duration.ofMillis(20));
        assertTrue(giving.give("hq", 10));
        assertTrue(giving.give("hq", 20), "and it does not wait for days a second time");
        assertEquals(1, changes.size());
        commitNext();
        assertTrue(giving.give("hq", 30));
        assertNull(changes.poll(), "since it is on disk now");
    }

    @Test
    void a_disk_that_refuses_keeps_no_cloud_waiting() throws Exception {
        Giving giving = giving(Duration.ofDays(1));
        CompletableFuture<Boolean> given = give(giving, 10);
        changes.take().onDisk.completeExceptionally(new IllegalStateException("too many changes wait"));
        assertTrue(given.get(30, TimeUnit.SECONDS));
    }

    @Test
    void when_the_program_ends_nothing_more_is_given() throws Exception {
        Giving giving = giving(Duration.ofDays(1));
        cursors.rest();
        assertFalse(giving.give("hq", 10));
    }
}
