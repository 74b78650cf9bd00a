package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Renewal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.journal.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.tinylog.Logger;

/**
 * Makes the ledger right again after damage on disk, before it is used. Sums are never taken from what is left of a
 * damaged table, since a level that lost its beginning would be wrong and look well: they are made anew from the lines.
 * Lines and items that cannot be read come from the journal once more, as far back as it reaches; ids keep them single.
 *
 * <p>A power cut in between costs nothing: how far it came stands on disk. It takes about a minute for a million lines on
 * a computer, and some on a small box; until then nothing is booked, and no level is told.
 */
final class Salvage {

    /** Nothing else tells what they hold, once the journal has let go of it. */
    private static final List<Renewal.Table> SOURCES = List.of(
            Renewal.Table.large("ledger_line", "position"),
            Renewal.Table.small("ledger_conflict", "position"),
            Renewal.Table.small("ledger_name", "rowid"),
            Renewal.Table.small("ledger_unbooked", "position"),
            Renewal.Table.small("catalogue_item", "id"));

    /** They follow from the others. */
    private static final List<Renewal.Table> SUMS = List.of(
            Renewal.Table.large("ledger_effect", "item", "location", "lot", "at", "id"),
            Renewal.Table.small("ledger_level", "item", "location", "lot"),
            Renewal.Table.small("ledger_lot", "item", "lot"),
            Renewal.Table.small("catalogue_code", "code", "item"));

    private static final List<Renewal.Table> TABLES =
            Stream.concat(SOURCES.stream(), SUMS.stream()).toList();

    private static final int SLICE_LINES = 5_000;
    private static final int TOLD_LINES = 100_000;

    private final Journal journal;
    private final Renewal renewal;
    private final View view;

    private Salvage(Journal journal) {
        this.journal = journal;
        this.renewal = journal.renewal();
        this.view = new View(journal);
    }

    /**
     * Returns when the ledger's tables can be used, and are sound but for what nothing tells any more.
     *
     * @throws SQLException when the disk fails altogether
     */
    static void ofDamaged(Journal journal) throws SQLException, InterruptedException {
        Salvage salvage = new Salvage(journal);
        List<Renewal.Table> damaged = salvage.renewal.damaged(Ledger.NAME, TABLES);
        if (!damaged.isEmpty()) {
            Logger.warn(
                    "The stock is added up anew, since its tables are damaged on disk. The gateway starts after that.");
            salvage.begin(damaged.stream().filter(SOURCES::contains).toList());
        }
        if (salvage.isUnderWay()) {
            salvage.addUp();
        }
        salvage.renewal.areSound(Ledger.NAME);
    }

    /** The mark comes first: if the power goes, it is begun again or goes on. */
    private void begin(List<Renewal.Table> sources) throws SQLException, InterruptedException {
        if (sources.isEmpty()) {
            renewal.change(Salvage::clear);
        } else {
            // From where the journal begins: what is still there counts once, what is lost comes back.
            journal.retireProjection(Ledger.NAME, Salvage::clear)
                    .toCompletableFuture()
                    .join();
        }
        for (Renewal.Table source : sources) {
            renewal.anew(source);
        }
    }

    static void clear(Connection transaction) throws SQLException {
        for (Renewal.Table sum : SUMS) {
            Renewal.putAside(transaction, sum.name());
        }
        try (Sql sql = new Sql(transaction)) {
            sql.change("CREATE TABLE IF NOT EXISTS ledger_salvage (position INTEGER NOT NULL)");
            sql.change("DELETE FROM ledger_salvage");
            sql.change("INSERT INTO ledger_salvage VALUES (0)");
        }
    }

    private boolean isUnderWay() throws SQLException {
        return view.ask(sql -> sql.number("SELECT count(*) FROM sqlite_schema WHERE name = 'ledger_salvage'")) > 0;
    }

    private void addUp() throws SQLException, InterruptedException {
        renewal.change(Sql.writing(Ledger::create));
        renewal.change(Sql.writing(CatalogueTables::claimAnew));
        long added = 0;
        List<Line> lines;
        do {
            lines = view.ask(sql -> Lines.after(sql, sql.number("SELECT position FROM ledger_salvage"), SLICE_LINES));
            if (!lines.isEmpty()) {
                addUp(lines);
            }
            added += lines.size();
            if (added % TOLD_LINES == 0 && added > 0) {
                Logger.info("{} lines of the stock are added up", added);
            }
        } while (lines.size() == SLICE_LINES);
        renewal.change(Sql.writing(sql -> sql.change("DROP TABLE ledger_salvage")));
        Logger.info("The stock is added up anew from {} lines", added);
    }

    private void addUp(List<Line> lines) throws InterruptedException {
        renewal.change(Sql.writing(sql -> {
            new LedgerEntries(sql).addUpAnew(lines);
            sql.change("UPDATE ledger_salvage SET position = ?", lines.getLast().position());
        }));
    }
}
