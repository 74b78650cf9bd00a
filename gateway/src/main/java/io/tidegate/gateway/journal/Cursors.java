package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far each reader is. Positions move in memory at once and on disk now and then, never ahead of memory, so that a
 * crash makes a reader see some entries again and never skip one. Safe from any thread.
 */
final class Cursors {

    private static final class Cursor {
        long done;
        long missed;
        boolean dirty;
    }

    private final Map<String, Cursor> byName = new TreeMap<>();

    static Cursors load(Connection connection) throws SQLException {
        Cursors cursors = new Cursors();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name, done, missed FROM cursor")) {
            while (row.next()) {
                Cursor cursor = new Cursor();
                cursor.done = row.getLong(2);
                cursor.missed = row.getLong(3);
                cursors.byName.put(row.getString(1), cursor);
            }
        }
        return cursors;
    }

    /** Where the reader is; a new one begins before {@code oldest}. */
    synchronized long open(String name, long oldest) {
        return byName.computeIfAbsent(name, _ -> {
                    Cursor cursor = new Cursor();
                    cursor.done = oldest - 1;
                    cursor.dirty = true;
                    return cursor;
                })
                .done;
    }

    synchronized long done(String name) {
        Cursor cursor = byName.get(name);
        return cursor == null ? 0 : cursor.done;
    }

    /** Never moves back. */
    synchronized void advance(String name, long upTo) {
        Cursor cursor = byName.get(name);
        if (cursor != null && upTo > cursor.done) {
            cursor.done = upTo;
            cursor.dirty = true;
        }
    }

    /** Retention took everything up to a position: who had not had it has missed it. */
    synchronized List<JournalStatus.Reader> removed(long upTo) {
        List<JournalStatus.Reader> concerned = new ArrayList<>();
        byName.forEach((name, cursor) -> {
            if (cursor.done < upTo) {
                concerned.add(new JournalStatus.Reader(name, upTo, 0, upTo - cursor.done));
                cursor.missed += upTo - cursor.done;
                cursor.done = upTo;
                cursor.dirty = true;
            }
        });
        return concerned;
    }

    synchronized void forget(String name) {
        byName.remove(name);
    }

    /** What every reader has had; {@code newest} when there is no reader. */
    synchronized long doneByAll(long newest) {
        return byName.values().stream().mapToLong(cursor -> cursor.done).min().orElse(newest);
    }

    synchronized boolean dirty() {
        return byName.values().stream().anyMatch(cursor -> cursor.dirty);
    }

    /** Writes what has moved; {@link #saved} says later that the transaction is on disk. */
    synchronized Map<String, Long> save(Connection transaction) throws SQLException {
        Map<String, Long> written = new TreeMap<>();
        for (Map.Entry<String, Cursor> each : byName.entrySet()) {
            Cursor cursor = each.getValue();
            if (cursor.dirty) {
                write(transaction, each.getKey(), cursor.done, cursor.missed);
                written.put(each.getKey(), cursor.done);
            }
        }
        return written;
    }

    synchronized void saved(Map<String, Long> written) {
        written.forEach((name, done) -> {
            Cursor cursor = byName.get(name);
            if (cursor != null && cursor.done == done) {
                cursor.dirty = false;
            }
        });
    }

    static void write(Connection transaction, String name, long done, long missed) throws SQLException {
        try (PreparedStatement upsert = transaction.prepareStatement("""
                INSERT INTO cursor (name, done, missed) VALUES (?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET done = excluded.done, missed = excluded.missed""")) {
            upsert.setString(1, name);
            upsert.setLong(2, done);
            upsert.setLong(3, missed);
            upsert.executeUpdate();
        }
    }

    synchronized List<JournalStatus.Reader> status(long newest) {
        List<JournalStatus.Reader> readers = new ArrayList<>();
        byName.forEach((name, cursor) -> readers.add(
                new JournalStatus.Reader(name, cursor.done, Math.max(0, newest - cursor.done), cursor.missed)));
        return readers;
    }
}
