package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenewalTest {

    private static final int ROWS = 300;
    private static final Renewal.Table WHOLE = Renewal.Table.small("note", "rowid");
    private static final Renewal.Table ENDS = Renewal.Table.large("note", "rowid");

    @TempDir
    Path folder;

    private Journal open() throws Exception {
        return Journal.open(folder, Journals.settings());
    }

    private Path file() {
        return folder.resolve("journal.db");
    }

    private static long ask(Journal journal, String sql) throws Exception {
        try (Connection reader = journal.openReader()) {
            return Schema.number(reader, sql);
        }
    }

    @BeforeEach
    void used() throws Exception {
        try (Journal journal = open()) {
            journal.change(transaction -> {
                        Schema.execute(transaction, "CREATE TABLE note (topic TEXT PRIMARY KEY, text TEXT, more BLOB)");
                        for (int row = 1; row <= ROWS; row++) {
                            Schema.execute(
                                    transaction,
                                    "INSERT INTO note VALUES ('topic-" + row + "', 'row-" + row + "-', zeroblob(20))");
                        }
                    })
                    .toCompletableFuture()
                    .join();
        }
    }

    private void ruin(String which) throws Exception {
        for (Ruin.Page page : Ruin.ends(file())) {
            if (page.toString().equals(which)) {
                Ruin.page(file(), page.number());
            }
        }
    }

    @Test
    void a_sound_table_is_left_alone() throws Exception {
        try (Journal journal = open()) {
            assertFalse(journal.renewal().isDamaged(WHOLE));
            journal.renewal().ofDamaged(WHOLE, ENDS, Renewal.Table.small("absent", "rowid"));
            assertEquals(ROWS, ask(journal, "SELECT count(*) FROM note"));
            assertEquals(0, journal.status().damagedBlocks());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"note/000/", "sqlite_autoindex_note_1/", "sqlite_autoindex_note_1/000/"})
    void what_can_be_read_of_a_damaged_table_goes_on(String page) throws Exception {
        ruin(page);
        try (Journal journal = open()) {
            journal.renewal().ofDamaged(WHOLE);
            long kept = ask(journal, "SELECT count(*) FROM note WHERE text LIKE 'row-%' AND length(more) = 20");
            assertTrue(kept >= ROWS - 20, kept + " rows");
            journal.change(transaction ->
                            Schema.execute(transaction, "INSERT OR REPLACE INTO note VALUES ('topic-1', 'new', x'00')"))
                    .toCompletableFuture()
                    .join();
            assertFalse(journal.renewal().isDamaged(WHOLE));
            assertEquals(1, journal.status().damagedBlocks(), "and it is told");
        }
    }

    @Test
    void a_large_table_is_looked_at_from_both_ends() throws Exception {
        ruin("note/000/");
        try (Journal journal = open()) {
            assertTrue(journal.renewal().isDamaged(ENDS));
        }
    }

    @Test
    void a_table_that_is_damaged_again_and_again_begins_empty_each_time() throws Exception {
        for (int time = 1; time <= 3; time++) {
            ruin("note/");
            try (Journal journal = open()) {
                journal.renewal().ofDamaged(WHOLE);
                assertEquals(0, ask(journal, "SELECT count(*) FROM note"));
            }
        }
        try (Journal journal = open()) {
            for (String aside : List.of("damaged_note", "damaged_note_2", "damaged_note_3")) {
                assertEquals(1, ask(journal, "SELECT count(*) FROM sqlite_schema WHERE name = '" + aside + "'"));
            }
        }
    }

    @Test
    void a_table_that_is_made_anew_keeps_its_indexes() throws Exception {
        try (Journal journal = open()) {
            journal.change(transaction -> {
                        Schema.execute(transaction, "CREATE UNIQUE INDEX note_text ON note (text) WHERE text <> ''");
                        Schema.execute(transaction, "CREATE INDEX note_more ON note (more)");
                    })
                    .toCompletableFuture()
                    .join();
        }
        for (int time = 1; time <= 2; time++) {
            ruin("note/000/");
            try (Journal journal = open()) {
                journal.renewal().ofDamaged(WHOLE);
                assertEquals(
                        2,
                        ask(
                                journal,
                                "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'note'"
                                        + " AND sql IS NOT NULL"));
                String twice = "INSERT INTO note SELECT 'again', text, more FROM note ORDER BY text DESC LIMIT 1";
                CompletionStage<Void> insert = journal.change(transaction -> Schema.execute(transaction, twice));
                assertThrows(
                        CompletionException.class,
                        () -> insert.toCompletableFuture().join(),
                        "unique");
            }
        }
    }
}
