package io.tidegate.gateway.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.observation.Entry;
import io.tidegate.sync.EntrySize;
import io.tidegate.sync.Rejected;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.tinylog.Logger;

/**
 * Entries that a cloud will never accept, kept with a copy of their own so that retention cannot take them, until a
 * person has them sent again or dismisses them. Safe from any thread; a reader's own calls come from its one thread.
 */
final class Rejections {

    /** Kept per reader. A cloud that refuses everything must not fill the box: above it the oldest go, and are counted. */
    static final int KEPT_MAX = 100_000;

    /** The same for large ones, with their reasons. */
    static final long KEPT_BYTES_MAX = 64 << 20;

    /** So many go at once, at most. */
    private static final int LET_GO_STEP = 64;

    /** The counter of those that went. */
    static final String LET_GO = "rejected-let-go";

    /** Before a reader's name, among the counters: the checksum of the place that has taken something from it. */
    private static final String TAKER = "taker/";

    private final Function<StateChange, CompletionStage<Void>> journal;
    private final InstantSource wall;
    private final Set<String> replayWanted = ConcurrentHashMap.newKeySet();

    /** @param journal puts a change into the next commit */
    Rejections(Function<StateChange, CompletionStage<Void>> journal, InstantSource wall) {
        this.journal = journal;
        this.wall = wall;
    }

