package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
import io.tidegate.observation.Observation;
import io.tidegate.sync.Rejected;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Entries that a cloud will never accept, kept with a copy of their own so that retention cannot take them, until a
 * person has them sent again or dismisses them. Safe from any thread.
 */
final class Rejections {

    private final Function<StateChange, CompletionStage<Void>> journal;
    private final Damage damage;
    private final Set<String> replayWanted = ConcurrentHashMap.newKeySet();

    /** @param journal puts a change into the next commit */
    Rejections(Function<StateChange, CompletionStage<Void>> journal, Damage damage) {
        this.journal = journal;
        this.damage = damage;
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
    void park(String reader, List<Rejected> rejected) {
        Instant now = Instant.now();
        onDisk(transaction -> {
            for (Rejected each : rejected) {
                Optional<Entry> entry = Blocks.after(transaction, each.position() - 1, 1, damage).stream()
                        .filter(found -> found.position() == each.position())
                        .findFirst();
                if (entry.isPresent()) {
                    insert(transaction, reader, each, now, entry.get());
                }
            }
        });
    }

    private static void insert(Connection transaction, String reader, Rejected rejected, Instant now, Entry entry)
            throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement("""
                INSERT INTO rejected (reader, position, at, reason, recorded, entry) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (reader, position) DO UPDATE SET at = excluded.at, reason = excluded.reason, replay = 0""")) {
            insert.setString(1, reader);
            insert.setLong(2, rejected.position());
            insert.setLong(3, now.toEpochMilli());
            insert.setString(4, rejected.reason());
            insert.setLong(5, entry.recordedAt().toEpochMilli());
            insert.setBytes(6, EntryCodec.encode(List.of(entry.observation())));
            insert.executeUpdate();
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

    boolean replayWanted(String reader) {
        return replayWanted.contains(reader);
    }

    List<Entry> toReplay(String reader, Connection connection, int limit) throws SQLException {
        if (!replayWanted(reader)) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT position, recorded, entry FROM rejected WHERE reader = ? AND replay = 1 ORDER BY position LIMIT ?")) {
            select.setString(1, reader);
            select.setInt(2, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Instant recorded = Instant.ofEpochMilli(row.getLong(2));
                    Observation seen = EntryCodec.decode(row.getBytes(3), row.getLong(1), 1, recorded)
                            .getFirst()
                            .observation();
                    entries.add(new Entry(row.getLong(1), recorded, seen));
                }
            }
        } catch (DamagedBlock e) {
            throw new SQLException("a rejected entry is damaged on disk: " + e.getMessage(), e);
        }
        if (entries.isEmpty()) {
            replayWanted.remove(reader);
        }
        return entries;
    }

    /** They were sent again: those that were taken are forgotten, the others wait for the next time. */
    void replayed(String reader, long upTo, List<Rejected> again) {
        Instant now = Instant.now();
        onDisk(transaction -> {
            for (Rejected each : again) {
                try (PreparedStatement update = transaction.prepareStatement(
                        "UPDATE rejected SET replay = 0, reason = ?, at = ? WHERE reader = ? AND position = ?")) {
                    update.setString(1, each.reason());
                    update.setLong(2, now.toEpochMilli());
                    update.setString(3, reader);
                    update.setLong(4, each.position());
                    update.executeUpdate();
                }
            }
            try (PreparedStatement delete = transaction.prepareStatement(
                    "DELETE FROM rejected WHERE reader = ? AND replay = 1 AND position <= ?")) {
                delete.setString(1, reader);
                delete.setLong(2, upTo);
                delete.executeUpdate();
            }
        });
    }

    private void onDisk(StateChange change) {
        journal.apply(change).toCompletableFuture().join();
    }
}
