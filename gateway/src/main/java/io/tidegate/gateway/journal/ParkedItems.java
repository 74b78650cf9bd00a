package io.tidegate.gateway.journal;

import io.tidegate.observation.Observation;
import io.tidegate.observation.Parked;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What could not be understood on its way in, and what clouds refused, for the pages. Safe from any worker thread. */
public final class ParkedItems {

    /** A parked payload and the number by which it can be asked for. */
    public record ParkedItem(long id, Parked parked) {}

    /**
     * An entry that a cloud will never accept.
     *
     * @param seen what is in it; empty when its copy is damaged on disk
     * @param refusal the last of them
     */
    public record RejectedItem(
            String reader, long position, Optional<Observation> seen, Refusal refusal, boolean replaying) {}

    /** @param times how often it was refused so far */
    public record Refusal(Instant at, String reason, int times) {}

    private final Journal journal;

    public ParkedItems(Journal journal) {
        this.journal = journal;
    }

    /** About so many bytes in a list at most: a few large payloads must not fill a small board's memory. */
    private static final long LIST_BYTES = 1 << 20;

    /** The newest first; fewer than the limit where they are large. */
    public List<ParkedItem> newest(int limit) throws SQLException {
        List<ParkedItem> items = new ArrayList<>();
        try (Connection connection = journal.openReader();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT id, source, at, address, payload, reason FROM parked ORDER BY id DESC LIMIT ?")) {
            select.setInt(1, limit);
            try (ResultSet row = select.executeQuery()) {
                for (long left = LIST_BYTES; left > 0 && row.next(); ) {
                    Parked parked = new Parked(
                            row.getString(2),
                            Instant.ofEpochMilli(row.getLong(3)),
                            row.getString(4),
                            row.getBytes(5),
                            row.getString(6));
                    items.add(new ParkedItem(row.getLong(1), parked));
                    left -= parked.payload().length
                            + parked.address().length()
                            + parked.reason().length();
                }
            }
        }
        return items;
    }

    /** Forgets one. The stage completes when that is on disk. */
    public CompletionStage<Void> delete(long id) {
        return journal.changeNow(transaction -> {
            try (PreparedStatement delete = transaction.prepareStatement("DELETE FROM parked WHERE id = ?")) {
                delete.setLong(1, id);
                delete.executeUpdate();
            }
        });
    }

    /** Like {@link #newest}. */
    public List<RejectedItem> rejected(int limit) throws SQLException {
        List<RejectedItem> items = new ArrayList<>();
        try (Connection connection = journal.openReader();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT reader, position, at, reason, times, replay, recorded, entry FROM rejected"
                                + " ORDER BY id DESC LIMIT ?")) {
            select.setInt(1, limit);
            try (ResultSet row = select.executeQuery()) {
                for (long left = LIST_BYTES; left > 0 && row.next(); ) {
                    left -= row.getBytes(8).length + row.getString(4).length();
                    items.add(new RejectedItem(
                            row.getString(1),
                            row.getLong(2),
                            seen(row.getLong(2), row.getLong(7), row.getBytes(8)),
                            new Refusal(Instant.ofEpochMilli(row.getLong(3)), row.getString(4), row.getInt(5)),
                            row.getInt(6) == 1));
                }
            }
        }
        return items;
    }

    private static Optional<Observation> seen(long position, long recorded, byte[] copy) {
        try {
            return Optional.of(Copies.entry(position, recorded, copy).observation());
        } catch (DamagedBlock damaged) {
            return Optional.empty();
        }
    }

    /** Payloads parked ever, also those that were let go of since. */
    public long count() throws SQLException {
        return number("SELECT value FROM counter WHERE name = '" + ParkedTable.EVER + "'");
    }

    /** Entries that are waiting for a person because a cloud refused them. */
    public long rejectedCount() throws SQLException {
        return number("SELECT count(*) FROM rejected");
    }

    /** Whether that reader, which may be there no longer, has ever refused an entry. */
    public boolean hasRefused(String reader) throws SQLException {
        try (Connection connection = journal.openReader();
                PreparedStatement select =
                        connection.prepareStatement("SELECT 1 FROM rejected_size WHERE reader = ?")) {
            select.setString(1, reader);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** The positions of all that are kept of that reader. */
    public List<Long> refusedBy(String reader) throws SQLException {
        try (Connection connection = journal.openReader();
                Sql sql = new Sql(connection)) {
            return sql.all("SELECT position FROM rejected WHERE reader = ?", row -> row.getLong(1), reader);
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = journal.openReader()) {
            return Schema.number(connection, sql);
        } catch (SQLException e) {
            // A page without this number is better than none; the damage itself is on it.
            if (DiskTrouble.isDamage(e)) {
                return 0;
            }
            throw e;
        }
    }
}