    /** Finds out who wanted some sent again when the program ended. */
    void load(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT DISTINCT reader FROM rejected WHERE replay = 1");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                replayWanted.add(row.getString(1));
            }
        }
    }

    /** Returns when they are on disk. */
    void park(String reader, Map<Entry, String> reasons) {
        Instant now = wall.instant();
        onDisk(transaction -> {
            try (PreparedStatement insert = transaction.prepareStatement("""
                    INSERT INTO rejected (reader, position, at, reason, recorded, entry) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (reader, position) DO UPDATE SET at = excluded.at, reason = excluded.reason, replay = 0""")) {
                for (Map.Entry<Entry, String> each : reasons.entrySet()) {
                    Entry entry = each.getKey();
                    insert.setString(1, reader);
                    insert.setLong(2, entry.position());
                    insert.setLong(3, now.toEpochMilli());
                    insert.setString(4, each.getValue());
                    insert.setLong(5, entry.recordedAt().toEpochMilli());
                    insert.setBytes(6, EntryCodec.encode(List.of(entry.observation())));
                    insert.executeUpdate();
                }
            }
            letGo(transaction, reader, KEPT_BYTES_MAX);
        });
    }

    /** How many and how large they are, triggers of the table keep up to date. */
    static void letGo(Connection transaction, String reader, long bytesMax) throws SQLException {
        long gone = 0;
        try (PreparedStatement delete = transaction.prepareStatement("""
                DELETE FROM rejected WHERE id IN (
                  SELECT id FROM rejected WHERE reader = ?1 ORDER BY position LIMIT (
                    SELECT total(max(iif(bytes > ?3, ?4, 0), min(items - ?2, ?4))) FROM rejected_size WHERE reader = ?1))""")) {
            delete.setString(1, reader);
            delete.setInt(2, KEPT_MAX);
            delete.setLong(3, bytesMax);
            delete.setInt(4, LET_GO_STEP);
            for (int step = delete.executeUpdate(); step > 0; step = delete.executeUpdate()) {
                gone += step;
            }
        }
        if (gone > 0) {
            long before = Schema.number(transaction, "SELECT value FROM counter WHERE name = '" + LET_GO + "'");
            Schema.count(transaction, LET_GO, before + gone);
            if (before == 0) {
                Logger.warn("'{}' refuses so much that only the newest refused entries are kept", reader);
            }
        }
    }

    /** Has everything that was rejected sent once more. */
    CompletionStage<Void> replay(String reader) {
        return journal.apply(transaction -> {
                    try (PreparedStatement update =
                            transaction.prepareStatement("UPDATE rejected SET replay = 1 WHERE reader = ?")) {
                        update.setString(1, reader);
                        update.executeUpdate();
                    }
                })
                .thenRun(() -> replayWanted.add(reader));
    }

    /** Has these sent once more. */
    CompletionStage<Void> replay(String reader, Collection<Long> positions) {
        List<Long> chosen = List.copyOf(positions);
        return journal.apply(transaction -> each(
                        transaction,
                        "UPDATE rejected SET replay = 1 WHERE reader = ? AND position = ?",
                        reader,
                        chosen))
                .thenRun(() -> replayWanted.add(reader));
    }

    /** Forgets these: a person has looked at them. */
    CompletionStage<Void> dismiss(String reader, Collection<Long> positions) {
        List<Long> chosen = List.copyOf(positions);
        return journal.apply(transaction ->
                each(transaction, "DELETE FROM rejected WHERE reader = ? AND position = ?", reader, chosen));
    }

    private static void each(Connection transaction, String sql, String reader, List<Long> positions)
            throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            for (long position : positions) {
                statement.setString(1, reader);
                statement.setLong(2, position);
                statement.executeUpdate();
            }
        }
    }

    boolean replayWanted(String reader) {
        return replayWanted.contains(reader);
    }

    /** What is to be sent again. Empty also where a copy turned out to be damaged; then the next call has the others. */
    List<Entry> toReplay(String reader, Connection connection, int limit, long bytes) throws SQLException {
        if (!replayWanted.remove(reader)) {
            return List.of();
        }
        // Taken off first and put back at the end: who presses the button meanwhile is not overlooked.
        List<Entry> entries = new ArrayList<>();
        List<Long> damaged = new ArrayList<>();
        boolean more = true;
        try {
            readCopies(reader, connection, limit, bytes, entries, damaged);
            more = !entries.isEmpty() || !damaged.isEmpty();
        } finally {
            if (more) {
                replayWanted.add(reader);
            }
        }
        if (!damaged.isEmpty()) {
            Logger.error(
                    "'{}': the copies of refused entries {} are damaged on disk and cannot be sent", reader, damaged);
            onDisk(transaction -> each(
                    transaction, "UPDATE rejected SET replay = 0 WHERE reader = ? AND position = ?", reader, damaged));
        }
        return entries;
    }

    private static void readCopies(
            String reader, Connection connection, int limit, long bytes, List<Entry> entries, List<Long> damaged)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT position, recorded, entry FROM rejected WHERE reader = ? AND replay = 1 ORDER BY position LIMIT ?")) {
            select.setString(1, reader);
            select.setInt(2, limit);
            try (ResultSet row = select.executeQuery()) {
                for (long left = bytes; left > 0 && row.next(); ) {
                    long position = row.getLong(1);
                    try {
                        Entry entry = entry(position, row.getLong(2), row.getBytes(3));
                        left -= EntrySize.of(entry);
                        if (left >= 0 || entries.isEmpty()) {
                            entries.add(entry);
                        }
                    } catch (DamagedBlock e) {
                        damaged.add(position);
                    }
                }
            }
        }
    }

    /** From the copy that is kept of it. */
    static Entry entry(long position, long recorded, byte[] copy) throws DamagedBlock {
        return EntryCodec.decode(copy, position, 1, new Hindsight(recorded, 0)).getFirst();
    }

    /** They were sent again: those that were taken are forgotten, the others wait for the next time. */
    void replayed(String reader, List<Long> taken, List<Rejected> again) {
        Instant now = wall.instant();
        onDisk(transaction -> {
            each(transaction, "DELETE FROM rejected WHERE reader = ? AND position = ?", reader, taken);
            try (PreparedStatement update = transaction.prepareStatement(
                    "UPDATE rejected SET replay = 0, reason = ?, at = ? WHERE reader = ? AND position = ?")) {
                for (Rejected each : again) {
                    update.setString(1, each.reason());
                    update.setLong(2, now.toEpochMilli());
                    update.setString(3, reader);
                    update.setLong(4, each.position());
                    update.executeUpdate();
                }
            }
        });
    }

    /** Whether that place is known to take what this reader brings. */
    boolean isKnown(String reader, String place, Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT value FROM counter WHERE name = ?")) {
            select.setString(1, TAKER + reader);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getLong(1) == sumOf(place);
            }
        }
    }

    /** Returns when it is on disk. */
    void know(String reader, String place) {
        onDisk(transaction -> Schema.count(transaction, TAKER + reader, sumOf(place)));
    }

    /** Addresses hold secrets now and then, and a number is all that is needed to see that one is another. */
    private static long sumOf(String place) {
        CRC32C sum = new CRC32C();
        sum.update(place.getBytes(UTF_8));
        return sum.getValue();
    }

    private void onDisk(StateChange change) {
        journal.apply(change).toCompletableFuture().join();
    }
}
