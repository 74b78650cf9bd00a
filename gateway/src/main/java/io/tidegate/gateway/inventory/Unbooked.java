package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Stock;
import io.tidegate.observation.StockJson;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.List;
import org.tinylog.Logger;

/**
 * What the ledger cannot book because of a mistake in the program: kept, counted and shown, since one such line must not hold
 * up all that come after it. It is tried again at each start, as after an update. Stateless.
 */
final class Unbooked {

    private static final int REASON_LENGTH_MAX = 500;

    private Unbooked() {}

    static void create(Sql sql) throws SQLException {
        sql.change("""
                CREATE TABLE IF NOT EXISTS ledger_unbooked (
                  position INTEGER PRIMARY KEY, at INTEGER NOT NULL, device TEXT NOT NULL, kind TEXT NOT NULL,
                  line TEXT NOT NULL, reason TEXT NOT NULL)""");
    }

    /**
     * Books one after the other, and keeps those that fail, as if they had not been there.
     *
     * @return how many are kept by now
     */
    static long oneByOne(List<Entry> entries, Connection transaction, Sql sql) throws SQLException {
        for (Entry entry : entries) {
            Savepoint before = transaction.setSavepoint();
            try {
                new LedgerEntries(sql).take(List.of(entry));
                sql.change("DELETE FROM ledger_unbooked WHERE position = ?", entry.position());
            } catch (SQLException | RuntimeException mistake) {
                if (Sql.isOfDisk(mistake)) {
                    throw mistake;
                }
                transaction.rollback(before);
                keep(sql, entry, mistake);
            }
            transaction.releaseSavepoint(before);
        }
        return sql.number("SELECT count(*) FROM ledger_unbooked");
    }

    private static void keep(Sql sql, Entry entry, Exception mistake) throws SQLException {
        Logger.error(mistake, "Entry {} cannot be booked; the rest goes on. Please report this", entry.position());
        if (entry.observation() instanceof Stock stock) {
            String reason = String.valueOf(mistake);
            sql.change(
                    """
                    INSERT OR REPLACE INTO ledger_unbooked (position, at, device, kind, line, reason)
                    VALUES (?, ?, ?, ?, ?, ?)""",
                    entry.position(),
                    stock.at().toEpochMilli(),
                    stock.device().value(),
                    stock.kind(),
                    StockJson.text(stock),
                    reason.substring(0, Math.min(reason.length(), REASON_LENGTH_MAX)));
        }
    }

    /** Those that waited for a newer program. */
    static long again(Connection transaction, Sql sql) throws SQLException {
        List<Entry> kept = sql.all(
                "SELECT position, at, device, kind, line FROM ledger_unbooked ORDER BY position", Unbooked::entry);
        return oneByOne(kept, transaction, sql);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        Instant at = Instant.ofEpochMilli(row.getLong(2));
        return new Entry(
                row.getLong(1),
                at,
                StockJson.read(row.getString(4), new DeviceId(row.getString(3)), at, row.getString(5)));
    }
}
