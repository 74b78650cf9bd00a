package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Batch;
import io.tidegate.observation.Parked;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParkedTableTest {

    @TempDir
    Path folder;

    private static List<Parked> parked(int count, int bytes) {
        return Collections.nCopies(count, new Parked("floor", Journals.TEN, "floor/x", new byte[bytes], "not JSON"));
    }

    private static void park(Store store, ParkedTable table, List<Parked> parked) throws SQLException {
        table.park(store.connection(), parked);
        store.connection().commit();
        table.landed();
    }

    @Test
    void only_the_newest_are_kept_and_all_are_counted() throws Exception {
        try (Store store = new Store(folder.resolve("journal.db"), new CommitFigures())) {
            ParkedTable table = new ParkedTable(store.connection(), new Damage());
            for (int i = 0; i < 13; i++) {
                park(store, table, parked(1_000, 10));
            }
            long kept = Schema.number(store.connection(), "SELECT count(*) FROM parked");
            assertTrue(kept <= ParkedTable.ITEMS_MAX && kept > ParkedTable.ITEMS_MAX - 100, "kept " + kept);
            assertEquals(13_000, Schema.number(store.connection(), "SELECT max(id) FROM parked"));
            assertEquals(13_000, new ParkedTable(store.connection(), new Damage()).ever());
        }
    }

    @Test
    void large_ones_are_limited_by_their_bytes() throws Exception {
        try (Store store = new Store(folder.resolve("journal.db"), new CommitFigures())) {
            ParkedTable table = new ParkedTable(store.connection(), new Damage());
            for (int i = 0; i < 5; i++) {
                park(store, table, parked(1_000, Parked.PAYLOAD_BYTES_MAX));
            }
            long bytes = Schema.number(store.connection(), "SELECT sum(length(payload)) FROM parked");
            assertTrue(bytes <= ParkedTable.BYTES_MAX, "kept " + bytes);
            assertTrue(bytes > ParkedTable.BYTES_MAX / 2, "kept " + bytes);
        }
    }

    @Test
    void a_person_can_look_at_one_and_delete_it() throws Exception {
        try (Journal journal = Journal.open(folder, Journals.settings())) {
            journal.submit(new Batch(List.of(), parked(3, 10)))
                    .toCompletableFuture()
                    .join();
            ParkedItems items = new ParkedItems(journal);
            assertEquals(10, items.find(2).orElseThrow().parked().payload().length);
            items.delete(2).toCompletableFuture().join();
            assertTrue(items.find(2).isEmpty());
            assertEquals(2, items.newest(10).size());
            assertEquals(3, items.count(), "it was there all the same");
        }
    }
}
