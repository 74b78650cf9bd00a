package io.tidegate.gateway.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The hours whose minutes hold more than their summary. Stateless; a connection belongs to the calling thread.
 */
final class StaleHours {

    private static final long MINUTES_OF_AN_HOUR = 60;

    /** Bare columns beside one MAX come from the row that holds it (sqlite.org/lang_select.html, section 2.5). */
    private static final String SUM_UP = """
            INSERT OR REPLACE INTO history_hour (start, series, count, sum, min, max, last, last_at)
            SELECT ?1, whole.series, whole.count, whole.sum, whole.min, whole.max,
                   newest.last, newest.last_at + (newest.start - ?1 * 60) * 60000
            FROM (SELECT series, SUM(count) AS count, SUM(sum) AS sum, MIN(min) AS min, MAX(max) AS max
                  FROM history_minute WHERE start >= ?1 * 60 AND start < ?1 * 60 + 60 GROUP BY series) AS whole
            JOIN (SELECT series, MAX(start) AS start, last, last_at
                  FROM history_minute WHERE start >= ?1 * 60 AND start < ?1 * 60 + 60 GROUP BY series) AS newest
            USING (series)""";

    private StaleHours() {}

    static void create(Connection transaction) throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            statement.executeUpdate("CREATE TABLE IF NOT EXISTS history_stale (hour INTEGER PRIMARY KEY)");
        }
    }

    /**
     * Before values are added to one of its minutes.
     *
     * @return false when its minutes are gone for good, so that adding to them would make its summary smaller
     */
    static boolean mark(Connection transaction, long hour) throws SQLException {
        try (PreparedStatement insert =
                transaction.prepareStatement("INSERT OR IGNORE INTO history_stale (hour) VALUES (?)")) {
            insert.setLong(1, hour);
            if (insert.executeUpdate() == 0) {
                return true;
            }
        }
        long minute = hour * MINUTES_OF_AN_HOUR;
        if (Tier.HOURS.hasRows(transaction, hour, hour + 1)
                && !Tier.MINUTES.hasRows(transaction, minute, minute + MINUTES_OF_AN_HOUR)) {
            remove(transaction, hour);
            return false;
        }
        return true;
    }

    /** Sums up those for which nothing came just now. */
    static void sumUp(Connection transaction, Set<Long> busy, int limit) throws SQLException {
        int summed = 0;
        for (long hour : between(transaction, Long.MIN_VALUE, Long.MAX_VALUE)) {
            if (busy.contains(hour) || summed++ >= limit) {
                continue;
            }
            try (PreparedStatement insert = transaction.prepareStatement(SUM_UP)) {
                insert.setLong(1, hour);
                insert.executeUpdate();
            }
            remove(transaction, hour);
        }
    }

    static OptionalLong first(Connection reader) throws SQLException {
        return between(reader, Long.MIN_VALUE, Long.MAX_VALUE).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** From the first to before the second, rising. */
    static List<Long> between(Connection reader, long from, long to) throws SQLException {
        List<Long> hours = new ArrayList<>();
        try (PreparedStatement select =
                reader.prepareStatement("SELECT hour FROM history_stale WHERE hour >= ? AND hour < ? ORDER BY hour")) {
            select.setLong(1, from);
            select.setLong(2, to);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    hours.add(row.getLong(1));
                }
            }
        }
        return hours;
    }

    private static void remove(Connection transaction, long hour) throws SQLException {
        try (PreparedStatement delete = transaction.prepareStatement("DELETE FROM history_stale WHERE hour = ?")) {
            delete.setLong(1, hour);
            delete.executeUpdate();
        }
    }
}
