package io.tidegate.gateway.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The table of cursors, one row each. Stateless. */
final class CursorTable {

    private CursorTable() {}

    /** Takes one row. */
    interface Row {
        void at(String name, Cursor.Place place);
    }

    /** @param order {@code ASC} or {@code DESC}, by name */
    static void each(Connection connection, String order, Row row) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT name, done, taken, refused, unwanted, missed, ahead, base, summed_up, again, given FROM cursor ORDER BY name "
                                + order)) {
            while (rows.next()) {
                Counts counts = new Counts(
                        rows.getLong(3),
                        rows.getLong(4),
                        rows.getLong(5),
                        rows.getLong(6),
                        rows.getLong(7),
                        rows.getLong(9),
                        rows.getLong(10));
                row.at(rows.getString(1), new Cursor.Place(rows.getLong(2), counts, rows.getLong(8), rows.getLong(11)));
            }
        }
    }

    /** 0 where there is none. */
    static long done(Connection reader, String name) throws SQLException {
        try (PreparedStatement select = reader.prepareStatement("SELECT done FROM cursor WHERE name = ?")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    static void write(Connection transaction, String name, Cursor.Place place) throws SQLException {
        try (PreparedStatement upsert = transaction.prepareStatement("""
                INSERT INTO cursor (name, done, taken, refused, unwanted, missed, ahead, base, summed_up, again, given)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET done = excluded.done, taken = excluded.taken,
                  refused = excluded.refused, unwanted = excluded.unwanted, missed = excluded.missed,
                  ahead = excluded.ahead, base = excluded.base, summed_up = excluded.summed_up, again = excluded.again,
                  given = excluded.given""")) {
            upsert.setString(1, name);
            upsert.setLong(2, place.done());
            upsert.setLong(3, place.counts().taken());
            upsert.setLong(4, place.counts().refused());
            upsert.setLong(5, place.counts().unwanted());
            upsert.setLong(6, place.counts().missed());
            upsert.setLong(7, place.counts().ahead());
            upsert.setLong(8, place.base());
            upsert.setLong(9, place.counts().summedUp());
            upsert.setLong(10, place.counts().again());
            upsert.setLong(11, place.given());
            upsert.executeUpdate();
        }
    }

    static void delete(Connection transaction, String name) throws SQLException {
        try (PreparedStatement delete = transaction.prepareStatement("DELETE FROM cursor WHERE name = ?")) {
            delete.setString(1, name);
            delete.executeUpdate();
        }
    }
}
