package io.tidegate.gateway.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * The table of one width of summaries, a row for each series and step. Rows stand by time and then by series: what is
 * written together stands together, so that a commit rewrites few pages. Stateless; a connection belongs to the calling
 * thread.
 *
 * @param table its name
 * @param step what a row stands for; {@code start} counts such steps since 1970
 */
record Tier(String table, Duration step) {

    static final Tier MINUTES = new Tier("history_minute", Steps.MINUTE);
    static final Tier HOURS = new Tier("history_hour", Steps.HOUR);

    void create(Connection transaction) throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            // last_at counts milliseconds from the beginning of the step, since small numbers take little room.
            statement.executeUpdate("CREATE TABLE IF NOT EXISTS " + table + """
                     (start INTEGER NOT NULL, series INTEGER NOT NULL, count INTEGER NOT NULL, sum REAL NOT NULL,
                      min REAL NOT NULL, max REAL NOT NULL, last REAL NOT NULL, last_at INTEGER NOT NULL,
                      PRIMARY KEY (start, series)) WITHOUT ROWID""");
        }
    }

    /** What {@link #add} runs on. */
    PreparedStatement adding(Connection transaction) throws SQLException {
        return transaction.prepareStatement("INSERT INTO " + table + """
                 (start, series, count, sum, min, max, last, last_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (start, series) DO UPDATE SET
                  count = count + excluded.count, sum = sum + excluded.sum,
                  min = MIN(min, excluded.min), max = MAX(max, excluded.max),
                  last = CASE WHEN excluded.last_at >= last_at THEN excluded.last ELSE last END,
                  last_at = MAX(last_at, excluded.last_at)""");
    }

    void add(PreparedStatement adding, long start, int series, Bucket bucket) throws SQLException {
        adding.setLong(1, start);
        adding.setInt(2, series);
        adding.setLong(3, bucket.count);
        adding.setDouble(4, bucket.sum);
        adding.setDouble(5, bucket.min);
        adding.setDouble(6, bucket.max);
        adding.setDouble(7, bucket.last);
        adding.setLong(8, bucket.lastAtMillis - start * step.toMillis());
        adding.executeUpdate();
    }

    /** Hands the series' rows over, from the step {@code from} to before the step {@code to}. */
    void read(Connection reader, int series, long from, long to, Buckets into) throws SQLException {
        OptionalLong oldest = edge(reader, "MIN");
        OptionalLong newest = edge(reader, "MAX");
        if (oldest.isEmpty() || newest.isEmpty()) {
            return;
        }
        // A seek for each step: going through all series' rows of the time would be slower by the number of series.
        try (PreparedStatement select = reader.prepareStatement("""
                WITH RECURSIVE step(start) AS (
                  SELECT ?1 WHERE ?1 < ?2 UNION ALL SELECT start + 1 FROM step WHERE start + 1 < ?2)
                SELECT start, count, sum, min, max, last, last_at
                FROM step CROSS JOIN %s USING (start) WHERE series = ?3""".formatted(table))) {
            select.setLong(1, Math.max(from, oldest.getAsLong()));
            select.setLong(2, Math.min(to, newest.getAsLong() + 1));
            select.setInt(3, series);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    into.add(bucket(row));
                }
            }
        }
    }

    /** Steps from the first to before the second, of series from the third to the fourth. */
    record Rows(long from, long to, int firstSeries, int lastSeries) {}

    /** Hands the rows over, by time. Returns how many there are. */
    int read(Connection reader, Rows rows, BiConsumer<Integer, Bucket> into) throws SQLException {
        int count = 0;
        try (PreparedStatement select = reader.prepareStatement("""
                WITH RECURSIVE step(start) AS (SELECT ?1 UNION ALL SELECT start + 1 FROM step WHERE start + 1 < ?2)
                SELECT start, count, sum, min, max, last, last_at, series
                FROM step CROSS JOIN %s USING (start) WHERE series BETWEEN ?3 AND ?4""".formatted(table))) {
            select.setLong(1, rows.from);
            select.setLong(2, rows.to);
            select.setInt(3, rows.firstSeries);
            select.setInt(4, rows.lastSeries);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    into.accept(row.getInt(8), bucket(row));
                    count++;
                }
            }
        }
        return count;
    }

    /** The smallest number of a series behind {@code after} that has a row between the steps. */
    OptionalInt nextSeries(Connection reader, long from, long to, int after) throws SQLException {
        try (PreparedStatement select = reader.prepareStatement("""
                WITH RECURSIVE step(start) AS (SELECT ?1 UNION ALL SELECT start + 1 FROM step WHERE start + 1 < ?2)
                SELECT MIN((SELECT series FROM %s AS each WHERE each.start = step.start AND series > ?3
                            ORDER BY series LIMIT 1)) FROM step""".formatted(table))) {
            select.setLong(1, from);
            select.setLong(2, to);
            select.setInt(3, after);
            try (ResultSet row = select.executeQuery()) {
                int series = row.next() ? row.getInt(1) : 0;
                return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(series);
            }
        }
    }

    /** Puts them where others may stand. */
    void replace(Connection transaction, long start, Map<Integer, Bucket> bySeries) throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement("INSERT OR REPLACE INTO " + table
                + " (start, series, count, sum, min, max, last, last_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Map.Entry<Integer, Bucket> each : bySeries.entrySet()) {
                add(insert, start, each.getKey(), each.getValue());
            }
        }
    }

    private Bucket bucket(ResultSet row) throws SQLException {
        Bucket bucket = new Bucket();
        bucket.count = row.getLong(2);
        bucket.sum = row.getDouble(3);
        bucket.min = row.getDouble(4);
        bucket.max = row.getDouble(5);
        bucket.last = row.getDouble(6);
        bucket.lastAtMillis = row.getLong(1) * step.toMillis() + row.getLong(7);
        return bucket;
    }

    /** The first step that has rows. */
    OptionalLong oldest(Connection reader) throws SQLException {
        return edge(reader, "MIN");
    }

    private OptionalLong edge(Connection reader, String which) throws SQLException {
        try (Statement statement = reader.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + which + "(start) FROM " + table)) {
            long start = row.next() ? row.getLong(1) : 0;
            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(start);
        }
    }

    boolean hasRows(Connection reader, long from, long to) throws SQLException {
        try (PreparedStatement select =
                reader.prepareStatement("SELECT 1 FROM " + table + " WHERE start >= ? AND start < ? LIMIT 1")) {
            select.setLong(1, from);
            select.setLong(2, to);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Removes so many rows at most, the oldest first. Returns how many. */
    int removeBefore(Connection transaction, long start, int rowsMax) throws SQLException {
        try (PreparedStatement delete = transaction.prepareStatement("DELETE FROM " + table
                + " WHERE (start, series) IN (SELECT start, series FROM " + table
                + " WHERE start < ? ORDER BY start, series LIMIT ?)")) {
            delete.setLong(1, start);
            delete.setInt(2, rowsMax);
            return delete.executeUpdate();
        }
    }
}
