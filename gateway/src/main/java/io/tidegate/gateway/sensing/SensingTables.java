package io.tidegate.gateway.sensing;

import io.tidegate.gateway.inventory.Bookmark;
import io.tidegate.gateway.journal.Renewal;
import io.tidegate.gateway.journal.Sql;
import io.tidegate.gateway.sensing.GaugeState.Role;
import io.tidegate.site.SensorField;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the gauges know, what they owe the ledger, and up to which entry: written in one transaction, so that after a power
 * cut each measurement behind it is taken up, and none before it. Stateless.
 */
final class SensingTables {

    static final Bookmark BOOKMARK = new Bookmark("sensing_cursor");

    /** Looked at before they are used; a scale that is lost begins with a count, a counter with what it shows. */
    static final List<Renewal.Table> TABLES = List.of(
            Renewal.Table.small("sensing_gauge", "source"),
            Renewal.Table.small("sensing_measurement", "source", "role"),
            Renewal.Table.small("sensing_due", "id", "number", "member"),
            BOOKMARK.onDisk());

    private SensingTables() {}

    /** @param begin where a gateway begins that has never heard its gauges: what was measured before is history */
    static void create(Sql sql, long begin) throws SQLException {
        sql.change("""
                CREATE TABLE IF NOT EXISTS sensing_gauge (
                  source TEXT PRIMARY KEY, meaning TEXT NOT NULL, hears_after INTEGER NOT NULL, booked TEXT, made TEXT)
                WITHOUT ROWID""");
        sql.change("""
                CREATE TABLE IF NOT EXISTS sensing_measurement (
                  source TEXT NOT NULL, role TEXT NOT NULL, value TEXT NOT NULL, at INTEGER NOT NULL,
                  time_known INTEGER NOT NULL, heard INTEGER NOT NULL, position INTEGER NOT NULL,
                  PRIMARY KEY (source, role)) WITHOUT ROWID""");
        sql.change("""
                CREATE TABLE IF NOT EXISTS sensing_due (
                  id TEXT NOT NULL, ref TEXT NOT NULL, doubt TEXT, number INTEGER NOT NULL, member TEXT NOT NULL,
                  value TEXT NOT NULL, PRIMARY KEY (id, number, member)) WITHOUT ROWID""");
        BOOKMARK.create(sql, begin);
    }

    /**
     * Forgets all other gauges, and lets new ones hear from now on: what was measured before they were there is history.
     * What is owed stays owed.
     *
     * @param meanings by the source of the gauge
     */
    static void keepOnly(Sql sql, Map<SensorField, String> meanings, long now) throws SQLException {
        Map<String, String> wanted = new LinkedHashMap<>();
        meanings.forEach((source, meaning) -> wanted.put(source.toString(), meaning));
        Map<String, String> known = new LinkedHashMap<>();
        sql.each("SELECT source, meaning FROM sensing_gauge", row -> known.put(row.getString(1), row.getString(2)));
        for (Map.Entry<String, String> each : known.entrySet()) {
            if (!each.getValue().equals(wanted.get(each.getKey()))) {
                sql.change("DELETE FROM sensing_gauge WHERE source = ?", each.getKey());
                sql.change("DELETE FROM sensing_measurement WHERE source = ?", each.getKey());
            }
        }
        if (sql.number("SELECT count(*) FROM sensing_gauge") == 0) {
            BOOKMARK.move(sql, now);
        }
        for (Map.Entry<String, String> each : wanted.entrySet()) {
            sql.change(
                    "INSERT OR IGNORE INTO sensing_gauge (source, meaning, hears_after) VALUES (?, ?, ?)",
                    each.getKey(),
                    each.getValue(),
                    now);
        }
    }

    /** Up to that position its measurements are nothing to it. */
    static long hearsAfter(Sql sql, SensorField source) throws SQLException {
        return sql.number("SELECT hears_after FROM sensing_gauge WHERE source = ?", source.toString());
    }

    static GaugeState gauge(Sql sql, SensorField source) throws SQLException {
        Map<Role, Measurement> measurements = new EnumMap<>(Role.class);
        sql.each(
                "SELECT role, value, at, time_known, heard, position FROM sensing_measurement WHERE source = ?",
                row -> measurements.put(Role.valueOf(row.getString(1)), measurement(row)),
                source.toString());
        return sql.one(
                        "SELECT booked, made FROM sensing_gauge WHERE source = ?",
                        row -> new GaugeState(decimal(row, 1), decimal(row, 2), measurements),
                        source.toString())
                .orElse(GaugeState.FRESH);
    }

    private static Measurement measurement(ResultSet row) throws SQLException {
        return new Measurement(
                new BigDecimal(row.getString(2)),
                Instant.ofEpochMilli(row.getLong(3)),
                row.getBoolean(4),
                Instant.ofEpochMilli(row.getLong(5)),
                row.getLong(6));
    }

    private static Optional<BigDecimal> decimal(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(BigDecimal::new);
    }

    static void put(Sql sql, SensorField source, GaugeState state) throws SQLException {
        String name = source.toString();
        sql.change(
                "UPDATE sensing_gauge SET booked = ?, made = ? WHERE source = ?",
                state.booked().map(BigDecimal::toPlainString).orElse(null),
                state.made().map(BigDecimal::toPlainString).orElse(null),
                name);
        sql.change("DELETE FROM sensing_measurement WHERE source = ?", name);
        for (Map.Entry<Role, Measurement> each : state.measurements().entrySet()) {
            Measurement measurement = each.getValue();
            sql.change(
                    "INSERT INTO sensing_measurement (source, role, value, at, time_known, heard, position) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    name,
                    each.getKey().name(),
                    measurement.value().toPlainString(),
                    measurement.at().toEpochMilli(),
                    measurement.timeKnown(),
                    measurement.heard().toEpochMilli(),
                    measurement.position());
        }
    }

    /** What was to be booked when the power went. */
    static List<PendingBooking> due(Sql sql) throws SQLException {
        Map<String, PendingBooking> all = new LinkedHashMap<>();
        sql.each("SELECT id, ref, doubt, number, member, value FROM sensing_due ORDER BY id, number", row -> {
            String id = row.getString(1);
            List<Map<String, String>> lines =
                    new ArrayList<>(all.containsKey(id) ? all.get(id).lines() : List.of());
            while (lines.size() <= row.getInt(4)) {
                lines.add(new LinkedHashMap<>());
            }
            lines.get(row.getInt(4)).put(row.getString(5), row.getString(6));
            all.put(id, new PendingBooking(id, row.getString(2), lines, Optional.ofNullable(row.getString(3))));
        });
        return List.copyOf(all.values());
    }

    static void put(Sql sql, PendingBooking due) throws SQLException {
        for (int number = 0; number < due.lines().size(); number++) {
            for (Map.Entry<String, String> member : due.lines().get(number).entrySet()) {
                sql.change(
                        "INSERT OR REPLACE INTO sensing_due (id, ref, doubt, number, member, value) VALUES (?, ?, ?, ?, ?, ?)",
                        due.id(),
                        due.ref(),
                        due.doubt().orElse(null),
                        number,
                        member.getKey(),
                        member.getValue());
            }
        }
    }

    static void remove(Sql sql, PendingBooking due) throws SQLException {
        sql.change("DELETE FROM sensing_due WHERE id = ?", due.id());
    }
}
