package io.tidegate.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("journal.db");
    }

    private Journal open() throws SQLException {
        return Journal.open(folder, Journals.settings());
    }

    @Test
    void an_older_file_is_brought_to_the_newer_format_step_by_step() throws Exception {
        open().close();
        List<String> steps = new ArrayList<>(Schema.STEPS);
        steps.add("ALTER TABLE parked ADD COLUMN note TEXT");
        steps.add("UPDATE parked SET note = 'the step before made room for this'");
        try (Connection newer = Schema.openWriter(file, steps)) {
            assertEquals(steps.size(), Schema.number(newer, "PRAGMA user_version"));
            assertEquals(0, Schema.number(newer, "SELECT count(note) FROM parked"));
        }
    }

    @Test
    void what_clouds_did_before_their_first_time_was_written_down_is_known_to_lie_before() throws Exception {
        try (Connection older = Schema.openWriter(file, Schema.STEPS.subList(0, 3))) {
            Schema.execute(older, "INSERT INTO cursor (name, done, missed, taken) VALUES ('hq', 9, 0, 9)");
            Schema.execute(older, "INSERT INTO cursor (name, done, missed, taken) VALUES ('new', 0, 0, 0)");
            Schema.execute(older, "INSERT INTO cursor (name, done, missed) VALUES ('projection/levels', 9, 0)");
            Schema.execute(older, "INSERT INTO outage (reader, began, ended, reason) VALUES ('lake', 1000, 4000, 'x')");
            older.commit();
        }
        try (Connection newer = Schema.openWriter(file, Schema.STEPS)) {
            assertEquals(2, Schema.number(newer, "SELECT count(*) FROM tried WHERE since = 0"));
            assertEquals(1, Schema.number(newer, "SELECT times FROM outage WHERE there = 0"));
        }
        try (Journal journal = open()) {
            assertEquals(Optional.of(Instant.EPOCH), journal.books().triedSince("lake"));
            assertEquals(Optional.empty(), journal.books().triedSince("new"));
        }
    }

    @Test
    void a_step_that_fails_leaves_the_file_as_it_was() throws Exception {
        open().close();
        List<String> steps = new ArrayList<>(Schema.STEPS);
        steps.add("ALTER TABLE parked ADD COLUMN note TEXT; ALTER TABLE nowhere ADD COLUMN x TEXT");
        assertThrows(SQLException.class, () -> Schema.openWriter(file, steps));
        try (Connection same = Schema.openWriter(file, Schema.STEPS)) {
            assertEquals(Schema.STEPS.size(), Schema.number(same, "PRAGMA user_version"));
            assertThrows(SQLException.class, () -> Schema.number(same, "SELECT count(note) FROM parked"));
        }
    }

    @Test
    void a_file_from_a_newer_version_is_refused_and_left_alone() throws Exception {
        open().close();
        try (Connection direct = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            Schema.execute(direct, "PRAGMA journal_mode=DELETE");
            Schema.execute(direct, "PRAGMA user_version=99");
        }
        byte[] before = Files.readAllBytes(file);
        SQLException refused = assertThrows(SQLException.class, this::open);
        assertTrue(refused.getMessage().contains("newer Tidegate"), refused.getMessage());
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void a_file_that_is_no_journal_is_refused_and_left_alone() throws Exception {
        byte[] before = "Dear diary, today the fridge was warm.\n".repeat(100).getBytes(StandardCharsets.UTF_8);
        Files.write(file, before);
        SQLException refused = assertThrows(SQLException.class, this::open);
        assertTrue(refused.getMessage().contains("is not a journal"), refused.getMessage());
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void pages_are_small_and_the_log_is_synced_at_every_commit() throws Exception {
        try (Connection writer = Schema.openWriter(file, Schema.STEPS)) {
            assertEquals(Schema.PAGE_BYTES, Schema.number(writer, "PRAGMA page_size"));
            assertEquals(2, Schema.number(writer, "PRAGMA synchronous"));
        }
    }
}
