package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The table {@code stretch}: where blocks begin through which the clock only rose, so that a time among them is found by
 * halving. A new one begins with each start of the program, and where the clock was set back or began to be believed: a
 * journal has few. Used by the journal's thread only, but for what is static.
 */
final class Stretches {

    /** Within a stretch the clock may fall by so much: some virtual machines put theirs right many times a day. */
    static final Duration FALL_MAX = Duration.ofMinutes(1);

    /** Where the newest stretch stands. */
    private record Place(String bootId, boolean synchronised, long newestMillis) {

        boolean goesOnWith(ClockState.Stamp stamp) {
            return bootId.equals(stamp.bootId())
                    && synchronised == stamp.synchronised()
                    && stamp.wall().toEpochMilli() >= newestMillis - FALL_MAX.toMillis();
        }

        Place with(ClockState.Stamp stamp) {
            return new Place(
                    bootId, synchronised, Math.max(newestMillis, stamp.wall().toEpochMilli()));
        }
    }

    private Place place = new Place("", false, Long.MAX_VALUE);
    private Place boarded = place;

    /** Before a block is written whose first entry has that position. */
    void board(Connection transaction, ClockState.Stamp stamp, long first) throws SQLException {
        if (place.goesOnWith(stamp)) {
            boarded = place.with(stamp);
            return;
        }
        Blocks.ensureBoot(transaction, stamp.bootId());
        begin(transaction, first);
        boarded = new Place(stamp.bootId(), stamp.synchronised(), stamp.wall().toEpochMilli());
    }

    /** What was boarded is on disk. */
    void landed() {
        place = boarded;
    }

    /** Forgets stretches of which no block is left. */
    private static void begin(Connection transaction, long first) throws SQLException {
        Schema.execute(transaction, """
                DELETE FROM stretch WHERE first < (
                  SELECT max(first) FROM stretch WHERE first <= (SELECT min(first) FROM block))""");
        try (PreparedStatement insert =
                transaction.prepareStatement("INSERT OR REPLACE INTO stretch (first) VALUES (?)")) {
            insert.setLong(1, first);
            insert.executeUpdate();
        }
    }

    /** Where the stretches begin, rising; behind them, where the next entry will stand. Empty in an empty journal. */
    static List<Long> bounds(Connection reader) throws SQLException {
        long newest = Blocks.newestPosition(reader);
        long oldest = Blocks.oldestPosition(reader, newest);
        List<Long> bounds = new ArrayList<>();
        if (newest == 0) {
            return bounds;
        }
        bounds.add(oldest);
        try (PreparedStatement select =
                reader.prepareStatement("SELECT first FROM stretch WHERE first > ? AND first <= ? ORDER BY first")) {
            select.setLong(1, oldest);
            select.setLong(2, newest);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    bounds.add(row.getLong(1));
                }
            }
        }
        bounds.add(newest + 1);
        return bounds;
    }
}
