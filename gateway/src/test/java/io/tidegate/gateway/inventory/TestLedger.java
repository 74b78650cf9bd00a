package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Journal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Stock;
import io.tidegate.site.GatewaySettings;
import io.tidegate.site.StockSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A ledger on a journal of its own, on a real disk. */
record TestLedger(Journal journal) implements AutoCloseable {

    static TestLedger open(Path folder) throws SQLException, InterruptedException {
        Journal journal = Journal.open(folder, settings(folder));
        Ledger.open(journal);
        return new TestLedger(journal);
    }

    static GatewaySettings settings(Path folder) {
        return new GatewaySettings("gw-1", folder, Duration.ofMillis(1), GatewaySettings.Retention.DEFAULT);
    }

    void record(Stock... lines) throws InterruptedException {
        journal.record(new ArrayList<Observation>(Arrays.asList(lines)));
    }

    /** What the desk takes, as JSON with apostrophes for quotes; its lines are there when this returns. */
    void book(String json) throws Exception {
        desk().book(Requests.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    Desk desk() throws SQLException {
        return new Desk(journal, rules(), new UnderWay(), Optional::empty);
    }

    Catalogue catalogue() throws SQLException {
        return new Catalogue(journal, rules().moments(), new UnderWay());
    }

    Books books() throws SQLException {
        return new Books(journal, rules());
    }

    private Drafting.Rules rules() throws SQLException {
        Moments moments = Moments.after(Inventory.recorded(journal), InstantSource.system(), () -> true);
        return Drafting.Rules.of(StockSettings.DEFAULT, ZoneOffset.UTC, moments);
    }

    /** {@code item@location/lot quantity unit}, in the order of these. */
    List<String> levels() throws SQLException {
        try (Connection reader = journal.openReader();
                Sql sql = new Sql(reader)) {
            return sql.all(
                    """
                    SELECT item, location, lot, millionths, unit FROM ledger_level
                    WHERE gone = 0 ORDER BY item, location, lot""",
                    row -> row.getString(1) + "@" + row.getString(2)
                            + (row.getString(3).isEmpty() ? "" : "/" + row.getString(3)) + " "
                            + Amount.ofMillionths(row.getLong(4), row.getString(5)));
        }
    }

    /** By the rules of a site that says nothing of its stock. */
    ItemBooks itemBooks() throws SQLException {
        return new ItemBooks(journal.openReader(), rules());
    }

    long number(String query) throws SQLException {
        try (Connection reader = journal.openReader();
                Sql sql = new Sql(reader)) {
            return sql.number(query);
        }
    }

    String text(String query) throws SQLException {
        try (Connection reader = journal.openReader();
                Sql sql = new Sql(reader)) {
            return sql.one(query, row -> row.getString(1)).orElseThrow();
        }
    }

    @Override
    public void close() {
        journal.close();
    }
}
