package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Batch;
import io.tidegate.observation.Parked;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            ParkedItems.ParkedItem second = items.newest(10).get(1);
            assertEquals(10, second.parked().payload().length);
            items.delete(second.id()).toCompletableFuture().join();
            assertEquals(
                    List.of(3L, 1L),
                    items.newest(10).stream().map(ParkedItems.ParkedItem::id).toList());
            assertEquals(3, items.count(), "it was there all the same");
        }
    }

    @Test
    void damage_that_shows_only_where_there_are_many_costs_who_brings_some_and_nobody_else() throws Exception {
        Path file = folder.resolve("journal.db");
        try (Store store = new Store(file, new CommitFigures())) {
            for (int i = 0; i < 10; i++) {
                commit(store, List.of(parking(parked(999, 10))));
            }
        }
        try (Store store = new Store(file, new CommitFigures())) {
            // While it runs, and knows how many there are: to make room for more it must read the oldest.
            Ruin.pageWith(file, "floor/x");
            Schema.execute(store.connection(), "PRAGMA shrink_memory");
            List<Waiting> group = Stream.generate(() -> parking(parked(1, 10)))
                    .limit(20)
                    .collect(Collectors.toCollection(ArrayList::new));
            group.add(Waiting.of(Batch.of(Journals.reading(1))));
            Unwritable refused = assertThrows(Unwritable.class, () -> commit(store, group));
            assertEquals(Set.copyOf(group.subList(0, 20)), refused.blamed().keySet());
        }
    }

    private static Waiting parking(List<Parked> parked) {
        return Waiting.of(new Batch(List.of(), parked));
    }

    private static void commit(Store store, List<Waiting> waiting) throws Exception {
        store.commit(new Group(waiting), Journals.stamp(Journals.TEN, true), List.of());
    }
}
