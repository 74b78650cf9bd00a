package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places that are not what was written. */
class CursorsTest {

    private static final String SUM = Cursors.PROJECTION + "sum";

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("journal.db");
    }

    private Store open() throws SQLException {
        return new Store(file(), new CommitFigures());
    }

    private static void write(Store store, String name, long done) throws SQLException {
        CursorTable.write(store.connection(), name, Cursor.Place.of(done, 0));
    }

    @Test
    void none_stands_behind_the_newest_entry_or_it_would_pass_over_those_to_come() throws Exception {
        try (Store store = open()) {
            write(store, "hq", 1_000);
            write(store, "lake", 3);
            Cursors cursors = new Cursors(new Damage());
            cursors.load(store.connection(), 7);
            assertEquals(7, cursors.done("hq"));
            assertEquals(3, cursors.done("lake"));
        }
    }

    @Test
    void a_projection_whose_place_is_lost_counts_nothing_twice_and_others_keep_theirs() throws Exception {
        try (Store store = open()) {
            write(store, SUM, 5);
            for (int reader = 10; reader < 90; reader++) {
                write(store, "reader-" + reader, 4);
            }
            store.commit();
        }
        Ruin.pageWith(file(), SUM);
        Damage damage = new Damage();
        Cursors cursors = new Cursors(damage);
        try (Store store = open()) {
            cursors.load(store.connection(), 7);
        }
        cursors.openProjection(SUM);
        assertEquals(7, cursors.done(SUM));
        assertTrue(
                cursors.readers().names().size() > 40,
                "of 80 there are " + cursors.readers().names().size());
        assertEquals(4, cursors.done("reader-89"));
        assertEquals(1, damage.places());
    }

    @Test
    void a_new_projection_begins_with_the_first_entry() throws Exception {
        Cursors cursors = new Cursors(new Damage());
        try (Store store = open()) {
            cursors.load(store.connection(), 7);
        }
        cursors.openProjection(SUM);
        assertEquals(0, cursors.done(SUM));
    }

    @Test
    void what_a_reader_was_given_before_its_place_was_lost_is_no_part_of_what_it_gets() throws Exception {
        try (Store store = open()) {
            write(store, "hq", 5);
            store.commit();
        }
        Ruin.pageWith(file(), "hq");
        try (Store store = open()) {
            Cursors cursors = new Cursors(new Damage());
            cursors.load(store.connection(), 7);
            cursors.readers().openReader("hq", 1, 0);
            assertEquals(0, cursors.done("hq"));
            assertEquals(4, cursors.readers().seams().before(5));
        }
    }
}
