package io.tidegate.gateway.partners;

import io.tidegate.gateway.journal.Journal;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * How far each partner's ledger has been read, on disk. One that is lost costs reading that ledger once more, and nothing
 * else: what is known counts no second time. Safe from any thread; blocks.
 */
final class PartnerMarks {

    /**
     * @param mark in the partner's own words
     * @param whole whether every line up to there was understood
     */
    record Place(String gateway, String mark, boolean whole, Instant met) {}

    private final Journal journal;

    private PartnerMarks(Journal journal) {
        this.journal = journal;
    }

    static PartnerMarks open(Journal journal) {
        journal.changeNow(transaction -> {
                    try (Statement statement = transaction.createStatement()) {
                        statement.executeUpdate("""
                            CREATE TABLE IF NOT EXISTS partner (
                              url TEXT PRIMARY KEY, gateway TEXT NOT NULL, mark TEXT NOT NULL, whole INTEGER NOT NULL,
                              met INTEGER NOT NULL) WITHOUT ROWID""");
                    }
                })
                .toCompletableFuture()
                .join();
        return new PartnerMarks(journal);
    }

    Optional<Place> of(URI partner) throws SQLException {
        try (Connection reader = journal.openReader();
                PreparedStatement select =
                        reader.prepareStatement("SELECT gateway, mark, whole, met FROM partner WHERE url = ?")) {
            select.setString(1, partner.toString());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Place(
                                row.getString(1),
                                row.getString(2),
                                row.getBoolean(3),
                                Instant.ofEpochMilli(row.getLong(4))))
                        : Optional.empty();
            }
        }
    }

    CompletionStage<Void> set(URI partner, Place place) {
        return journal.change(transaction -> {
            try (PreparedStatement upsert = transaction.prepareStatement(
                    "INSERT OR REPLACE INTO partner (url, gateway, mark, whole, met) VALUES (?, ?, ?, ?, ?)")) {
                upsert.setString(1, partner.toString());
                upsert.setString(2, place.gateway);
                upsert.setString(3, place.mark);
                upsert.setBoolean(4, place.whole);
                upsert.setLong(5, place.met.toEpochMilli());
                upsert.executeUpdate();
            }
        });
    }
}
