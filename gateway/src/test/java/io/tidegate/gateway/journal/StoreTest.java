package io.tidegate.gateway.journal;

import static io.tidegate.gateway.journal.Journals.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Batch;
import io.tidegate.observation.Parked;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a group whose commit has failed, while another process writes to the file. */
class StoreTest {

    private static final ClockState.Stamp UNSET = Journals.stamp(Journals.TEN, false);
    private static final ClockState.Stamp SET = Journals.stamp(Journals.TEN, true);

    @TempDir
    Path folder;

    private Store store;
    private Connection other;

    @BeforeEach
    void open() throws SQLException {
        store = new Store(folder.resolve("journal.db"), new CommitFigures());
        other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
        Schema.execute(store.connection(), "PRAGMA busy_timeout=1");
    }

    @AfterEach
    void close() throws SQLException {
        other.close();
        store.close();
    }

    private static Group group(Batch batch) {
        return new Group(List.of(Waiting.of(batch)));
    }

    private static Group parked() {
        Parked rubbish = new Parked("floor", Journals.TEN, "floor/x", new byte[10], "not JSON");
        return group(new Batch(List.of(), List.of(rubbish)));
    }

    private void failToCommit(Group group, ClockState.Stamp stamp) throws SQLException {
        Schema.execute(other, "BEGIN IMMEDIATE");
        assertThrows(SQLException.class, () -> store.commit(group, stamp, List.of()));
        Schema.execute(other, "ROLLBACK");
    }

    @Test
    void a_group_that_failed_at_its_first_statement_is_not_taken_for_the_one_before() throws Exception {
        store.commit(group(Batch.of(reading(1))), UNSET, List.of());
        Group second = group(Batch.of(reading(2)));
        // A clock that is set begins a new stretch.
        failToCommit(second, SET);
        assertTrue(store.recover().isEmpty(), "it is not on disk");
        assertEquals(2, store.commit(second, SET, List.of()).first());
        assertEquals(2, Blocks.newestPosition(store.connection()));
        assertEquals(2, Schema.number(store.connection(), "SELECT count(*) FROM stretch"));
    }

    @Test
    void parked_payloads_that_failed_are_not_taken_for_those_before() throws Exception {
        store.commit(group(Batch.of(reading(1))), SET, List.of());
        store.commit(parked(), SET, List.of());
        Group second = parked();
        failToCommit(second, SET);
        assertTrue(store.recover().isEmpty(), "they are not on disk");
        store.commit(second, SET, List.of());
        assertEquals(2, Schema.number(store.connection(), "SELECT count(*) FROM parked"));
    }

    @Test
    void a_group_of_changes_alone_is_made_again() throws Exception {
        store.commit(parked(), SET, List.of());
        Group change = new Group(List.of(Waiting.of(transaction -> Schema.count(transaction, "changed", 1), false)));
        failToCommit(change, SET);
        assertTrue(store.recover().isEmpty());
    }

    @Test
    void the_first_group_whose_clock_is_right_sets_right_what_came_before_in_the_same_commit() throws Exception {
        store.commit(group(Batch.of(reading(1))), UNSET, List.of());
        assertEquals(0, store.times().unsettled().settledTo(2));
        store.commit(group(Batch.of(reading(2))), SET, List.of());
        assertEquals(2, store.times().unsettled().settledTo(2));
        assertEquals(1, Schema.number(other, "SELECT count(*) FROM boot"));
    }

    @Test
    void where_that_cannot_be_noted_the_group_goes_without_it() throws Exception {
        Path file = folder.resolve("journal.db");
        int page = (int) Schema.number(other, "SELECT rootpage FROM sqlite_schema WHERE name = 'boot'");
        close();
        Ruin.page(file, page);
        open();
        store.commit(group(Batch.of(reading(1))), UNSET, List.of());
        Group second = group(Batch.of(reading(2)));
        assertThrows(SteppedAside.class, () -> store.commit(second, SET, List.of()));
        store.rollback();
        store.commit(second, SET, List.of());
        assertEquals(2, store.times().unsettled().settledTo(2));
    }
}
