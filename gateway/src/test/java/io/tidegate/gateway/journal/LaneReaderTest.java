package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.journal.Standing.Range;
import io.tidegate.site.Selection;
import io.tidegate.sync.Sieve;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a lane finds in a range of which some is no more. */
class LaneReaderTest {

    @TempDir
    Path folder;

    @Test
    void a_range_of_which_nothing_is_left_is_passed_however_much_stands_behind_it() throws Exception {
        List<ClockState.Stamp> stamps = Collections.nCopies(9, Journals.stamp(Journals.TEN, true));
        try (Store store = Journals.store(folder.resolve("journal.db"), stamps)) {
            Blocks.delete(store.connection(), new Block.Range(3, 5));
            LaneReader lane = new LaneReader(new BlockReader(store.times(), store.damage()), new Sieve(Selection.ALL));
            Standing standing = Standing.of("hq", Cursor.Place.of(9, 0), Map.of());
            Look look = lane.look(store.connection(), new Range(2, 5), standing, 2, Long.MAX_VALUE);
            assertEquals(new Look(2, List.of(), List.of(), 5, false), look);
            look = lane.look(store.connection(), new Range(0, 5), standing, 4, Long.MAX_VALUE);
            assertEquals(List.of(1L, 2L), Journals.positions(look.entries()));
            assertEquals(5, look.reach(2));
        }
    }
}
