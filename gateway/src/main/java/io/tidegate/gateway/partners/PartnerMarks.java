package io.tidegate.gateway.partners;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Renewal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.View;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
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

    private static final Renewal.Table TABLE = Renewal.Table.small("partner", "url");

    private final Journal journal;
    private final View view;

    private PartnerMarks(Journal journal) {
        this.journal = journal;
        this.view = new View(journal);
    }

    static PartnerMarks open(Journal journal) throws SQLException, InterruptedException {
        journal.renewal().prepare(List.of(TABLE), Sql.writing(sql -> sql.change("""
                CREATE TABLE IF NOT EXISTS partner (
                  url TEXT PRIMARY KEY, gateway TEXT NOT NULL, mark TEXT NOT NULL, whole INTEGER NOT NULL,
                  met INTEGER NOT NULL) WITHOUT ROWID""")));
        return new PartnerMarks(journal);
    }

    Optional<Place> of(URI partner) throws SQLException {
        return view.ask(sql -> sql.one(
                "SELECT gateway, mark, whole, met FROM partner WHERE url = ?",
                row -> new Place(
                        row.getString(1), row.getString(2), row.getBoolean(3), Instant.ofEpochMilli(row.getLong(4))),
                partner.toString()));
    }

    CompletionStage<Void> set(URI partner, Place place) {
        return journal.change(Sql.writing(sql -> sql.change(
                "INSERT OR REPLACE INTO partner (url, gateway, mark, whole, met) VALUES (?, ?, ?, ?, ?)",
                partner.toString(),
                place.gateway,
                place.mark,
                place.whole,
                place.met.toEpochMilli())));
    }
}
