package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the clocks of a boot showed when its wall clock was first known to be right: the table {@code boot}, of which all is
 * in memory. Damage in it costs right times, and never an entry. Changed by the journal's thread only; {@link #hindsight}
 * is safe from any thread.
 */
final class Boots {

    /** Of more than these, those whose clock was set longest ago are forgotten: no journal reaches back so many starts. */
    static final int NOTED_MAX = 1_000;

    static final String TABLE = "boot";

    private record Noted(long wallMillis, long monotonicNanos) {}

    private final Map<Long, Noted> noted = new ConcurrentHashMap<>();

    /** Whether entries say that nobody has set their clock. */
    private volatile boolean marks;

    void mark(boolean untimed) {
        marks = untimed;
    }

    /** What can be read before it throws is known. */
    void load(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, set_wall, set_monotonic FROM boot")) {
            while (row.next()) {
                noted.put(row.getLong(1), new Noted(row.getLong(2), row.getLong(3)));
            }
        }
    }

    boolean isNoted(long boot) {
        return noted.containsKey(boot);
    }

    /** Into the open transaction. */
    static void board(Connection transaction, ClockState.Stamp right) throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement(
                "INSERT OR IGNORE INTO boot (id, set_wall, set_monotonic) VALUES (?, ?, ?)")) {
            insert.setLong(1, right.boot());
            insert.setLong(2, right.wall().toEpochMilli());
            insert.setLong(3, right.monotonicNanos());
            insert.executeUpdate();
        }
        Schema.execute(
                transaction,
                "DELETE FROM boot WHERE id NOT IN (SELECT id FROM boot ORDER BY set_wall DESC LIMIT " + NOTED_MAX
                        + ")");
    }

    /** It is on disk; or it cannot be, and times are right until the program ends. */
    void landed(ClockState.Stamp right) {
        noted.putIfAbsent(right.boot(), new Noted(right.wall().toEpochMilli(), right.monotonicNanos()));
    }

    /** How to read the times of what was committed at that moment. */
    Hindsight hindsight(ClockState.Stamp commit) {
        Noted right = commit.synchronised() ? null : noted.get(commit.boot());
        if (right == null) {
            return new Hindsight(commit.wall().toEpochMilli(), 0, commit.synchronised() || !marks);
        }
        long recorded = commit.wall().toEpochMilli();
        long sinceMillis = (right.monotonicNanos - commit.monotonicNanos()) / 1_000_000;
        return new Hindsight(recorded, right.wallMillis - sinceMillis - recorded, true);
    }
}
