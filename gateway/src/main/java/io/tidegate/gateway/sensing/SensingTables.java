package io.tidegate.gateway.sensing;

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
 * cut each reading behind it is taken up, and none before it. Stateless.
 */
final class SensingTables {

    /** Looked at before they are used; a scale that is lost begins with a count, a counter with what it shows. */
    static final List<Renewal.Table> TABLES = List.of(
            Renewal.Table.small("sensing_gauge", "source"),
            Renewal.Table.small("sensing_reading", "source", "role"),
            Renewal.Table.small("sensing_due", "id", "number", "member"),
            Renewal.Table.small("sensing_cursor", "one"));

    private SensingTables() {}

    /** @param begin where a gateway begins that has never heard its gauges: what was measured before is history */
    static void create(Sql sql, long begin) throws SQLException {
        sql.change("""
                CREATE TABLE IF NOT EXISTS sensing_gauge (
                  source TEXT PRIMARY KEY, item TEXT NOT NULL, hears_after INTEGER NOT NULL, booked TEXT, open TEXT)
                WITHOUT ROWID""");
        sql.change("""
                CREATE TABLE IF NOT EXISTS sensing_reading (
                  source TEXT NOT NULL, role TEXT NOT NULL, value TEXT NOT NULL, at INTEGER NOT NULL,
                  time_known INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (source, role)) WITHOUT ROWID""");
        sql.change("""
                CREATE TABLE IF NOT EXISTS sensing_due (
                  id TEXT NOT NULL, ref TEXT NOT NULL, number INTEGER NOT NULL, member TEXT NOT NULL,
                  value TEXT NOT NULL, PRIMARY KEY (id, number, member)) WITHOUT ROWID""");
        sql.change("CREATE TABLE IF NOT EXISTS sensing_cursor (one INTEGER PRIMARY KEY, position INTEGER NOT NULL)");
        sql.change("INSERT OR IGNORE INTO sensing_cursor (one, position) VALUES (1, ?)", begin);
    }

    /**
     * Forgets all other gauges, and lets new ones hear from now on: what was measured before they were there is history.
     * What is owed stays owed.
     *
     * @param items by the source of the gauge
     */
    static void keepOnly(Sql sql, Map<SensorField, String> items, long now) throws SQLException {
        Map<String, String> wanted = new LinkedHashMap<>();
        items.forEach((source, item) -> wanted.put(source.toString(), item));
        Map<String, String> known = new LinkedHashMap<>();
        sql.each("SELECT source, item FROM sensing_gauge", row -> known.put(row.getString(1), row.getString(2)));
        for (Map.Entry<String, String> each : known.entrySet()) {
            if (!each.getValue().equals(wanted.get(each.getKey()))) {
                sql.change("DELETE FROM sensing_gauge WHERE source = ?", each.getKey());
                sql.change("DELETE FROM sensing_reading WHERE source = ?", each.getKey());
            }
        }
        if (sql.number("SELECT count(*) FROM sensing_gauge") == 0) {
            moveCursor(sql, now);
        }
        for (Map.Entry<String, String> each : wanted.entrySet()) {
            sql.change(
                    "INSERT OR IGNORE INTO sensing_gauge (source, item, hears_after) VALUES (?, ?, ?)",
                    each.getKey(),
                    each.getValue(),
                    now);
        }
    }

    static long cursor(Sql sql) throws SQLException {
        return sql.number("SELECT position FROM sensing_cursor");
    }

    static void moveCursor(Sql sql, long position) throws SQLException {
        sql.change("UPDATE sensing_cursor SET position = max(position, ?)", position);
    }

    /** Up to that position its readings are nothing to it. */
    static long hearsAfter(Sql sql, SensorField source) throws SQLException {
        return sql.number("SELECT hears_after FROM sensing_gauge WHERE source = ?", source.toString());
    }

    static GaugeState gauge(Sql sql, SensorField source) throws SQLException {
        Map<Role, Reading> readings = new EnumMap<>(Role.class);
        sql.each(
                "SELECT role, value, at, time_known, position FROM sensing_reading WHERE source = ?",
                row -> readings.put(Role.valueOf(row.getString(1)), reading(row)),
                source.toString());
        return sql.one(
                        "SELECT booked, open FROM sensing_gauge WHERE source = ?",
                        row -> new GaugeState(decimal(row, 1), decimal(row, 2), readings),
                        source.toString())
                .orElse(GaugeState.FRESH);
    }

    private static Reading reading(ResultSet row) throws SQLException {
        return new Reading(
                new BigDecimal(row.getString(2)),
                Instant.ofEpochMilli(row.getLong(3)),
                row.getBoolean(4),
                row.getLong(5));
    }

    private static Optional<BigDecimal> decimal(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(BigDecimal::new);
    }

    static void put(Sql sql, SensorField source, GaugeState state) throws SQLException {
        String name = source.toString();
        sql.change(
                "UPDATE sensing_gauge SET booked = ?, open = ? WHERE source = ?",
                state.booked().map(BigDecimal::toPlainString).orElse(null),
                state.open().map(BigDecimal::toPlainString).orElse(null),
                name);
        sql.change("DELETE FROM sensing_reading WHERE source = ?", name);
        for (Map.Entry<Role, Reading> each : state.readings().entrySet()) {
            Reading reading = each.getValue();
            sql.change(
                    "INSERT INTO sensing_reading (source, role, value, at, time_known, position) VALUES (?, ?, ?, ?, ?, ?)",
                    name,
                    each.getKey().name(),
                    reading.value().toPlainString(),
                    reading.at().toEpochMilli(),
                    reading.timeKnown(),
                    reading.position());
        }
    }

    /** What was to be booked when the power went. */
    static List<Due> due(Sql sql) throws SQLException {
        Map<String, List<Map<String, String>>> lines = new LinkedHashMap<>();
        Map<String, String> refs = new LinkedHashMap<>();
        sql.each("SELECT id, ref, number, member, value FROM sensing_due ORDER BY id, number", row -> {
            String id = row.getString(1);
            refs.put(id, row.getString(2));
            List<Map<String, String>> of = lines.computeIfAbsent(id, _ -> new ArrayList<>());
            while (of.size() <= row.getInt(3)) {
                of.add(new LinkedHashMap<>());
            }
            of.get(row.getInt(3)).put(row.getString(4), row.getString(5));
        });
        return lines.entrySet().stream()
                .map(each -> new Due(each.getKey(), refs.getOrDefault(each.getKey(), ""), each.getValue()))
                .toList();
    }

    static void put(Sql sql, Due due) throws SQLException {
        for (int number = 0; number < due.lines().size(); number++) {
            for (Map.Entry<String, String> member : due.lines().get(number).entrySet()) {
                sql.change(
                        "INSERT OR REPLACE INTO sensing_due (id, ref, number, member, value) VALUES (?, ?, ?, ?, ?)",
                        due.id(),
                        due.ref(),
                        number,
                        member.getKey(),
                        member.getValue());
            }
        }
    }

    static void remove(Sql sql, Due due) throws SQLException {
        sql.change("DELETE FROM sensing_due WHERE id = ?", due.id());
    }
}
