package io.tidegate.gateway.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The hours whose minutes hold more than their summary. Stateless; a connection belongs to the calling thread.
 */
final class StaleHours {

    private static final long MINUTES_OF_AN_HOUR = 60;

    /** Summed up at a time: their minutes are in memory meanwhile. */
    private static final int SERIES_AT_ONCE = 50;

    /** Instead of the series up to which it is summed up: it is, and some of its minutes are removed already. */
    private static final int GOING = -1;

    private StaleHours() {}

    static void create(Connection transaction) throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            statement.executeUpdate("CREATE TABLE IF NOT EXISTS history_stale ("
                    + "hour INTEGER PRIMARY KEY, summed INTEGER NOT NULL DEFAULT 0)");
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
                boolean going = summed(transaction, hour) == GOING;
                if (!going) {
                    setSummed(transaction, hour, 0);
                }
                return !going;
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

    /**
     * Sums up those for which nothing came just now, going on where the last call stopped.
     *
     * @param rowsMax minutes' rows to read, and hours to look at, about
     */
    static void sumUp(Connection transaction, Set<Long> busy, int rowsMax) throws SQLException {
        int rows = 0;
        OptionalLong hour = next(transaction, Long.MIN_VALUE);
        while (hour.isPresent() && rows < rowsMax) {
            rows++;
            if (!busy.contains(hour.getAsLong())) {
                rows += sumUp(transaction, hour.getAsLong(), rowsMax - rows);
            }
            hour = next(transaction, hour.getAsLong() + 1);
        }
    }

    /** The rows that were read. */
    private static int sumUp(Connection transaction, long hour, int rowsMax) throws SQLException {
        long minute = hour * MINUTES_OF_AN_HOUR;
        long end = minute + MINUTES_OF_AN_HOUR;
        int rows = 0;
        OptionalInt series = Tier.MINUTES.nextSeries(transaction, minute, end, summed(transaction, hour));
        while (series.isPresent() && rows < rowsMax) {
            int upTo = series.getAsInt() + SERIES_AT_ONCE - 1;
            Map<Integer, Bucket> sums = new TreeMap<>();
            rows += Tier.MINUTES.read(
                    transaction,
                    new Tier.Rows(minute, end, series.getAsInt(), upTo),
                    (each, bucket) ->
                            sums.computeIfAbsent(each, _ -> new Bucket()).add(bucket));
            Tier.HOURS.replace(transaction, hour, sums);
            setSummed(transaction, hour, upTo);
            series = Tier.MINUTES.nextSeries(transaction, minute, end, upTo);
        }
        if (series.isEmpty()) {
            remove(transaction, hour);
        }
        return rows;
    }

    /** Of an hour that is summed up; marked until all are gone, since what came to the rest would make its sum smaller. */
    static void removeMinutes(Connection transaction, long hour, int rowsMax) throws SQLException {
        long end = (hour + 1) * MINUTES_OF_AN_HOUR;
        if (Tier.MINUTES.removeBefore(transaction, end, rowsMax) < rowsMax) {
            remove(transaction, hour);
            return;
        }
        try (PreparedStatement insert =
                transaction.prepareStatement("INSERT OR REPLACE INTO history_stale (hour, summed) VALUES (?, ?)")) {
            insert.setLong(1, hour);
            insert.setInt(2, GOING);
            insert.executeUpdate();
        }
    }

    static OptionalLong first(Connection reader) throws SQLException {
        return next(reader, Long.MIN_VALUE);
    }

    private static OptionalLong next(Connection reader, long from) throws SQLException {
        try (PreparedStatement select = reader.prepareStatement(
                "SELECT hour FROM history_stale WHERE hour >= ? AND summed >= 0 ORDER BY hour LIMIT 1")) {
            select.setLong(1, from);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** The series up to which the hour is summed up. */
    private static int summed(Connection reader, long hour) throws SQLException {
        try (PreparedStatement select = reader.prepareStatement("SELECT summed FROM history_stale WHERE hour = ?")) {
            select.setLong(1, hour);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    private static void setSummed(Connection transaction, long hour, int series) throws SQLException {
        try (PreparedStatement update =
                transaction.prepareStatement("UPDATE history_stale SET summed = ?1 WHERE hour = ?2 AND summed <> ?1")) {
            update.setInt(1, series);
            update.setLong(2, hour);
            update.executeUpdate();
        }
    }

    /** From the first to before the second, rising. */
    static List<Long> between(Connection reader, long from, long to) throws SQLException {
        List<Long> hours = new ArrayList<>();
        try (PreparedStatement select = reader.prepareStatement(
                "SELECT hour FROM history_stale WHERE hour >= ? AND hour < ? AND summed >= 0 ORDER BY hour")) {
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
