package io.tidegate.gateway.history;

import io.tidegate.observation.DeviceId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.tinylog.Logger;

/** The table of series, each with a small number. Used by the journal's thread only, but for what is static. */
final class SeriesIds {

    /** A gadget that makes up field names would fill the box: further series have single values, and no summaries. */
    static final int SERIES_MAX = 20_000;

    private final Map<Series, Integer> ids = new HashMap<>();
    private boolean fullLogged;

    static void create(Connection transaction) throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            statement.executeUpdate("""
                    CREATE TABLE IF NOT EXISTS history_series (
                      id INTEGER PRIMARY KEY, device TEXT NOT NULL, field TEXT NOT NULL, UNIQUE (device, field))""");
        }
    }

    /** Reads them anew where the table does not hold what is known here: a commit failed, and its new ids went with it. */
    void align(Connection transaction) throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT COALESCE(MAX(id), 0) FROM history_series")) {
                if (row.next() && row.getInt(1) == ids.size()) {
                    return;
                }
            }
            ids.clear();
            try (ResultSet row = statement.executeQuery("SELECT device, field, id FROM history_series")) {
                while (row.next()) {
                    ids.put(new Series(new DeviceId(row.getString(1)), row.getString(2)), row.getInt(3));
                }
            }
        }
    }

    /** Empty above the limit. */
    OptionalInt id(Connection transaction, Series series) throws SQLException {
        Integer known = ids.get(series);
        if (known != null) {
            return OptionalInt.of(known);
        }
        if (ids.size() >= SERIES_MAX) {
            if (!fullLogged) {
                Logger.warn(
                        "The history summarises {} fields and no more; '{}' of '{}' has its single values only",
                        SERIES_MAX,
                        series.field(),
                        series.device());
                fullLogged = true;
            }
            return OptionalInt.empty();
        }
        int id = ids.size() + 1;
        try (PreparedStatement insert =
                transaction.prepareStatement("INSERT INTO history_series (id, device, field) VALUES (?, ?, ?)")) {
            insert.setInt(1, id);
            insert.setString(2, series.device().value());
            insert.setString(3, series.field());
            insert.executeUpdate();
        }
        ids.put(series, id);
        return OptionalInt.of(id);
    }

    static OptionalInt find(Connection reader, Series series) throws SQLException {
        try (PreparedStatement select =
                reader.prepareStatement("SELECT id FROM history_series WHERE device = ? AND field = ?")) {
            select.setString(1, series.device().value());
            select.setString(2, series.field());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
            }
        }
    }

    static List<Series> all(Connection reader) throws SQLException {
        List<Series> all = new ArrayList<>();
        try (Statement statement = reader.createStatement();
                ResultSet row = statement.executeQuery("SELECT device, field FROM history_series")) {
            while (row.next()) {
                all.add(new Series(new DeviceId(row.getString(1)), row.getString(2)));
            }
        }
        return all;
    }
}
