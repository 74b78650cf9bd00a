package io.tidegate.gateway.journal;

import io.tidegate.observation.Entry;
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
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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

    private static final String TABLE = "refused entries";

    private static final String DELETE = "DELETE FROM rejected WHERE reader = ? AND position = ?";

    /** The counter of those that went. */
    static final String LET_GO = "rejected-let-go";

    private final Function<StateChange, CompletionStage<Void>> journal;
    private final InstantSource wall;
    private final Damage damage;
    private final Takers takers;
    private final Decided decided;
    private final Set<String> replayWanted = ConcurrentHashMap.newKeySet();

    /** @param journal puts a change into the next commit */
    Rejections(Function<StateChange, CompletionStage<Void>> journal, InstantSource wall, Damage damage) {
        this.journal = journal;
        this.wall = wall;
        this.damage = damage;
        this.takers = new Takers(journal, damage);
        this.decided = new Decided(damage);
    }

    /** Whose refusals are to be believed. */
    Takers takers() {
        return takers;
    }

    /** What became of refused entries later. */
    Decided decided() {
        return decided;
    }

    /** Finds out who wanted some sent again when the program ended. */
    void load(Connection connection) throws SQLException {
        damage.sparing(TABLE, () -> loadWishes(connection));
        decided.load(connection);
    }

    private void loadWishes(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT DISTINCT reader FROM rejected WHERE replay = 1");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                replayWanted.add(row.getString(1));
            }
        }
    }

    /** How many are kept for a reader. */
    long kept(String reader, Connection connection) throws SQLException {
        long[] kept = new long[1];
        damage.sparing(
                TABLE, () -> kept[0] = RejectedSize.of(connection, reader).items());
        return kept[0];
    }

    /** What goes to disk with the copies, or not at all. */
    interface Along {

        /** @param known how many of the refused entries have a copy already, or were given up: none is new for them */
        void apply(Connection transaction, long known) throws SQLException;

        /** Whether all of it is on disk already: a transaction that seemed to fail may have succeeded. */
        boolean isDone(Connection transaction) throws SQLException;
    }

    /** Returns when they are on disk; false where their table is damaged, and they cannot be. */
    boolean park(String reader, Map<Entry, String> reasons, Along along) {
        Instant now = wall.instant();
        return onDisk(transaction -> {
            if (along.isDone(transaction)) {
                return;
            }
            long before = RejectedSize.of(transaction, reader).items();
            Copies.write(transaction, reader, reasons, givenUp(transaction, reader, reasons.keySet()), now);
            long known = reasons.size() - (RejectedSize.of(transaction, reader).items() - before);
            letGo(transaction, reader, KEPT_BYTES_MAX);
            along.apply(transaction, known);
        });
    }

    /** A person has decided: they do not come back. */
    private Set<Long> givenUp(Connection transaction, String reader, Set<Entry> entries) throws SQLException {
        LongSummaryStatistics positions =
                entries.stream().mapToLong(Entry::position).summaryStatistics();
        return Set.copyOf(GivenUp.within(transaction, damage, reader, positions.getMin(), positions.getMax()));
    }

    void letGo(Connection transaction, String reader, long bytesMax) throws SQLException {
        long gone = 0;
        try (PreparedStatement delete = transaction.prepareStatement("""
                DELETE FROM rejected WHERE id IN (
                  SELECT id FROM rejected WHERE reader = ? ORDER BY position LIMIT ?)""")) {
            delete.setString(1, reader);
            int step = 0;
            do {
                gone += step;
                delete.setLong(
                        2,
                        Math.min(
                                LET_GO_STEP,
                                RejectedSize.of(transaction, reader).above(KEPT_MAX, bytesMax, LET_GO_STEP)));
                step = delete.executeUpdate();
            } while (step > 0);
        }
        if (gone > 0) {
            long before = Schema.number(transaction, "SELECT value FROM counter WHERE name = '" + LET_GO + "'");
            Schema.count(transaction, LET_GO, before + gone);
            decided.add(transaction, reader, 0, gone);
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

    /** Forgets these, and remembers that a person has given them up. */
    CompletionStage<Void> dismiss(String reader, Collection<Long> positions) {
        List<Long> chosen = List.copyOf(positions);
        return journal.apply(
                transaction -> decided.add(transaction, reader, 0, GivenUp.add(transaction, reader, chosen)));
    }

    /** @return how many rows that has changed */
    private static long each(Connection transaction, String sql, String reader, List<Long> positions)
            throws SQLException {
        long changed = 0;
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            for (long position : positions) {
                statement.setString(1, reader);
                statement.setLong(2, position);
                changed += statement.executeUpdate();
            }
        }
        return changed;
    }

    boolean replayWanted(String reader) {
        return replayWanted.contains(reader);
    }

    /** How much at once. */
    record Limit(int entries, long bytes) {}

    /** What is to be sent again. Empty also where a copy turned out to be damaged; then the next call has the others. */
    List<Entry> toReplay(String reader, Connection connection, Limit limit) throws SQLException {
        if (!replayWanted.remove(reader)) {
            return List.of();
        }
        // Taken off first and put back at the end: who presses the button meanwhile is not overlooked.
        List<Entry> entries = new ArrayList<>();
        List<Long> damaged = new ArrayList<>();
        boolean more = true;
        try {
            Copies.read(connection, reader, limit, entries, damaged);
            more = !entries.isEmpty() || !damaged.isEmpty();
        } catch (SQLException e) {
            if (!DiskTrouble.isDamage(e)) {
                throw e;
            }
            damage.found(TABLE, e);
            // What stands behind the damage is not found, and must not keep the courier from what is fresh.
            more = !entries.isEmpty();
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

    /** They were sent again: those that were taken are forgotten, the others wait for the next time. */
    void replayed(String reader, List<Long> taken, List<Rejected> again) {
        Instant now = wall.instant();
        boolean noted = onDisk(transaction -> {
            decided.add(transaction, reader, each(transaction, DELETE, reader, taken), 0);
            try (PreparedStatement update = transaction.prepareStatement(
                    // Counted once, also where this runs again.
                    "UPDATE rejected SET replay = 0, reason = ?, times = times + (at <> ?), at = ?"
                            + " WHERE reader = ? AND position = ?")) {
                for (Rejected each : again) {
                    update.setString(1, each.reason());
                    update.setLong(2, now.toEpochMilli());
                    update.setLong(3, now.toEpochMilli());
                    update.setString(4, reader);
                    update.setLong(5, each.position());
                    update.executeUpdate();
                }
            }
        });
        if (!noted) {
            // Or the same would be sent for ever.
            replayWanted.remove(reader);
        }
    }

    private boolean onDisk(StateChange change) {
        return damage.sparing(TABLE, journal.apply(change));
    }
}
