package io.tidegate.gateway.proofs;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Renewal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.View;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What each sink's receiver reported last, on disk. Safe from any thread; reads block. */
public final class ReceiverReports {

    static final Renewal.Table TABLE = Renewal.Table.small("receiver_report", "sink");

    private final Journal journal;
    private final View view;

    ReceiverReports(Journal journal) {
        this.journal = journal;
        this.view = new View(journal);
    }

    /**
     * @param at when it came
     * @param done position up to which all was delivered at that time
     * @param sentAgain when what it lacked was sent once more
     */
    public record StoredReport(ReceiverReport report, Instant at, long done, Optional<Instant> sentAgain) {

        public StoredReport sentAgain(Instant when) {
            return new StoredReport(report, at, done, Optional.of(when));
        }
    }

    static void create(Sql sql) throws SQLException {
        sql.change("""
                CREATE TABLE IF NOT EXISTS receiver_report (
                  sink TEXT PRIMARY KEY, gateway TEXT NOT NULL, at INTEGER NOT NULL, done INTEGER NOT NULL,
                  report TEXT NOT NULL, sent INTEGER) WITHOUT ROWID""");
    }

    /** In the place of the one before. The stage completes when it is on disk. */
    public CompletionStage<Void> keep(String sink, StoredReport stored) {
        String json = stored.report.condensed().json();
        return journal.changeNow(Sql.writing(sql -> sql.change(
                "INSERT OR REPLACE INTO receiver_report (sink, gateway, at, done, report, sent) VALUES (?, ?, ?, ?, ?, ?)",
                sink,
                stored.report.gateway(),
                stored.at.toEpochMilli(),
                stored.done,
                json,
                stored.sentAgain.map(Instant::toEpochMilli).orElse(null))));
    }

    /** Empty where none came, and where it can no longer be read. */
    public Optional<StoredReport> last(String sink) throws SQLException {
        record Row(String gateway, String report, Instant at, long done, Optional<Instant> sent) {}
        Optional<Row> row = view.ask(sql -> sql.one(
                "SELECT gateway, report, at, done, sent FROM receiver_report WHERE sink = ?",
                found -> new Row(
                        found.getString(1),
                        found.getString(2),
                        Instant.ofEpochMilli(found.getLong(3)),
                        found.getLong(4),
                        found.getObject(5) == null
                                ? Optional.empty()
                                : Optional.of(Instant.ofEpochMilli(found.getLong(5)))),
                sink));
        if (row.isEmpty()) {
            return Optional.empty();
        }
        try {
            ReceiverReport report =
                    ReceiverReport.of(row.get().gateway, row.get().report.getBytes(StandardCharsets.UTF_8));
            return Optional.of(new StoredReport(report, row.get().at, row.get().done, row.get().sent));
        } catch (IOException another) {
            return Optional.empty();
        }
    }
}
