package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Where blocks begin through which the clock only rose, so that a time among them is found by halving: the table {@code
 * stretch}, of which all is in memory. A new one begins with each start of the program, and where the clock was set back or
 * began to be believed: a journal has few. Changed by the journal's thread only; {@link #all} is safe from any thread.
 */
final class Stretches {

    /** Within a stretch the clock may fall by so much: some virtual machines put theirs right many times a day. */
    static final Duration FALL_MAX = Duration.ofMinutes(1);

    static final String TABLE = "stretch";

    /**
     * Blocks by position, from the first to before the second.
     *
     * @param rises whether the clock only rose through them; of what stood in a table that was damaged nobody knows
     */
    record Stretch(long first, long end, boolean rises) {}

    /** Where the newest stretch stands. */
    private record Place(long boot, boolean synchronised, long newestMillis) {

        boolean goesOnWith(ClockState.Stamp stamp) {
            return boot == stamp.boot()
                    && synchronised == stamp.synchronised()
                    && stamp.wall().toEpochMilli() >= newestMillis - FALL_MAX.toMillis();
        }

        Place with(ClockState.Stamp stamp) {
            return new Place(
                    boot, synchronised, Math.max(newestMillis, stamp.wall().toEpochMilli()));
        }
    }

    private enum Table {
        SOUND,
        DAMAGED,
        BEYOND_RENEWAL
    }

    private final NavigableSet<Long> begins = new ConcurrentSkipListSet<>();
    private Place place = new Place(0, false, Long.MAX_VALUE);
    private Place boarded = place;
    private Table table = Table.SOUND;

    /** A table that has holes is not believed at all: halving would pass over blocks in silence. */
    void load(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT first FROM stretch")) {
            while (row.next()) {
                begins.add(row.getLong(1));
            }
        } catch (SQLException e) {
            begins.clear();
            failed(e);
            throw e;
        }
    }

    /** Into the transaction of a block that begins there. Where damage makes it throw, the next call does without. */
    void board(Connection transaction, ClockState.Stamp stamp, long first) throws SQLException {
        if (place.goesOnWith(stamp)) {
            boarded = place.with(stamp);
            return;
        }
        // Known before any reader can see the block; one that is not written after all only divides a stretch.
        begins.add(first);
        try {
            write(transaction, first);
        } catch (SQLException e) {
            failed(e);
            throw e;
        }
        boarded = new Place(stamp.boot(), stamp.synchronised(), stamp.wall().toEpochMilli());
    }

    private void failed(SQLException e) {
        if (DiskTrouble.isDamage(e)) {
            table = table == Table.SOUND ? Table.DAMAGED : Table.BEYOND_RENEWAL;
        }
    }

    /** What was boarded is on disk. */
    void landed() {
        place = boarded;
        if (table == Table.DAMAGED) {
            table = Table.SOUND;
        }
    }

    /** Forgets stretches of which no block is left; on disk with the next new one. */
    void nothingBefore(long position) {
        Long holds = begins.floor(position);
        if (holds != null) {
            begins.headSet(holds).clear();
        }
    }

    private void write(Connection transaction, long first) throws SQLException {
        switch (table) {
            case SOUND -> {
                Schema.execute(transaction, "DELETE FROM stretch WHERE first < " + begins.first());
                insert(transaction, first);
            }
            case DAMAGED -> {
                Renewal.putAside(transaction, TABLE);
                for (long begin : begins) {
                    insert(transaction, begin);
                }
            }
            case BEYOND_RENEWAL -> {}
        }
    }

    private static void insert(Connection transaction, long first) throws SQLException {
        try (PreparedStatement insert =
                transaction.prepareStatement("INSERT OR REPLACE INTO stretch (first) VALUES (?)")) {
            insert.setLong(1, first);
            insert.executeUpdate();
        }
    }

    /** All of the journal, by position. */
    List<Stretch> all() {
        List<Stretch> all = new ArrayList<>();
        long first = 1;
        boolean rises = false;
        for (long begin : begins) {
            if (begin > first) {
                all.add(new Stretch(first, begin, rises));
            }
            first = begin;
            rises = true;
        }
        all.add(new Stretch(first, Long.MAX_VALUE, rises));
        return all;
    }

    /** Where they begin, the newest first. */
    Iterable<Long> newestFirst() {
        return begins.descendingSet();
    }
}
