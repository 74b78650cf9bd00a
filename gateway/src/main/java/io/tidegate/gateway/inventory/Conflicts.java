package io.tidegate.gateway.inventory;

import io.tidegate.gateway.journal.Sql;
import io.tidegate.observation.Booking;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Movement;
import io.tidegate.observation.StockJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines that do not count, since another has their id: two gateways that were apart took them in. Of two, the one counts
 * that is earlier, then the one whose text is smaller, so that all gateways come to the same. Stateless.
 */
final class Conflicts {

    private static final int LOOKED_AT = 1_000;

    private static final String SELECT = "SELECT device, at, line FROM ledger_conflict";

    private Conflicts() {}

    static void create(Sql sql) throws SQLException {
        sql.change("CREATE TABLE IF NOT EXISTS ledger_conflict (position INTEGER PRIMARY KEY, id TEXT NOT NULL)");
        if (!sql.hasColumn("ledger_conflict", "line")) {
            sql.change("ALTER TABLE ledger_conflict ADD COLUMN at INTEGER NOT NULL DEFAULT 0");
            sql.change("ALTER TABLE ledger_conflict ADD COLUMN device TEXT NOT NULL DEFAULT ''");
            sql.change("ALTER TABLE ledger_conflict ADD COLUMN line TEXT NOT NULL DEFAULT ''");
        }
        sql.change("CREATE INDEX IF NOT EXISTS ledger_conflict_id ON ledger_conflict (id)");
    }

    /** Once, however often it comes. */
    static void note(Sql sql, Line line) throws SQLException {
        Booking booking = line.booking();
        if (!has(sql, booking)) {
            sql.change(
                    "INSERT INTO ledger_conflict (position, id, at, device, line) VALUES (?, ?, ?, ?, ?)",
                    line.position(),
                    booking.id(),
                    booking.at().toEpochMilli(),
                    booking.device().value(),
                    StockJson.text(booking));
        }
    }

    /** Whether the line is known as one that does not count. */
    static boolean has(Sql sql, Booking booking) throws SQLException {
        return sql.all(SELECT + " WHERE id = ?", Conflicts::booking, booking.id()).stream()
                .anyMatch(each -> Line.FIRST.compare(each, booking) == 0);
    }

    /** Those that say that something else was done than the line that counts, and no repeat of it; the newest first. */
    static List<Booking> differing(Sql sql) throws SQLException {
        List<Booking> differing = new ArrayList<>();
        Meanings meanings = new Meanings(sql);
        for (Booking each : sql.all(SELECT + " ORDER BY position DESC LIMIT ?", Conflicts::booking, LOOKED_AT)) {
            String item = each instanceof Movement movement
                    ? meanings.booked(movement.goods()).item()
                    : "";
            Optional<Line> counts = Lines.find(sql, each.id());
            if (counts.isPresent() && !counts.get().deed().equals(Deed.of(each, item))) {
                differing.add(each);
            }
        }
        return differing;
    }

    private static Booking booking(ResultSet row) throws SQLException {
        return (Booking) StockJson.read(
                Booking.KIND, new DeviceId(row.getString(1)), Instant.ofEpochMilli(row.getLong(2)), row.getString(3));
    }
}
