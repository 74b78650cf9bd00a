package io.tidegate.gateway.journal;

import static io.tidegate.gateway.journal.Journals.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.observation.Entry;
import io.tidegate.sync.Lane;
import io.tidegate.sync.Outbox;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDamageTest {

    @TempDir
    Path folder;

    @Test
    void a_flipped_bit_costs_its_block_is_counted_and_the_rest_is_readable() throws Exception {
        try (Journal journal = Journal.open(folder, Journals.settings())) {
            for (int i = 1; i <= 5; i++) {
                journal.record(List.of(reading(2 * i - 1), reading(2 * i)));
            }
        }
        flipOneBitOfTheBlockAt(5);
        try (Journal journal = Journal.open(folder, Journals.settings())) {
            Outbox outbox = journal.outbox("hq");
            List<Long> readable = outbox.peek(Lane.FRESH, 100, Long.MAX_VALUE).stream()
                    .map(Entry::position)
                    .toList();
            assertEquals(List.of(1L, 2L, 3L, 4L, 7L, 8L, 9L, 10L), readable);
            assertEquals(1, journal.status().damagedBlocks());
            outbox.peek(Lane.FRESH, 100, Long.MAX_VALUE);
            assertEquals(1, journal.status().damagedBlocks(), "seen again, it is counted once");
        }
    }

    @Test
    void a_reader_is_not_stuck_when_nothing_readable_is_left() throws Exception {
        try (Journal journal = Journal.open(folder, Journals.settings())) {
            journal.record(List.of(reading(1)));
        }
        flipOneBitOfTheBlockAt(1);
        try (Journal journal = Journal.open(folder, Journals.settings())) {
            Outbox outbox = journal.outbox("hq");
            assertEquals(List.of(), outbox.peek(Lane.FRESH, 100, Long.MAX_VALUE));
            assertEquals(0, outbox.backlog());
            journal.record(List.of(reading(2)));
            Entry next = outbox.peek(Lane.FRESH, 100, Long.MAX_VALUE).getFirst();
            assertEquals(2, Journals.number(next.observation()));
            assertEquals(
                    Block.ENTRIES_MAX + 1,
                    next.position(),
                    "how many were in the damaged block is not to be believed, and no position is used twice");
        }
    }

    private void flipOneBitOfTheBlockAt(long first) throws Exception {
        try (Connection direct = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"))) {
            byte[] body;
            try (PreparedStatement select = direct.prepareStatement("SELECT body FROM block WHERE first = ?")) {
                select.setLong(1, first);
                body = select.executeQuery().getBytes(1);
            }
            body[body.length / 2] ^= 4;
            try (PreparedStatement update = direct.prepareStatement("UPDATE block SET body = ? WHERE first = ?")) {
                update.setBytes(1, body);
                update.setLong(2, first);
                update.executeUpdate();
            }
        }
    }
}
